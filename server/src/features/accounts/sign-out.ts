import type { Services } from '../../http/services.ts';
import { hashSecret } from './secrets.ts';
import { deleteNamedSession, deleteSession, deleteSessionsOf } from './sessions.queries.ts';
import { recordOf } from './sign-in.ts';

type AccountServices = Pick<Services, 'db' | 'clock'>;

/** Ends the session of a browser. The one at a provider of OpenID Connect goes on: others may rest on it. */
export function signOut({ db, clock }: AccountServices, secret: string | undefined): Promise<void> {
  return db.transaction(async (within) => {
    const userId = secret === undefined ? null : await deleteSession(within, hashSecret(secret));
    if (userId !== null) await recordOf(within, userId, { kind: 'sign-out' }, clock());
  });
}

/** Ends every session of a person. */
export function signOutEverywhere({ db, clock }: AccountServices, userId: number): Promise<void> {
  return db.transaction(async (within) => {
    await deleteSessionsOf(within, userId);
    await recordOf(within, userId, { kind: 'session-ended', facts: { sessions: 'all' } }, clock());
  });
}

/** Ends one session of a person by its name; false: there is none. */
export function endSession({ db, clock }: AccountServices, userId: number, name: string): Promise<boolean> {
  return db.transaction(async (within) => {
    const isEnded = await deleteNamedSession(within, userId, name);
    if (isEnded) await recordOf(within, userId, { kind: 'session-ended', facts: { sessions: 'one' } }, clock());
    return isEnded;
  });
}
