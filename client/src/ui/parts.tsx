import type { CSSProperties, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './parts.module.css';

const CHIP_LETTERS = ['A', 'B', 'C', 'D'];

/** The letter of a class on its tint. Unrated is a dash; the colour never works alone. */
export function ClassChip({
  value,
  label,
  large = false,
}: {
  readonly value: string | null;
  readonly label?: string;
  readonly large?: boolean;
}) {
  const key = value !== null && CHIP_LETTERS.includes(value) ? value : 'U';
  return (
    <span className={cx(styles.chip, styles[`chip${key}`], large && styles.chipLarge)} title={label}>
      {value ?? '–'}
    </span>
  );
}

export type Tone = 'plain' | 'line' | 'primary' | 'warn' | 'error' | 'ok';
const TONES: Record<Tone, string | undefined> = {
  plain: undefined,
  line: styles.tagLine,
  primary: styles.tagPrimary,
  warn: styles.tagWarn,
  error: styles.tagError,
  ok: styles.tagOk,
};

/** A state of work or of data: one short word. */
export function Tag({
  tone = 'plain',
  slim = false,
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly slim?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={cx(styles.tag, TONES[tone], slim && styles.tagSlim)} title={title}>
      {children}
    </span>
  );
}

type FigureProps = {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  /** Puts the unit beside the label, where figures stand in a grid. */
  readonly unitInLabel?: boolean;
  readonly note?: string | undefined;
  readonly unknown?: boolean;
  readonly stale?: boolean;
  readonly onOpen?: (() => void) | undefined;
  /** Stands after the figure and says how it comes about. */
  readonly explain?: ReactNode;
};

/** Label above, figure below. With `onOpen` it leads to the parcels behind it. A stale figure stays, greyed. */
export function Figure({
  label,
  value,
  unit,
  unitInLabel = false,
  note,
  unknown = false,
  stale = false,
  onOpen,
  explain,
}: FigureProps) {
  const body = (
    <>
      <span className={styles.figureLabel}>
        {label}
        {unitInLabel && unit ? ` ${unit}` : ''}
      </span>
      <span className={cx(styles.figureValue, unknown && styles.figureUnknown, stale && styles.stale)}>
        {value}
        {!unitInLabel && unit && <small>{unit}</small>}
      </span>
      {note && <span className={styles.figureNote}>{note}</span>}
    </>
  );
  const figure = onOpen ? (
    <button type="button" className={styles.figure} onClick={onOpen}>
      {body}
    </button>
  ) : (
    <div className={styles.figure}>{body}</div>
  );
  if (!explain) return figure;
  return (
    <div className={styles.explained}>
      {figure}
      {explain}
    </div>
  );
}

/** Says what would fill the place, and offers one act. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={styles.empty} role="status">
      <span>{children}</span>
      {action}
    </div>
  );
}

/** An error where the content was, with a way to try again. */
export function ErrorNote({
  message,
  retry,
  onRetry,
}: {
  readonly message: ReactNode;
  readonly retry: string;
  readonly onRetry?: () => void;
}) {
  return (
    <div className={styles.error} role="alert">
      <span>{message}</span>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {retry}
        </button>
      )}
    </div>
  );
}

export type KeyValueRow = {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly unknown?: boolean;
};

/** Facts in rows of 28 px: name at the left, value at the right. */
export function KeyValue({ rows }: { readonly rows: readonly KeyValueRow[] }) {
  return (
    <dl className={styles.rows}>
      {rows.map(({ key, label, value, unknown }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className={cx(unknown && styles.unknown)}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A bar of the final size while something loads for the first time. */
export function Skeleton({
  width = '100%',
  height = 16,
  style,
}: {
  readonly width?: number | string;
  readonly height?: number | string;
  readonly style?: CSSProperties;
}) {
  return <span aria-hidden="true" className={styles.skeleton} style={{ width, height, ...style }} />;
}

/** Small grey words that explain what stands above them. */
export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className={styles.hint}>{children}</p>;
}
