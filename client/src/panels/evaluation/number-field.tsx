import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './fields.module.css';

type NumberFieldProps = {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  /** Given where the field may be empty. */
  readonly onClear?: () => void;
  readonly fault?: string | undefined;
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
};

const print = (value: number | null): string => (value === null ? '' : String(Number(value.toFixed(6))));
const read = (typed: string): number => Number(typed.trim().replaceAll(',', '').replace('−', '-').replace('。', '.'));

/** A number that is typed. What is not yet a number stays as it is typed and says so; it changes nothing. */
export function NumberField({
  label,
  value,
  onChange,
  onClear,
  fault,
  placeholder,
  suffix,
  disabled,
  className,
}: NumberFieldProps) {
  const { text } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const isEmpty = typed !== null && typed.trim() === '';
  const isNoNumber = typed !== null && (isEmpty ? !onClear : !Number.isFinite(read(typed)));
  const said = isNoNumber ? text.evaluation.notANumber : fault;
  const take = (next: string) => {
    setTyped(next);
    if (next.trim() === '') onClear?.();
    else if (Number.isFinite(read(next))) onChange(read(next));
  };
  return (
    <span className={cx(styles.number, className)}>
      <span className={cx(styles.box, said !== undefined && styles.bad)}>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={label}
          aria-invalid={said !== undefined}
          title={said}
          placeholder={placeholder}
          disabled={disabled}
          value={typed ?? print(value)}
          onChange={(event) => take(event.target.value)}
          onBlur={() => setTyped(null)}
        />
        {suffix && <small>{suffix}</small>}
      </span>
    </span>
  );
}

/** What is wrong with a field, below it. */
export const FieldFault = ({ children }: { readonly children: string | undefined }) =>
  children ? (
    <p className={styles.fault} role="alert">
      {children}
    </p>
  ) : null;
