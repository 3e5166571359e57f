import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '@yima-guandi/server/contract';
import { sessionQuery } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { LinkButton } from '../../ui/button.tsx';
import { startAfresh } from '../../url/leave.ts';
import { currentRoute } from '../../url/route.ts';
import { OpenIdLink } from './open-id-link.tsx';
import { QuietPage } from './quiet-page.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Stands in the place of any page while nobody is signed in; what the address asks for is shown afterwards. */
export function SignInPage() {
  const { text, language } = useText();
  const words = text.access.signIn;
  const client = useQueryClient();
  const goOn = async () => {
    if (currentRoute().page === 'sign-in') startAfresh(language);
    else await client.fetchQuery({ ...sessionQuery(), staleTime: 0 });
  };
  return (
    <QuietPage title={words.title}>
      <SignInForm name={null} onSignedIn={goOn} />
      <OpenIdLink />
      <p className={styles.small}>{words.help}</p>
    </QuietPage>
  );
}

/** At the address of signing in where that is not needed. */
export function SignInNotNeeded({ session }: { readonly session: Session }) {
  const { text, language } = useText();
  const words = text.access.signIn;
  return (
    <QuietPage title={words.title}>
      <p className={styles.note}>{session.user ? words.already(session.user.displayName) : words.open}</p>
      <LinkButton kind="primary" href={language === 'zh' ? '/' : `/?lang=${language}`}>
        {words.toMap}
      </LinkButton>
    </QuietPage>
  );
}
