import type { ReactNode } from 'react';
import { explainAct, useText } from '../../text/use-text.ts';
import styles from './scenarios.module.css';

type RefusalProps = {
  readonly error: unknown;
  /** In place of the server's words, where the page knows better ones. */
  readonly said?: string | undefined;
  readonly children?: ReactNode;
};

/** Why something was not done, with what cures it, in the user's language. */
export function RefusalNote({ error, said, children }: RefusalProps) {
  const { text, language } = useText();
  if (error === null) return null;
  return (
    <p className={styles.refusal} role="alert">
      {said ?? explainAct(text, language, error)}
      {children && <span>{children}</span>}
    </p>
  );
}
