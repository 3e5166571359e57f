import type { SignInLink, User } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { changeUser, resetUser } from '../../api/users.ts';
import { explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/parts.tsx';

/** What ends sessions or links of somebody. */
export type ConfirmedAct = 'disable' | 'reset' | 'newLink';

type ConfirmDialogProps = {
  readonly act: ConfirmedAct;
  readonly user: User;
  readonly onClose: () => void;
  /** With the one-time link, where the act makes one. */
  readonly onDone: (link: SignInLink | null) => void;
};

async function carryOut(act: ConfirmedAct, user: User): Promise<SignInLink | null> {
  if (act !== 'disable') return resetUser(user.id);
  const { displayName, role, scope, version } = user;
  await changeUser(user.id, { displayName, role, scope, version, isDisabled: true });
  return null;
}

/** Says what an act ends before it is done. */
export function ConfirmDialog({ act, user, onClose, onDone }: ConfirmDialogProps) {
  const { text, language } = useText();
  const words = text.access.users;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = async () => {
    setBusy(true);
    try {
      onDone(await carryOut(act, user));
    } catch (refusal) {
      setFailure(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words[act]}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => {
        if (!isBusy) void submit();
      }}
    >
      <p>{words[`${act}Ask`](user.displayName)}</p>
      {failure !== null && <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />}
      <footer>
        <Button onClick={onClose} disabled={isBusy}>
          {words.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy}>
          {words[`${act}Act`]}
        </Button>
      </footer>
    </Dialog>
  );
}
