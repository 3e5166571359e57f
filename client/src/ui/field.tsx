import { type HTMLAttributes, type InputHTMLAttributes, type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './field.module.css';

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it. */
  readonly fault?: string | null;
  /** Grey words that stand below while nothing is wrong. */
  readonly hint?: ReactNode;
  /** Stands inside the frame, at its end. */
  readonly end?: ReactNode;
  /** Whether it is what is typed first: it takes the focus. */
  readonly isFirst?: boolean;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'autoComplete' | 'maxLength' | 'lang'> &
  Pick<HTMLAttributes<HTMLInputElement>, 'onKeyDown' | 'onKeyUp' | 'onBlur'>;

/** What is typed, below what it is called; what is wrong with it stands under it. */
export function Field({
  label,
  value,
  onChange,
  fault = null,
  hint,
  end,
  type = 'text',
  isFirst = false,
  ...input
}: FieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  const said = fault ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.frame}>
        <input
          id={id}
          type={type}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={fault !== null}
          aria-describedby={said ? `${id}-said` : undefined}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          ref={field}
          data-first={isFirst || undefined}
          {...input}
        />
        {end}
      </span>
      {said && (
        <div
          id={`${id}-said`}
          className={fault === null ? styles.hint : styles.fault}
          role={fault ? 'alert' : undefined}
        >
          {said}
        </div>
      )}
    </div>
  );
}
