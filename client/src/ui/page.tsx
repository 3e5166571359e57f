import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './page.module.css';

/** A page beside the rail: a bar of 48 px over sheets of paper. */
export const Page = ({ children }: { readonly children: ReactNode }) => <div className={styles.page}>{children}</div>;

/** Title of the page with what sets it at the left, and the ways out at the right. */
export function PageBar({
  title,
  children,
  acts,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly acts?: ReactNode;
}) {
  return (
    <div className={styles.bar}>
      <h1>{title}</h1>
      {children}
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}

type SheetProps = {
  readonly title: string;
  readonly note?: ReactNode;
  readonly stale?: boolean;
  readonly children: ReactNode;
};

/** One sheet of paper. What is on the screen is what is printed. */
export function Sheet({ title, note, stale = false, children }: SheetProps) {
  return (
    <article className={cx(styles.sheet, stale && styles.stale)} aria-busy={stale}>
      <header className={styles.title}>
        <h2>{title}</h2>
        {note && <div className={styles.note}>{note}</div>}
      </header>
      {children}
    </article>
  );
}

type SheetHeadProps = { readonly title: ReactNode; readonly note?: ReactNode; readonly explain?: ReactNode };

/** Title of a part of a sheet, what says how its figures come about, and grey words at its right. */
export function SheetHead({ title, note, explain }: SheetHeadProps) {
  return (
    <div className={styles.head}>
      <h3>{title}</h3>
      {explain}
      {note && <span>{note}</span>}
    </div>
  );
}

/** Two columns of a sheet, parted from what stands above; one column where there is no room. */
export function SheetColumns({ left, right }: { readonly left: ReactNode; readonly right: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{left}</div>
      <div className={styles.column}>{right}</div>
    </div>
  );
}

export const SheetFoot = ({ children }: { readonly children: ReactNode }) => (
  <footer className={styles.foot}>{children}</footer>
);

type SheetTableProps = {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** Words that only paper needs: on the screen they stand in the bar above. */
export const PrintedOnly = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.printed}>{children}</span>
);

/** A table of a sheet: of words, which on a phone become blocks, or of figures with a look of its own, which scrolls by itself. */
export function SheetTable({ label, className, children }: SheetTableProps) {
  return (
    <div className={styles.scroll}>
      <table className={cx(styles.table, className ? cx(styles.figures, className) : styles.words)} aria-label={label}>
        {children}
      </table>
    </div>
  );
}
