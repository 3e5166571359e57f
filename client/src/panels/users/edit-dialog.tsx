import { useQuery } from '@tanstack/react-query';
import type { User } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { sessionQuery } from '../../api/session.ts';
import { changeUser } from '../../api/users.ts';
import { explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import type { ConfirmedAct } from './confirm-dialog.tsx';
import { settledScope } from './scope-choice.tsx';
import { type RoleAndScope, UserFields } from './user-fields.tsx';
import styles from './users.module.css';

type EditDialogProps = {
  readonly user: User;
  readonly onClose: () => void;
  readonly onSaved: () => void;
  /** Asks before something is done that ends sessions or links. */
  readonly onAsk: (act: ConfirmedAct) => void;
  /** Shows what another administrator has made of the person meanwhile. */
  readonly onLookAgain: () => Promise<void>;
};

/** Changes what somebody may do and see. */
export function EditDialog({ user, onClose, onSaved, onAsk, onLookAgain }: EditDialogProps) {
  const { text, language } = useText();
  const words = text.access.users;
  const isOwn = useQuery(sessionQuery()).data?.user?.name === user.name;
  const [fields, setFields] = useState<RoleAndScope>({
    displayName: user.displayName,
    role: user.role,
    scope: user.scope,
  });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isChanged = failure instanceof RequestError && failure.kind === 'user-changed';
  const isNamed = fields.displayName.trim() !== '';
  const save = async (isDisabled: boolean) => {
    setBusy(true);
    setFailure(null);
    try {
      await changeUser(user.id, {
        ...fields,
        scope: settledScope(fields.scope),
        isDisabled,
        version: user.version,
      });
      onSaved();
    } catch (refusal) {
      setFailure(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words.editTitle(user.displayName)}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => {
        if (!isBusy && isNamed) void save(user.isDisabled);
      }}
    >
      <Hint>{`${words.name} ${user.name} · ${words.holdsAtOnce}`}</Hint>
      <UserFields value={fields} onChange={setFields} shownFault={isNamed ? null : words.shownMissing} />
      <footer className={styles.foot}>
        {isChanged ? (
          <ErrorNote message={words.changed} retry={words.lookAgain} onRetry={() => void onLookAgain()} />
        ) : (
          failure !== null && <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />
        )}
        {!isOwn && (
          <>
            {!user.isDisabled && (
              <Button kind="text" disabled={isBusy} onClick={() => onAsk(user.hasPassword ? 'reset' : 'newLink')}>
                {user.hasPassword ? words.reset : words.newLink}
              </Button>
            )}
            <Button
              kind="text"
              disabled={isBusy}
              onClick={() => (user.isDisabled ? void save(false) : onAsk('disable'))}
            >
              {user.isDisabled ? words.enable : words.disable}
            </Button>
          </>
        )}
        <span className={styles.gap} />
        <Button onClick={onClose} disabled={isBusy}>
          {words.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy || !isNamed}>
          {words.save}
        </Button>
      </footer>
    </Dialog>
  );
}
