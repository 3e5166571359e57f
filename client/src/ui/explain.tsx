import { useText } from '../text/use-text.ts';
import type { ExplainedFigure } from '../text/zh/explain.ts';
import styles from './explain.module.css';
import { Popover } from './popover.tsx';

/** The "i" beside a figure: says in a sentence how it comes about. */
export function Explain({ of }: { readonly of: ExplainedFigure }) {
  const { explain } = useText().text;
  const { name, how } = explain.figures[of];
  return (
    <Popover className={styles.button} label={explain.label(name)} title={explain.label(name)} face={<Letter />}>
      <strong className={styles.name}>{name}</strong>
      <p>{how}</p>
    </Popover>
  );
}

const Letter = () => (
  <svg aria-hidden="true" width="12" height="12" viewBox="0 0 12 12">
    <circle cx="6" cy="6" r="5.4" fill="none" stroke="currentColor" strokeWidth="1" />
    <path d="M6 5.3v3.2M6 3.4v.1" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
  </svg>
);
