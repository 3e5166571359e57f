import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './evaluation.module.css';

type CardProps = {
  readonly title: ReactNode;
  readonly explain?: ReactNode;
  readonly note?: ReactNode;
  readonly stale?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** One sheet of the page: a title with grey words at its right, and one thing below. */
export function Card({ title, explain, note, stale = false, className, children }: CardProps) {
  return (
    <section className={cx(styles.card, stale && styles.stale, className)} aria-busy={stale}>
      <header className={styles.cardHead}>
        <h2>{title}</h2>
        {explain}
        {note && <div className={styles.cardNote}>{note}</div>}
      </header>
      {children}
    </section>
  );
}
