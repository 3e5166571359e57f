import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import { useText } from '../text/use-text.ts';
import { LinkButton } from '../ui/button.tsx';
import { jobHref } from '../url/route.ts';
import { useView } from '../url/view.ts';
import styles from './denied.module.css';

/** In the place of a page that the role may not use: which role, and who gives another. */
export function Denied() {
  const { text } = useText();
  const { view } = useView();
  const words = text.access.denied;
  const user = useQuery(sessionQuery()).data?.user;
  return (
    <div className={styles.words} role="status">
      <h1>{words.title}</h1>
      <p>{user ? words.note(text.access.roles[user.role].name) : words.open}</p>
      <LinkButton href={jobHref('map', view)}>{words.toMap}</LinkButton>
    </div>
  );
}

/** In the place of all pages of land, where somebody sees none. */
export function NothingInScope() {
  const words = useText().text.access.nothing;
  return (
    <div className={styles.words} role="status">
      <h1>{words.title}</h1>
      <p>{words.note}</p>
    </div>
  );
}
