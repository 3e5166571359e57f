import type { SignInLink } from '../../contract/accounts.ts';
import { Problem } from '../../contract/problem.ts';
import type { Connection } from '../../db/database.ts';
import {
  LEAST_PASSWORD_LETTERS,
  MOST_PASSWORD_LETTERS,
  type PasswordFault,
  passwordFault,
} from '../../domain/password.ts';
import type { Services } from '../../http/services.ts';
import { hashPassword, hashSecret, isPassword, newSecret } from './secrets.ts';
import { deleteSessionsOf } from './sessions.queries.ts';
import {
  deleteLinkOf,
  findKnown,
  findLink,
  type KnownUser,
  replaceLink,
  setPassword,
  takeLink,
} from './sign-in.queries.ts';
import { beginSession, type Desk, recordOf } from './sign-in.ts';

type AccountServices = Pick<Services, 'db' | 'clock'>;

const LINK_HOURS = 24;

const FAULT_WORDS: Readonly<Record<PasswordFault, string>> = {
  'too-short': `密码至少 ${LEAST_PASSWORD_LETTERS} 个字符，例如几个不相干的词。 At least ${LEAST_PASSWORD_LETTERS} characters; some unrelated words will do.`,
  'too-long': `密码至多 ${MOST_PASSWORD_LETTERS} 个字符。 At most ${MOST_PASSWORD_LETTERS} characters.`,
  monotonous: '密码重复的字符太多。 It repeats too few different characters.',
  'holds-name': '密码不能包含用户名。 It holds the name to sign in with.',
  common: '密码过于常见，容易被猜到。 It is among the first that are guessed.',
};

/** Refuses with `password-unfit`. */
function requireFit(password: string, name: string): void {
  const fault = passwordFault(password, name);
  if (fault) throw new Problem('password-unfit', FAULT_WORDS[fault], 'body.password');
}

/** A new link of a person, by which a password is chosen; an earlier one no longer holds. */
export async function makeLink(db: Connection, userId: number, now: Date): Promise<SignInLink> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000);
  await replaceLink(db, { tokenHash: hashSecret(secret), userId, expiresAt });
  // Behind the hash: what stands there is sent to no server and stands in no log.
  return { path: `/sign-in#${secret}`, expiresAt: expiresAt.toISOString() };
}

/** Whom a link is for. Errors: Problem sign-in-link-invalid. */
export async function readLink({ db, clock }: AccountServices, secret: string): Promise<KnownUser> {
  const user = await findLink(db, hashSecret(secret), clock());
  if (user) return user;
  throw linkInvalid();
}

const linkInvalid = (): Problem =>
  new Problem(
    'sign-in-link-invalid',
    '链接已使用、已过期或已被新的链接取代，请向管理员索取。 The link has been used or replaced, or has expired: ask an administrator for a new one.',
  );

/**
 * Chooses a password by a link and signs in; every other session of the person ends. The link stays where the password
 * does not fit. Errors: Problem sign-in-link-invalid, password-unfit.
 */
export async function choosePassword(
  services: AccountServices,
  { secret, password }: { readonly secret: string; readonly password: string },
  desk: Desk,
): Promise<string> {
  const user = await readLink(services, secret);
  requireFit(password, user.name);
  const passwordHash = await hashPassword(password);
  await services.db.transaction(async (within) => {
    if (!(await takeLink(within, hashSecret(secret)))) throw linkInvalid();
    await setPassword(within, user.id, passwordHash);
    await deleteSessionsOf(within, user.id);
    await recordOf(within, user.id, { kind: 'password-changed', facts: { by: 'link' } }, services.clock());
  });
  return beginSession(services, user.id, { ...desk, by: 'link' });
}

/** Changes one's own password; every other session ends. Errors: Problem sign-in-refused, password-unfit. */
export async function changePassword(
  { db, clock }: AccountServices,
  userId: number,
  { current, password }: { readonly current: string; readonly password: string },
  ownSecret: string,
): Promise<void> {
  const user = await findKnown(db, userId);
  if (!(await isPassword(current, user?.passwordHash ?? null)) || user === null)
    throw new Problem('sign-in-refused', '当前密码不正确。 The present password is wrong.', 'body.current');
  requireFit(password, user.name);
  const passwordHash = await hashPassword(password);
  await db.transaction(async (within) => {
    await setPassword(within, userId, passwordHash);
    await deleteLinkOf(within, userId);
    await deleteSessionsOf(within, userId, hashSecret(ownSecret));
    await recordOf(within, userId, { kind: 'password-changed', facts: { by: 'password' } }, clock());
  });
}
