import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import { useText } from '../text/use-text.ts';
import { Button } from '../ui/button.tsx';
import { loadAgain } from '../url/leave.ts';
import styles from './link-note.module.css';

/** Says that an administrator has changed what the person of this page may do or see, while it is in use. */
export function RightsNote() {
  const { text } = useText();
  const user = useQuery(sessionQuery()).data?.user;
  const now = user ? JSON.stringify([user.role, user.scope]) : null;
  const [first] = useState(now);
  if (now === first) return null;
  return (
    <p className={styles.note} role="status">
      {text.access.changed}
      <Button size="small" onClick={loadAgain}>
        {text.access.reload}
      </Button>
    </p>
  );
}
