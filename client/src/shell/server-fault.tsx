import { RequestError } from '../api/request.ts';
import styles from '../app.module.css';
import { explain, useText } from '../text/use-text.ts';
import { Mark } from '../ui/icon.tsx';
import { ErrorNote } from '../ui/parts.tsx';

/** In the place of the page, where the server is starting or does not answer. */
export function ServerFault({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { text } = useText();
  return error instanceof RequestError && error.kind === 'starting' ? (
    <ServerStarts />
  ) : (
    <div className={styles.waiting}>
      <Mark />
      <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={onRetry} />
    </div>
  );
}

export function ServerStarts() {
  const { text } = useText();
  return (
    <div className={styles.waiting} role="status">
      <Mark />
      <strong>{text.common.starting}</strong>
      <p>{text.common.startingNote}</p>
    </div>
  );
}
