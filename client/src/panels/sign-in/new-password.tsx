import { LEAST_PASSWORD_LETTERS, passwordFault } from '@yima-guandi/server/domain';
import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './sign-in.module.css';

export type NewPassword = {
  readonly password: string;
  readonly again: string;
  /** Whoever sees the password does not type it twice. */
  readonly isShown: boolean;
};
export const NO_PASSWORD: NewPassword = { password: '', again: '', isShown: false };

/** Whether a password may be chosen for a name, and is what was meant. */
export const isFit = ({ password, again, isShown }: NewPassword, name: string): boolean =>
  passwordFault(password, name) === null && (isShown || password === again);

type NewPasswordProps = {
  readonly name: string;
  readonly value: NewPassword;
  readonly onChange: (value: NewPassword) => void;
  /** Whether to say what is wrong though it is still being typed. */
  readonly isAsked: boolean;
  /** What the server has against it. */
  readonly refusal: string | null;
  readonly isFirst?: boolean;
};

/** A password that is chosen: how long it is, in words what is against it, and once more where it is not shown. */
export function NewPasswordFields({ name, value, onChange, isAsked, refusal, isFirst = false }: NewPasswordProps) {
  const { text } = useText();
  const words = text.access.link;
  const [isLeft, setLeft] = useState(false);
  const { password, again, isShown } = value;
  const letters = [...password].length;
  const fault = passwordFault(password, name);
  const isTold = isAsked || (isLeft && letters > 0) || letters >= LEAST_PASSWORD_LETTERS;
  const differs = !isShown && again !== password && (isAsked || again.length >= password.length) && again !== '';
  return (
    <>
      <div className={styles.length}>
        <PasswordField
          label={words.password}
          value={password}
          onChange={(typed) => onChange({ ...value, password: typed })}
          onShow={(shown) => onChange({ ...value, isShown: shown })}
          onBlur={() => setLeft(true)}
          fault={refusal ?? (fault && isTold ? words.faults[fault] : null)}
          hint={letters === 0 ? words.advice : null}
          autoComplete="new-password"
          isFirst={isFirst}
        />
        <Length letters={letters} />
      </div>
      {!isShown && (
        <PasswordField
          label={words.again}
          value={again}
          onChange={(typed) => onChange({ ...value, again: typed })}
          fault={differs || (isAsked && again === '' && fault === null) ? words.differs : null}
          autoComplete="new-password"
        />
      )}
    </>
  );
}

function Length({ letters }: { readonly letters: number }) {
  const { text } = useText();
  const words = text.access.link.length(letters, LEAST_PASSWORD_LETTERS);
  const isEnough = letters >= LEAST_PASSWORD_LETTERS;
  return (
    <div className={cx(styles.length, isEnough && styles.enough)}>
      <progress max={LEAST_PASSWORD_LETTERS} value={Math.min(letters, LEAST_PASSWORD_LETTERS)} aria-label={words} />
      <span className={styles.small} role="status">
        {words}
      </span>
    </div>
  );
}
