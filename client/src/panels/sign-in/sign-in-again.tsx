import { useQueryClient } from '@tanstack/react-query';
import { OtherPerson, sessionQuery } from '../../api/session.ts';
import { owner, renewSession, sessionEnded } from '../../api/signed-in.ts';
import { useText } from '../../text/use-text.ts';
import { Modal } from '../../ui/dialog.tsx';
import { startAfresh } from '../../url/leave.ts';
import { OpenIdBeside } from './open-id-link.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { useReturn } from './use-return.ts';

/** Over the page whose session has ended: the page stays as it is, and what it asked for goes on afterwards. */
export function SignInAgain() {
  const { text, language } = useText();
  const words = text.access.ended;
  const client = useQueryClient();
  const isEnded = sessionEnded.use();
  const goOn = async () => {
    // Whether it is the same person is seen before anything of the page is asked again.
    try {
      await client.fetchQuery({ ...sessionQuery(), staleTime: 0 });
    } catch (error) {
      if (error instanceof OtherPerson) return startAfresh(language);
      throw error;
    }
    renewSession();
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  // By the provider one signs in on another page, and then comes back to this one.
  useReturn(isEnded, () => void goOn().catch(() => undefined));
  if (!isEnded) return null;
  return (
    <Modal title={words.title} isBusy onClose={() => undefined}>
      <p className={styles.note}>{words.note}</p>
      <SignInForm name={owner.get()?.name ?? null} onSignedIn={goOn} aside={<OpenIdBeside />} />
      <p className={styles.small}>{words.other}</p>
    </Modal>
  );
}
