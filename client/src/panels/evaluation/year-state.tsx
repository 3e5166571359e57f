import { useState } from 'react';
import type { YearOfPlace } from '../../api/evaluation.ts';
import { useMay } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/parts.tsx';
import { CloseDialog } from './close-dialog.tsx';
import styles from './evaluation.module.css';

type YearStateProps = {
  readonly place: YearOfPlace;
  readonly closedAt: string | null;
};

/** Since when the year is closed; or, while it is open, the way to close it. */
export function YearState({ place, closedAt }: YearStateProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  if (closedAt === null && !may('evaluate')) return null;
  return (
    <div className={styles.yearState}>
      {closedAt !== null ? (
        <Tag title={words.closed(format.dayOf(closedAt))}>
          <Icon name="lock" size={14} />
          <span className={styles.wide}>{words.closedSince(format.dayOf(closedAt))}</span>
          <span className={styles.brief}>{words.closedBrief}</span>
        </Tag>
      ) : (
        <Button kind="quiet" size="small" icon="lock" aria-label={words.close} onClick={() => setAsking(true)}>
          <span className={styles.wide}>{words.close}</span>
        </Button>
      )}
      {isAsking && closedAt === null && <CloseDialog place={place} onClose={() => setAsking(false)} />}
    </div>
  );
}
