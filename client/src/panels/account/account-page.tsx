import { useQuery } from '@tanstack/react-query';
import type { SignedIn } from '@yima-guandi/server/contract';
import { jurisdictionsQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session.ts';
import { Denied } from '../../shell/denied.tsx';
import { scopeWords } from '../../text/scope-words.ts';
import { useText } from '../../text/use-text.ts';
import { Page, PageBar, Sheet } from '../../ui/page.tsx';
import { Hint, KeyValue } from '../../ui/parts.tsx';
import styles from './account.module.css';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordForm } from './password-form.tsx';

/** One's own account: who one is and what one may, the password, and where one is signed in. */
export function AccountPage() {
  const { text } = useText();
  const user = useQuery(sessionQuery()).data?.user;
  if (!user) return <Denied />;
  const words = text.access.account;
  return (
    <Page>
      <PageBar title={words.title} />
      <div className={styles.columns}>
        <Sheet title={words.who}>
          <Who user={user} />
        </Sheet>
        <Sheet title={words.password}>
          <PasswordForm name={user.name} />
        </Sheet>
      </div>
      <Sheet title={words.sessions} note={words.endNote}>
        <OwnSessions />
      </Sheet>
    </Page>
  );
}

function Who({ user }: { readonly user: SignedIn }) {
  const { text, language } = useText();
  const { data: places } = useQuery(jurisdictionsQuery());
  const words = text.access.account;
  const role = text.access.roles[user.role];
  return (
    <>
      <KeyValue
        rows={[
          { key: 'shown', label: words.shown, value: user.displayName },
          { key: 'name', label: words.name, value: user.name },
          { key: 'role', label: words.role, value: role.name },
          {
            key: 'scope',
            label: words.scope,
            value: scopeWords(user.scope, { text, language, places: places?.items ?? [] }),
          },
        ]}
      />
      <div className={styles.may}>
        <Hint>{role.may}</Hint>
      </div>
    </>
  );
}
