import { useQuery } from '@tanstack/react-query';
import { LOCK_REASONS, type ParcelLock } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { parcelAtQuery } from '../../api/queries.ts';
import { groupCode } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented, Select } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/parts.tsx';
import { changeDraft, zoneDraft } from '../../zone/zone-draft.ts';
import { lockAsked } from './use-pen.ts';
import styles from './zones-panel.module.css';

const KINDS = ['in', 'out'] as const;
type Reason = ParcelLock['reason'];

/** Asks whether a parcel is locked in or out, and why. One parcel has one lock. */
export function LockDialog() {
  const { year } = useCurrent();
  const asked = lockAsked.use();
  const { data: parcel } = useQuery(parcelAtQuery(asked, year));
  if (asked === null) return null;
  return <LockForm key={asked} parcel={parcel?.id === asked ? parcel : null} />;
}

type FormProps = { readonly parcel: { readonly code: string; readonly name: string | null } | null };

function LockForm({ parcel }: FormProps) {
  const { text } = useText();
  const words = text.zones;
  const { locks } = zoneDraft.use().present;
  const known = locks.find(({ code }) => code === parcel?.code);
  const [kind, setKind] = useState<ParcelLock['lock'] | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const lock = kind ?? known?.lock ?? 'out';
  const close = () => lockAsked.set(null);
  const others = locks.filter(({ code }) => code !== parcel?.code);
  const put = () => {
    if (!parcel) return;
    const made = {
      code: parcel.code,
      lock,
      reason: reason ?? known?.reason ?? 'mortgaged',
      note: (note ?? known?.note ?? '').trim(),
    };
    changeDraft('lock', { locks: [...others, made] });
    close();
  };
  const release = () => {
    changeDraft('unlock', { locks: others });
    close();
  };
  return (
    <Dialog
      title={parcel ? words.lockOf(parcel.name ?? groupCode(parcel.code)) : words.lockTitle}
      isBusy={false}
      onClose={close}
      onSubmit={put}
    >
      {parcel ? <p className={styles.dialogCode}>{groupCode(parcel.code)}</p> : <Skeleton width={180} />}
      <Segmented
        label={words.lockHow}
        value={lock}
        choices={KINDS.map((value) => ({ value, label: value === 'in' ? words.lockIn : words.lockOut }))}
        onChoose={setKind}
      />
      <Select
        label={words.lockReason}
        value={reason ?? known?.reason ?? 'mortgaged'}
        options={LOCK_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
        onChoose={setReason}
      />
      <input
        aria-label={words.lockNote}
        placeholder={words.lockNote}
        maxLength={200}
        value={note ?? known?.note ?? ''}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className={styles.dialogActs}>
        {known && (
          <Button kind="text" onClick={release}>
            {words.unlock}
          </Button>
        )}
        <Button onClick={close}>{words.cancel}</Button>
        <Button kind="primary" type="submit" disabled={!parcel}>
          {words.lock}
        </Button>
      </div>
    </Dialog>
  );
}
