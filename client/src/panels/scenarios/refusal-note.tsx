import type { ReactNode } from 'react';
import { RequestError } from '../../api/request.ts';
import { explain, refusalWords, useText } from '../../text/use-text.ts';
import styles from './scenarios.module.css';

/** Why something was not done, with what cures it, in the user's language. */
export function RefusalNote({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  const { text, language } = useText();
  if (error === null) return null;
  const said =
    error instanceof RequestError
      ? refusalWords(text, language, { kind: error.kind, detail: error.message })
      : explain(text, error);
  return (
    <p className={styles.refusal} role="alert">
      {said} {children}
    </p>
  );
}
