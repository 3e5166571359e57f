import type { ReactNode } from 'react';
import { RequestError } from '../../api/request.ts';
import { explain, refusalWords, useText } from '../../text/use-text.ts';
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
  const words =
    error instanceof RequestError
      ? refusalWords(text, language, { kind: error.kind, detail: error.message })
      : explain(text, error);
  return (
    <p className={styles.refusal} role="alert">
      {said ?? words}
      {children && <span>{children}</span>}
    </p>
  );
}
