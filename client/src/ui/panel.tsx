import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** Title row of a panel or drawer, 48 px, with what belongs to the whole of it at the right. */
export function PanelHead({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}

/** Sections of a panel are parted by a line, never boxed. */
export function Section({
  title,
  note,
  explain,
  children,
}: {
  readonly title?: string;
  readonly note?: ReactNode;
  /** Says how the figures of the section come about. */
  readonly explain?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      {title && (
        <div className={styles.sectionHead}>
          <h2>{title}</h2>
          {explain}
          {note && <span>{note}</span>}
        </div>
      )}
      {children}
    </section>
  );
}
