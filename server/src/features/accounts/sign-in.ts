import { createHash } from 'node:crypto';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Connection } from '../../db/database.ts';
import { NOBODY } from '../../domain/scope.ts';
import { FAILURES_KEPT_MS, TRIED, type Tried, waitAfterFailures } from '../../domain/sign-in-wait.ts';
import type { Services } from '../../http/services.ts';
import { hashSecret, isPassword, newSecret } from './secrets.ts';
import { deleteSession, insertSession } from './sessions.queries.ts';
import { countFailure, findByName, findFailures, findKnown, forgetFailures, lockAttempts } from './sign-in.queries.ts';

type AccountServices = Pick<Services, 'db' | 'clock'>;

/** Where somebody signs in. */
export type Desk = {
  /** Address from which the request came */
  readonly address: string;
  /** What the browser said of itself */
  readonly device: string;
  /** The secret of a session that the browser holds already: signing in ends it */
  readonly formerSecret: string | undefined;
};

const DEVICE_LETTERS = 200;

/**
 * Begins a session and answers its secret. A wrong name and a wrong password are told in one way and take one time.
 * Errors: Problem sign-in-refused, sign-in-throttled.
 */
export async function signIn(
  services: AccountServices,
  { name, password }: { readonly name: string; readonly password: string },
  desk: Desk,
): Promise<string> {
  const asked = name.trim().toLowerCase();
  const tried = triedHashes(asked, desk.address);
  await countAttempt(services, tried);
  const user = await findByName(services.db, asked);
  const isRight = await isPassword(password, user?.passwordHash ?? null);
  if (!isRight || user === null || user.isDisabled) {
    await recordRefusal(services, user, { by: 'password' });
    throw new Problem('sign-in-refused', '用户名或密码不正确。 Name or password is wrong.');
  }
  await forgetFailures(services.db, [tried.pair, tried.name]);
  return beginSession(services, user.id, { ...desk, by: 'password' });
}

/** The way by which somebody shows who it is. */
type Way = 'password' | 'link' | 'openid';

/** A session with a new secret, whatever the browser held before. */
export function beginSession(
  { db, clock }: AccountServices,
  userId: number,
  { device, formerSecret, by }: Desk & { readonly by: Way },
): Promise<string> {
  const secret = newSecret();
  return db.transaction(async (within) => {
    if (formerSecret !== undefined) await deleteSession(within, hashSecret(formerSecret));
    const kept = { tokenHash: hashSecret(secret), userId, device: device.slice(0, DEVICE_LETTERS) };
    await insertSession(within, kept, clock());
    await recordOf(within, userId, { kind: 'sign-in', facts: { by } }, clock());
    return secret;
  });
}

/** Writes down what somebody did about the own account. */
export async function recordOf(
  db: Connection,
  userId: number,
  entry: { readonly kind: 'sign-in' | 'sign-out' | 'session-ended' | 'password-changed'; readonly facts?: object },
  at: Date,
): Promise<void> {
  const user = await findKnown(db, userId);
  if (user) await writeAudit(db, { ...NOBODY, user }, { ...entry, jurisdictionId: null, subject: user.name }, at);
}

/** Writes down that somebody was not let in. A name that nobody has is left out: it may be a password in the wrong field. */
export async function recordRefusal(
  { db, clock }: AccountServices,
  known: { readonly name: string } | null,
  facts: { readonly by: Way; readonly problem?: string },
): Promise<void> {
  const entry = { kind: 'sign-in-failed', jurisdictionId: null, subject: known?.name ?? '', facts } as const;
  await writeAudit(db, NOBODY, entry, clock());
}

/** Each attempt is held to fail until it is seen to be right, so that many at once do not slip by. */
async function countAttempt({ db, clock }: AccountServices, tried: Readonly<Record<Tried, string>>): Promise<void> {
  const now = clock();
  const waitMs = await db.transaction(async (within) => {
    await lockAttempts(within, tried.name);
    const failures = await findFailures(within, Object.values(tried));
    const waits = TRIED.flatMap((each) =>
      failures
        .filter(({ triedHash }) => triedHash === tried[each])
        .map((found) => found.lastMs + waitAfterFailures(each, found.failures) - now.getTime()),
    );
    const longest = Math.max(0, ...waits);
    if (longest === 0)
      await countFailure(within, Object.values(tried), {
        now,
        forgetBefore: new Date(now.getTime() - FAILURES_KEPT_MS),
      });
    return longest;
  });
  if (waitMs > 0) throw throttled(waitMs);
}

function throttled(waitMs: number): Problem {
  const seconds = Math.ceil(waitMs / 1000);
  return new Problem(
    'sign-in-throttled',
    `登录失败次数过多，请 ${seconds} 秒后再试。 Too many attempts have failed: try again in ${seconds} s.`,
  );
}

const triedHashes = (name: string, address: string): Readonly<Record<Tried, string>> => ({
  pair: hashOf('pair', name, address),
  name: hashOf('name', name),
  address: hashOf('address', address),
});
const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
