import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@yima-guandi/server/contract';
import { type ReactNode, useEffect } from 'react';
import { OtherPerson, onOtherPage, sessionQuery } from '../api/session.ts';
import { rightsDoubted, sessionEnded } from '../api/signed-in.ts';
import { LinkPage } from '../panels/sign-in/link-page.tsx';
import { SignInAgain } from '../panels/sign-in/sign-in-again.tsx';
import { SignInNotNeeded, SignInPage } from '../panels/sign-in/sign-in-page.tsx';
import { useText } from '../text/use-text.ts';
import { startAfresh } from '../url/leave.ts';
import { currentRoute } from '../url/route.ts';
import { signInSecret } from '../url/sign-in-secret.ts';
import { ServerFault } from './server-fault.tsx';

/** Shows the page to whoever may see one: where people sign in, nobody else sets eyes on it. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { language } = useText();
  const { data: session, error, refetch } = useQuery(sessionQuery());
  const secret = signInSecret.use();
  useWatchfulSession();
  const isOther = error instanceof OtherPerson;
  useEffect(() => {
    if (isOther) startAfresh(language);
  }, [isOther, language]);
  if (isOther) return null;
  if (!session) return error ? <ServerFault error={error} onRetry={() => void refetch()} /> : null;
  if (currentRoute().page === 'sign-in') return <AtSignIn session={session} secret={secret} />;
  if (session.access === 'accounts' && session.user === null) return <SignInPage />;
  return (
    <>
      {children}
      <SignInAgain />
    </>
  );
}

type AtSignInProps = { readonly session: Session; readonly secret: string | null };

function AtSignIn({ session, secret }: AtSignInProps) {
  if (session.access !== 'accounts') return <SignInNotNeeded session={session} />;
  if (secret !== null) return <LinkPage key={secret} secret={secret} user={session.user} />;
  return session.user ? <SignInNotNeeded session={session} /> : <SignInPage />;
}

/** Asks who is signed in again whenever it may have changed: on another page of the browser, in a long absence, or by an administrator. */
function useWatchfulSession(): void {
  const client = useQueryClient();
  useEffect(() => {
    const askAgain = () => {
      if (!sessionEnded.get()) void client.invalidateQueries({ queryKey: ['session'] });
    };
    const onReturn = () => document.visibilityState === 'visible' && askAgain();
    document.addEventListener('visibilitychange', onReturn);
    const stops = [onOtherPage(askAgain), rightsDoubted.on(askAgain)];
    return () => {
      document.removeEventListener('visibilitychange', onReturn);
      for (const stop of stops) stop();
    };
  }, [client]);
}
