import type { Services } from '../../http/services.ts';
import { type Bound, bindInvited, findBound, insertAttempt, takeAttempt } from './oidc.queries.ts';
import { OpenIdFailure, type OpenIdProvider, type Vouched } from './oidc-provider.ts';
import { ownPath } from './oidc-return.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { deleteLinkOf } from './sign-in.queries.ts';
import { beginSession, type Desk, recordRefusal } from './sign-in.ts';

type AccountServices = Pick<Services, 'db' | 'clock'>;

export const ATTEMPT_S = 600;

/** An attempt of a browser: where it is sent, and the secret by which it is known when it comes back. */
export async function beginOpenId(
  { db, clock }: AccountServices,
  provider: OpenIdProvider,
  wanted: string,
): Promise<{ readonly address: string; readonly secret: string }> {
  const secret = newSecret();
  const attempt = { state: newSecret(), nonce: newSecret(), verifier: newSecret(), returnPath: ownPath(wanted) };
  const address = await provider.addressFor(attempt).catch((error) => Promise.reject(withPath(error, attempt)));
  const now = clock();
  const expiresAt = new Date(now.getTime() + ATTEMPT_S * 1000);
  await insertAttempt(db, attempt, { browserHash: hashSecret(secret), now, expiresAt });
  return { address, secret };
}

/**
 * Begins a session for whoever comes back from the provider, if an administrator has invited that person. An attempt is
 * taken by the first answer, whatever it is. Errors: OpenIdFailure.
 */
export async function finishOpenId(
  services: AccountServices,
  provider: OpenIdProvider,
  { query, attemptSecret, desk }: { readonly query: string; readonly attemptSecret: string; readonly desk: Desk },
): Promise<{ readonly secret: string; readonly path: string }> {
  const attempt = await takeAttempt(services.db, hashSecret(attemptSecret), services.clock());
  if (attempt === null) throw new OpenIdFailure('openid-expired', 'no attempt of this browser holds');
  try {
    const vouched = await provider.redeem(query, attempt).catch((error) => refuse(services, null, error));
    const userId = await admit(services, vouched);
    return { secret: await beginSession(services, userId, { ...desk, by: 'openid' }), path: attempt.returnPath };
  } catch (error) {
    throw withPath(error, attempt);
  }
}

const withPath = (error: unknown, { returnPath }: { readonly returnPath: string }): unknown =>
  error instanceof OpenIdFailure ? new OpenIdFailure(error.problem, error.message, returnPath) : error;

/** The id of the person; whoever is bound keeps the account under whatever name the provider has for it now. */
async function admit(services: AccountServices, { identity, askName }: Vouched): Promise<number> {
  const known = await findBound(services.db, identity);
  const bound = known ?? (await bind(services, identity, signInName(await askName())));
  if (bound && !bound.isDisabled) return bound.id;
  const reason = bound ? 'the person is disabled' : 'nobody was invited under this name';
  return refuse(services, bound, new OpenIdFailure('openid-not-invited', reason));
}

async function refuse(services: AccountServices, known: Bound | null, error: unknown): Promise<never> {
  if (error instanceof OpenIdFailure) await recordRefusal(services, known, { by: 'openid', problem: error.problem });
  throw error;
}

const bind = ({ db }: AccountServices, identity: Vouched['identity'], name: string | null) =>
  db.transaction(async (within) => {
    const bound = name === null ? null : await bindInvited(within, name, identity);
    if (bound) await deleteLinkOf(within, bound.id);
    return bound;
  });

/** A name in the letters in which names are kept. What only looks like them is none. */
function signInName(name: string | null): string | null {
  return name !== null && name === name.normalize('NFKC') ? name.toLowerCase() : null;
}
