import { type InvitedUser, NewUser } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { inviteUser } from '../../api/users.ts';
import { explainAct, inLanguage, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import { settledScope } from './scope-choice.tsx';
import { type RoleAndScope, UserFields } from './user-fields.tsx';
import styles from './users.module.css';

type InviteDialogProps = {
  readonly onClose: () => void;
  readonly onInvited: (invited: InvitedUser) => void;
};

/** Makes somebody known, who then chooses a password by a link. */
export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const { text, language } = useText();
  const words = text.access.users;
  const [fields, setFields] = useState<RoleAndScope>({ displayName: '', role: 'viewer', scope: [] });
  const [name, setName] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isNameFit = NewUser.shape.name.safeParse(name).success;
  const isTaken = failure instanceof RequestError && failure.kind === 'user-name-taken';
  const nameFault = () => {
    if (isTaken) return inLanguage(failure.message, language);
    return isAsked && !isNameFit ? words.nameFault : null;
  };
  const submit = async () => {
    setAsked(true);
    setFailure(null);
    if (!isNameFit || fields.displayName.trim() === '') return;
    setBusy(true);
    try {
      onInvited(await inviteUser({ ...fields, name, scope: settledScope(fields.scope) }));
    } catch (refusal) {
      setFailure(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words.inviteTitle}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => {
        if (!isBusy) void submit();
      }}
    >
      <Hint>{words.inviteNote}</Hint>
      <Field
        label={words.name}
        value={name}
        onChange={(typed) => {
          setName(typed);
          setFailure(null);
        }}
        fault={nameFault()}
        hint={words.nameHint}
        maxLength={64}
        autoComplete="off"
        isFirst
      />
      <UserFields
        value={fields}
        onChange={setFields}
        shownFault={isAsked && fields.displayName.trim() === '' ? words.shownMissing : null}
      />
      <footer className={styles.foot}>
        {failure !== null && !isTaken && (
          <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />
        )}
        <Button onClick={onClose} disabled={isBusy}>
          {words.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy}>
          {words.sendInvite}
        </Button>
      </footer>
    </Dialog>
  );
}
