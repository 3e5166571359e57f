import type { KeyboardEvent, ReactNode } from 'react';
import styles from './choices.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

type Choice<V extends string> = {
  readonly value: V;
  readonly label: ReactNode;
  readonly count?: string | undefined;
  /** The count in full, where it is told in short. */
  readonly title?: string | undefined;
};
type Chooser<V extends string> = {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly Choice<V>[];
  readonly onChoose: (value: V) => void;
};

/** Two to five ways to look at the same thing. */
export function Segmented<V extends string>({
  label,
  value,
  choices,
  onChoose,
  className,
}: Chooser<V> & { readonly className?: string | undefined }) {
  return (
    <fieldset className={cx(styles.segmented, className)} aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}

/** Tabs over one list; arrow keys move between them. Tight: closer together, where long counts would cut the last. */
export function Tabs<V extends string>({
  label,
  value,
  choices,
  onChoose,
  tight = false,
}: Chooser<V> & { readonly tight?: boolean }) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.value === value);
    const next = choices[(at + step + choices.length) % choices.length];
    if (!next) return;
    onChoose(next.value);
    event.currentTarget.querySelectorAll<HTMLButtonElement>('[role=tab]')[choices.indexOf(next)]?.focus();
  };
  return (
    <div className={cx(styles.tabs, tight && styles.tight)} role="tablist" aria-label={label} onKeyDown={move}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="tab"
          title={choice.title}
          aria-selected={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
          {choice.count !== undefined && <small>{choice.count}</small>}
        </button>
      ))}
    </div>
  );
}

type SelectProps<V extends string> = {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChoose: (value: V) => void;
  /** bare: without a frame, for the top bar. */
  readonly look?: 'framed' | 'small' | 'bare';
};

/** The browser's own list, dressed: right on a phone, a keyboard and a screen reader. */
export function Select<V extends string>({ label, value, options, onChoose, look = 'framed' }: SelectProps<V>) {
  return (
    <span className={cx(styles.select, look !== 'framed' && styles[look])}>
      <select aria-label={label} value={value} onChange={(event) => onChoose(event.target.value as V)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </span>
  );
}
