import { type HTMLInputTypeAttribute, useId } from 'react';
import styles from './constraints.module.css';

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly fault?: string | undefined;
  readonly type?: HTMLInputTypeAttribute;
  readonly inputMode?: 'decimal' | 'numeric';
  readonly max?: string;
};

/** A labelled field of a form; what is wrong with it stands below. */
export function TextField({ label, value, onChange, placeholder, fault, type = 'text', inputMode, max }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        inputMode={inputMode}
        max={max}
        autoComplete="off"
        placeholder={placeholder}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {fault !== undefined && <small id={`${id}-fault`}>{fault}</small>}
    </div>
  );
}
