import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useText } from '../text/use-text.ts';
import { Field } from './field.tsx';

type PasswordFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault?: string | null;
  readonly hint?: ReactNode;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly isFirst?: boolean;
  readonly onBlur?: () => void;
  /** Where it matters to others whether the password is shown. */
  readonly onShow?: (isShown: boolean) => void;
};

/** A password, hidden until it is asked to be seen, with a word where Caps Lock is on. */
export function PasswordField({ hint, onShow, ...field }: PasswordFieldProps) {
  const { signIn: words } = useText().text.access;
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const show = () => {
    setShown(!isShown);
    onShow?.(!isShown);
  };
  return (
    <Field
      {...field}
      type={isShown ? 'text' : 'password'}
      maxLength={1000}
      onKeyDown={look}
      onKeyUp={look}
      hint={hasCapsLock ? words.capsLock : hint}
      end={
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={`${isShown ? words.hide : words.show} ${field.label}`}
          onClick={show}
        >
          {isShown ? words.hide : words.show}
        </button>
      }
    />
  );
}
