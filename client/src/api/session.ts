import { queryOptions, useQuery } from '@tanstack/react-query';
import { LinkHolder, OwnSessionList, Session } from '@yima-guandi/server/contract';
import type { Action } from '@yima-guandi/server/domain';
import { z } from 'zod';
import { RequestError, request } from './request.ts';
import { owner, sessionEnded } from './signed-in.ts';

const Done = z.null();
const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Pages of one browser share its session: what one of them does to it, the others hear. */
const others = new BroadcastChannel('session');
const tellOthers = (): void => others.postMessage(null);
export function onOtherPage(listener: () => void): () => void {
  others.addEventListener('message', listener);
  return () => others.removeEventListener('message', listener);
}

/** Whom the page was not made for: it is to be left. */
export class OtherPerson extends Error {}

/**
 * Who is signed in here and what may be done. A page that was made for somebody does not turn into anybody else's:
 * where the session has ended the known answer stays, and somebody else is an OtherPerson.
 */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const session = await request(Session, '/api/session', { signal });
      const { user } = session;
      const known = owner.get();
      if (known !== null && user === null) {
        sessionEnded.set(true);
        throw new RequestError('sign-in-needed', 'The session has ended');
      }
      if (known !== null && user?.name !== known.name) throw new OtherPerson();
      if (known === null && user !== null) owner.set({ name: user.name, displayName: user.displayName });
      return session;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whether an action may be done here; not, until it is known. */
export function useMay(): (action: Action) => boolean {
  const { data } = useQuery(sessionQuery());
  return (action) => data?.actions.includes(action) ?? false;
}

/** Errors: RequestError sign-in-refused, sign-in-throttled, too-many-requests. */
export async function signIn(name: string, password: string): Promise<void> {
  await request(Done, '/api/session', json('POST', { name, password }));
  tellOthers();
}

export async function signOut(): Promise<void> {
  await request(Done, '/api/session', { method: 'DELETE' });
  tellOthers();
}

export async function signOutEverywhere(): Promise<void> {
  await request(Done, '/api/account/sessions', { method: 'DELETE' });
  tellOthers();
}

/** Whom a one-time link is for. Errors: RequestError sign-in-link-invalid. */
export const linkHolderQuery = (secret: string) =>
  queryOptions({
    queryKey: ['sign-in-link', secret],
    queryFn: ({ signal }) => request(LinkHolder, '/api/sign-in-links/read', { ...json('POST', { secret }), signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Chooses the password of a one-time link and signs in. Errors: RequestError sign-in-link-invalid, password-unfit. */
export async function choosePassword(secret: string, password: string): Promise<void> {
  await request(Done, '/api/sign-in-links/use', json('POST', { secret, password }));
  tellOthers();
}

/** Errors: RequestError sign-in-refused, password-unfit. */
export const changePassword = (current: string, password: string): Promise<null> =>
  request(Done, '/api/account/password', json('POST', { current, password }));

export const ownSessionsQuery = () =>
  queryOptions({
    queryKey: ['own-sessions'],
    queryFn: ({ signal }) => request(OwnSessionList, '/api/account/sessions', { signal }),
  });

export const endOwnSession = (id: string): Promise<null> =>
  request(Done, `/api/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
