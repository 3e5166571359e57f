import { type ReactNode, useRef, useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { signIn } from '../../api/session.ts';
import { explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './sign-in.module.css';
import { useWait } from './use-wait.ts';
import { waitSeconds } from './wait-seconds.ts';

type SignInFormProps = {
  /** Who is expected; null: nobody in particular. */
  readonly name: string | null;
  readonly onSignedIn: () => Promise<unknown>;
  /** Stands beside the act. */
  readonly aside?: ReactNode;
};
type Faults = { readonly name?: string; readonly password?: string };

/** Name and password. What is wrong is told beside the field; a wait that is asked for is counted down. */
export function SignInForm({ name: expected, onSignedIn, aside }: SignInFormProps) {
  const { text, language } = useText();
  const words = text.access.signIn;
  const [name, setName] = useState(expected ?? '');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const wait = useWait();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = wait.seconds > 0;

  const refuse = (refusal: unknown) => {
    const seconds = waitSeconds(refusal);
    if (seconds !== null) wait.begin(seconds);
    else if (refusal instanceof RequestError && refusal.kind === 'sign-in-refused')
      setFaults({ password: words.refused });
    else setFailure(refusal);
    form.current?.querySelector<HTMLInputElement>('input[autocomplete=current-password]')?.select();
  };
  const submit = async () => {
    const missing = missingParts(name, password, words);
    setFaults(missing);
    setFailure(null);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    try {
      await signIn(name.trim(), password);
      await onSignedIn();
    } catch (refusal) {
      refuse(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && !isWaiting) void submit();
      }}
    >
      <Field
        label={words.name}
        value={name}
        onChange={setName}
        fault={faults.name ?? null}
        autoComplete="username"
        maxLength={1000}
        isFirst={expected === null}
      />
      <PasswordField
        label={words.password}
        value={password}
        onChange={setPassword}
        fault={isWaiting ? words.wait(wait.seconds) : (faults.password ?? null)}
        autoComplete="current-password"
        isFirst={expected !== null}
      />
      {failure !== null && <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />}
      <div className={styles.acts}>
        {aside}
        <Button
          kind="primary"
          size={expected === null ? 'large' : 'medium'}
          type="submit"
          disabled={isBusy || isWaiting}
        >
          {isWaiting ? words.waitAct(wait.seconds) : isBusy ? words.busy : words.act}
        </Button>
      </div>
    </form>
  );
}

type Words = { readonly nameMissing: string; readonly passwordMissing: string };
const missingParts = (name: string, password: string, words: Words): Faults => ({
  ...(name.trim() === '' ? { name: words.nameMissing } : {}),
  ...(password === '' ? { password: words.passwordMissing } : {}),
});
