import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSession } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { endOwnSession, ownSessionsQuery, signOutEverywhere } from '../../api/session.ts';
import { explain, explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SheetTable } from '../../ui/page.tsx';
import { ErrorNote, Hint, Skeleton, Tag } from '../../ui/parts.tsx';
import { startAfresh } from '../../url/leave.ts';
import styles from './account.module.css';
import { deviceWords } from './device-words.ts';

/** Where one is signed in; each can be ended, and all of them at once. */
export function OwnSessions() {
  const { text, language } = useText();
  const words = text.access.account;
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(ownSessionsQuery());
  const [failure, setFailure] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const end = async (id: string) => {
    try {
      await endOwnSession(id);
      setFailure(null);
    } catch (refusal) {
      // What has ended already is as it was wanted.
      if (!(refusal instanceof RequestError && refusal.kind === 'own-session-not-found')) setFailure(refusal);
    }
    await client.invalidateQueries({ queryKey: ['own-sessions'] });
  };
  if (error && !data)
    return <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} />;
  return (
    <>
      <SheetTable label={words.sessions}>
        <thead>
          <tr>
            <th>{words.device}</th>
            <th>{words.since}</th>
            <th>{words.seen}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {data.sessions.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => void end(session.id)} />
          ))}
        </tbody>
      </SheetTable>
      {failure !== null && <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />}
      <div className={styles.everywhere}>
        {data.sessions.length === 1 && <Hint>{words.noneElsewhere}</Hint>}
        <Button onClick={() => setAsking(true)}>{words.everywhere}</Button>
      </div>
      {isAsking && <EverywhereDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function SessionRow({ session, onEnd }: { readonly session: OwnSession; readonly onEnd: () => void }) {
  const { text, format, language } = useText();
  const words = text.access.account;
  const device = deviceWords(session.device, language) ?? words.unknownDevice;
  return (
    <tr className={styles.session}>
      <td title={session.device}>
        {device} {session.isThis && <Tag tone="primary">{words.here}</Tag>}
      </td>
      <td data-label={words.since}>{format.time(session.beganAt)}</td>
      <td data-label={words.seen}>{format.time(session.seenAt)}</td>
      <td className={styles.act}>
        {!session.isThis && (
          <Button size="small" aria-label={words.endLabel(device)} onClick={onEnd}>
            {words.end}
          </Button>
        )}
      </td>
    </tr>
  );
}

function EverywhereDialog({ onClose }: { readonly onClose: () => void }) {
  const { text, language } = useText();
  const words = text.access.account;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const leave = async () => {
    setBusy(true);
    try {
      await signOutEverywhere();
      startAfresh(language);
    } catch (refusal) {
      setFailure(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog title={words.everywhere} isBusy={isBusy} onClose={onClose} onSubmit={() => void leave()}>
      <p>{words.everywhereAsk}</p>
      {failure !== null && <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />}
      <footer>
        <Button onClick={onClose} disabled={isBusy}>
          {text.access.users.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy}>
          {words.everywhere}
        </Button>
      </footer>
    </Dialog>
  );
}
