import type { NewUser } from '../../server/src/contract/accounts.ts';
import type { Database } from '../../server/src/db/database.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { firstAdministratorLink } from '../../server/src/features/accounts/first-administrator.ts';
import { hashSecret, newSecret } from '../../server/src/features/accounts/secrets.ts';
import { insertSession } from '../../server/src/features/accounts/sessions.queries.ts';
import { findByName } from '../../server/src/features/accounts/sign-in.queries.ts';
import { inviteUser } from '../../server/src/features/accounts/users.ts';
import type { App } from '../../server/src/http/services.ts';
import { TEST_NOW } from './app.ts';

export const PASSWORD = 'willow over quiet harbour';

type Reply = Awaited<ReturnType<App['inject']>>;
/** Asks as a browser does that carries a session, or none. */
export type Browser = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  more?: Readonly<Record<string, string>>,
) => Promise<Reply>;

let browsers = 0;

/** Each stands at an address of its own: attempts to sign in are counted by address. */
export function browser(app: App, cookie = ''): Browser {
  browsers += 1;
  const headers = { cookie, 'user-agent': 'Test', 'x-forwarded-for': `192.0.2.${browsers % 250}` };
  return async (method, url, payload, more = {}) =>
    app.inject({ method, url, headers: { ...headers, ...more }, ...(payload ? { payload } : {}) });
}

/** What a reply bids the browser to send from now on. */
export const cookieOf = ({ headers }: { headers: Record<string, unknown> }): string =>
  String(headers['set-cookie'] ?? '').split(';')[0] ?? '';

/** Chooses the password of a one-time link. */
export async function followLink(app: App, link: { readonly path: string }, password = PASSWORD): Promise<Browser> {
  const secret = link.path.split('#')[1] ?? '';
  const reply = await browser(app)('POST', '/api/sign-in-links/use', { secret, password });
  if (reply.statusCode !== 204) throw new Error(reply.body);
  return browser(app, cookieOf(reply));
}

/** The first administrator, signed in by the link of the console. */
export async function administrator(app: App, db: Database, clock = () => TEST_NOW): Promise<Browser> {
  const link = await firstAdministratorLink({ db, clock });
  if (link === null) throw new Error('There is an administrator already');
  return followLink(app, link);
}

/** Somebody with a session and no password: stretching one takes longer than most tests. */
export async function signedIn(app: App, db: Database, user: NewUser, clock = () => TEST_NOW): Promise<Browser> {
  await inviteUser({ db, clock }, OPEN_ACTOR, user);
  const secret = newSecret();
  const userId = (await findByName(db, user.name))?.id ?? 0;
  await insertSession(db, { tokenHash: hashSecret(secret), userId, device: 'Test' }, clock());
  return browser(app, `session=${secret}`);
}
