import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { LinkButton } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { openIdHref, openIdProblem } from '../../url/open-id.ts';
import styles from './sign-in.module.css';

/** To the provider by which one may sign in too, if there is one, and back to this page. What went wrong there is told above. */
export function OpenIdLink() {
  const { text, language } = useText();
  const words = text.access.openId;
  const name = useOpenIdName();
  const problem = openIdProblem();
  return (
    <>
      {problem && <ErrorNote message={words.problems[problem]} retry={text.common.retry} />}
      {name !== undefined && (
        <div className={styles.acts}>
          <LinkButton size="large" href={openIdHref(language)}>
            {words.act(name)}
          </LinkButton>
        </div>
      )}
    </>
  );
}

/** The same over a page that is to stay as it is: the provider opens beside it. */
export function OpenIdBeside() {
  const { text } = useText();
  const name = useOpenIdName();
  if (name === undefined) return null;
  return (
    <LinkButton href={openIdHref(null)} target="_blank" rel="noopener">
      {text.access.openId.beside(name)}
    </LinkButton>
  );
}

const useOpenIdName = (): string | undefined => useQuery(sessionQuery()).data?.openIdName;
