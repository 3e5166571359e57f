import { useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { changePassword } from '../../api/session.ts';
import { explainAct, inLanguage, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { isFit, NewPasswordFields, NO_PASSWORD } from '../sign-in/new-password.tsx';
import { useWait } from '../sign-in/use-wait.ts';
import { waitSeconds } from '../sign-in/wait-seconds.ts';
import styles from './account.module.css';

/** Changes one's own password. */
export function PasswordForm({ name }: { readonly name: string }) {
  const { text, language } = useText();
  const words = text.access.account;
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(NO_PASSWORD);
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const wait = useWait();
  const kind = failure instanceof RequestError ? failure.kind : null;

  const submit = async () => {
    setAsked(true);
    setDone(false);
    setFailure(null);
    if (current === '' || !isFit(chosen, name)) return;
    setBusy(true);
    try {
      await changePassword(current, chosen.password);
      setCurrent('');
      setChosen(NO_PASSWORD);
      setAsked(false);
      setDone(true);
    } catch (refusal) {
      const seconds = waitSeconds(refusal);
      if (seconds === null) setFailure(refusal);
      else wait.begin(seconds);
    } finally {
      setBusy(false);
    }
  };
  const currentFault = () => {
    if (wait.seconds > 0) return text.access.signIn.wait(wait.seconds);
    if (kind === 'sign-in-refused') return words.currentRefused;
    return isAsked && current === '' ? text.access.signIn.passwordMissing : null;
  };
  const isUnfit = failure instanceof RequestError && failure.kind === 'password-unfit';
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && wait.seconds === 0) void submit();
      }}
    >
      <input hidden readOnly autoComplete="username" value={name} />
      <PasswordField
        label={words.current}
        value={current}
        onChange={(typed) => {
          setCurrent(typed);
          setFailure(null);
        }}
        fault={currentFault()}
        autoComplete="current-password"
      />
      <NewPasswordFields
        key={String(isDone)}
        name={name}
        value={chosen}
        isAsked={isAsked}
        refusal={isUnfit ? inLanguage(failure.message, language) : null}
        onChange={(value) => {
          setChosen(value);
          setDone(false);
          setFailure(null);
        }}
      />
      {failure !== null && !isUnfit && kind !== 'sign-in-refused' && (
        <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />
      )}
      <div className={styles.acts}>
        {isDone && (
          <span className={styles.done} role="status">
            {words.changed}
          </span>
        )}
        <Button kind="primary" type="submit" disabled={isBusy || wait.seconds > 0}>
          {wait.seconds > 0 ? text.access.signIn.waitAct(wait.seconds) : words.change}
        </Button>
      </div>
    </form>
  );
}
