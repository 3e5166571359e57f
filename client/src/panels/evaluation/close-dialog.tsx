import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TIERS } from '@yima-guandi/server/domain';
import { useState } from 'react';
import { closeYear, type YearOfPlace } from '../../api/evaluation.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { draftKey, drafts, isChanged } from './draft.ts';
import { FieldFault } from './number-field.tsx';
import styles from './publish.module.css';

type CloseDialogProps = { readonly place: YearOfPlace; readonly onClose: () => void };

/** What closing a year means, asked before it is done: it cannot be undone, so the year is typed once more. */
export function CloseDialog({ place, onClose }: CloseDialogProps) {
  const { text } = useText();
  const { evaluation: words } = text;
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [isAsked, setAsked] = useState(false);
  const kept = drafts.use();
  const hasDraft = TIERS.some((tier) => isChanged(kept[draftKey({ ...place, tier })]));
  const close = useMutation({
    mutationFn: () => closeYear(place),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['evaluation'] });
      onClose();
    },
  });
  const isConfirmed = typed.trim() === String(place.year);
  const submit = () => {
    setAsked(true);
    if (isConfirmed && !close.isPending) close.mutate();
  };
  return (
    <Dialog title={words.closeTitle(place.year)} isBusy={close.isPending} onClose={onClose} onSubmit={submit}>
      <ul className={styles.means}>
        {words.closeMeans(place.year).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {hasDraft && <p className={styles.effect}>{words.closeDraft}</p>}
      <label className={styles.note}>
        <span>{words.closeConfirm(place.year)}</span>
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          aria-invalid={isAsked && !isConfirmed}
          disabled={close.isPending}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {isAsked && !isConfirmed && <FieldFault>{words.closeMismatch(place.year)}</FieldFault>}
      {close.error && (
        <ErrorNote message={`${words.closeFailed} · ${explain(text, close.error)}`} retry={text.common.retry} />
      )}
      <footer>
        <Button onClick={onClose} disabled={close.isPending}>
          {words.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={close.isPending}>
          {close.isPending ? words.closing : words.closeTitle(place.year)}
        </Button>
      </footer>
    </Dialog>
  );
}
