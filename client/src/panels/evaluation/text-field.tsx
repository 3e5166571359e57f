import { useEffect, useId, useRef } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './fields.module.css';
import { FieldFault } from './number-field.tsx';

type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  readonly fault?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Whether it is what is typed next: it takes the focus, with its words chosen. */
  readonly isNext?: boolean;
  /** How many lines it shows; one when absent. */
  readonly rows?: number;
};

/** Words that are typed, below what they are called, with what is wrong under them. */
export function TextField({
  label,
  value,
  maxLength,
  onChange,
  fault,
  placeholder,
  isNext = false,
  rows,
}: TextFieldProps) {
  const id = useId();
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNext) line.current?.select();
  }, [isNext]);
  const shared = {
    id,
    value,
    maxLength,
    placeholder,
    lang: 'zh-CN',
    className: cx(styles.text, fault !== undefined && styles.bad),
    'aria-invalid': fault !== undefined,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input
          ref={line}
          type="text"
          autoComplete="off"
          {...shared}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea rows={rows} {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      <FieldFault>{fault}</FieldFault>
    </div>
  );
}
