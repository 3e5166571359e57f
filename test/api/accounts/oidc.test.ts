import { sql } from 'drizzle-orm';
import fastify from 'fastify';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewUser } from '../../../server/src/contract/accounts.ts';
import { OPEN_ACTOR } from '../../../server/src/domain/scope.ts';
import { openIdProvider } from '../../../server/src/features/accounts/oidc-provider.ts';
import { ownPath } from '../../../server/src/features/accounts/oidc-return.ts';
import { changeUser, inviteUser, resetUser } from '../../../server/src/features/accounts/users.ts';
import { administrator, browser, cookieOf, followLink, PASSWORD } from '../../support/accounts.ts';
import { TEST_NOW, testApp } from '../../support/app.ts';
import { emptyTables, testDatabase } from '../../support/database.ts';
import { type Spoilt, startProvider } from '../../support/oidc-provider.ts';

const PUBLIC_URL = 'http://localhost:8080';
const db = await testDatabase();
const provider = await startProvider(PUBLIC_URL);
let now = TEST_NOW;
const clock = () => now;
const app = await testApp({ db, access: 'accounts', clock, openId: provider.settings });
const services = { db, clock };

const LI = { sub: 'f1c7', preferred_username: 'Li.Na' };
const INVITED: NewUser = { name: 'li.na', displayName: '李娜', role: 'viewer', scope: null };

beforeEach(async () => {
  now = TEST_NOW;
  provider.spoil({});
  await emptyTables(db);
});
afterAll(() => provider.close());

const cookiesOf = (reply: { headers: Record<string, unknown> }): string[] =>
  [reply.headers['set-cookie'] ?? []].flat().map(String);
const locationOf = (reply: { headers: Record<string, unknown> }): string => String(reply.headers.location);

/** Sends a browser to the provider. */
async function leave(to = '/?y=2025&lang=en', at = app) {
  const reply = await browser(at)('GET', `/api/session/openid?to=${encodeURIComponent(to)}`);
  return { reply, address: locationOf(reply), cookie: cookieOf(reply) };
}
const comeBack = (answer: Readonly<Record<string, string>>, cookie: string) =>
  browser(app, cookie)('GET', `/api/session/openid/callback?${new URLSearchParams(answer)}`);
async function signIn(person: typeof LI | { sub: string } = LI) {
  const { address, cookie } = await leave();
  return comeBack(provider.signIn(address, person), cookie);
}
const invite = (user = INVITED) => inviteUser(services, OPEN_ACTOR, user);
const NOT_IN = (problem: string) => [302, `/sign-in?problem=${problem}&lang=en&to=%2F%3Fy%3D2025%26lang%3Den`, 0];
/** Where a reply leads, and how many sessions there are after it. */
async function outcome(reply: Awaited<ReturnType<typeof signIn>>) {
  const { rows } = await db.execute(sql`SELECT count(*)::int AS sessions FROM sessions`);
  expect(cookiesOf(reply).some((cookie) => /^session=./.test(cookie))).toBe(rows[0]?.sessions === 1);
  return [reply.statusCode, locationOf(reply), rows[0]?.sessions];
}
const IN = [302, '/?y=2025&lang=en', 1];

describe('signing in by a provider of OpenID Connect', () => {
  it('asks for a code that only this browser can redeem, and begins a session as a password does', async () => {
    await invite();
    expect((await browser(app)('GET', '/api/session')).json().openIdName).toBe('政务网');
    const { reply, address, cookie } = await leave();
    const { origin, pathname, searchParams } = new URL(address);
    expect([reply.statusCode, origin + pathname]).toEqual([302, `${provider.settings.issuer}/authorize`]);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'land',
      response_type: 'code',
      redirect_uri: `${PUBLIC_URL}/api/session/openid/callback`,
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(cookiesOf(reply)).toEqual([
      expect.stringMatching(/^openid=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const back = await comeBack(provider.signIn(address, LI), cookie);
    expect(cookiesOf(back)).toEqual([
      expect.stringMatching(/^openid=;.*Expires=Thu, 01 Jan 1970/),
      expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await outcome(back)).toEqual(IN);
    const session = cookiesOf(back)[1]?.split(';')[0] ?? '';
    expect((await browser(app, session)('GET', '/api/session')).json().user).toMatchObject({ name: 'li.na' });
    expect((await browser(app, session)('DELETE', '/api/session')).statusCode).toBe(204);
    const { rows } = await db.execute(
      sql`SELECT actor, kind, subject, details->'facts' AS facts FROM audit_entries ORDER BY id`,
    );
    expect(rows.slice(1)).toEqual([
      { actor: 'li.na', kind: 'sign-in', subject: 'li.na', facts: { by: 'openid' } },
      { actor: 'li.na', kind: 'sign-out', subject: 'li.na', facts: null },
    ]);
  });

  it('knows a person again under another name, and lets nobody else have the account', async () => {
    const { link } = await invite();
    expect(await outcome(await signIn())).toEqual(IN);
    await expect(followLink(app, link)).rejects.toThrow('sign-in-link-invalid');
    await db.execute(sql`DELETE FROM sessions`);
    expect(await outcome(await signIn({ sub: 'other', preferred_username: 'li.na' }))).toEqual(
      NOT_IN('openid-not-invited'),
    );
    expect(await outcome(await signIn({ ...LI, preferred_username: 'li.renamed' }))).toEqual(IN);
  });

  it('lets in only who was invited, has no password, is not disabled and is no administrator', async () => {
    const refused = NOT_IN('openid-not-invited');
    expect(await outcome(await signIn())).toEqual(refused);
    const { user } = await invite();
    expect(await outcome(await signIn({ sub: 'f1c7' }))).toEqual(refused);
    expect(await outcome(await signIn({ sub: 'f1c7', preferred_username: 'ｌi.na' }))).toEqual(refused);
    const change = (more: object) =>
      changeUser(services, OPEN_ACTOR, user.id, { ...INVITED, isDisabled: false, version: 1, ...more });
    await change({ isDisabled: true });
    expect(await outcome(await signIn())).toEqual(refused);
    await change({ role: 'administrator', version: 2 });
    expect(await outcome(await signIn())).toEqual(refused);
    await change({ version: 3 });
    expect(await outcome(await signIn())).toEqual(IN);
    await change({ isDisabled: true, version: 5 });
    expect(await outcome(await signIn())).toEqual(refused);
    await change({ version: 6 });
    const link = await resetUser(services, OPEN_ACTOR, user.id);
    await followLink(app, link);
    await db.execute(sql`DELETE FROM sessions`);
    expect(await outcome(await signIn())).toEqual(refused);
    const { rows } = await db.execute(sql`SELECT count(*)::int AS people FROM users`);
    expect(rows).toEqual([{ people: 1 }]);
    const failed = await db.execute(sql`
      SELECT DISTINCT actor, subject, details->'facts' AS facts FROM audit_entries WHERE kind = 'sign-in-failed' ORDER BY subject`);
    const facts = { by: 'openid', problem: 'openid-not-invited' };
    expect(failed.rows).toEqual([
      { actor: 'nobody', subject: '', facts },
      { actor: 'nobody', subject: 'li.na', facts },
    ]);
  });

  it.each<[string, Spoilt, string]>([
    ['another nonce', { claims: { nonce: 'x' } }, 'openid-untrusted'],
    ['no nonce', { claims: { nonce: undefined } }, 'openid-untrusted'],
    ['another audience', { claims: { aud: 'other' } }, 'openid-untrusted'],
    ['another issuer', { claims: { iss: 'http://127.0.0.1:1' } }, 'openid-untrusted'],
    ['no signature', { signing: 'none' }, 'openid-untrusted'],
    ['a signature by a shared secret', { signing: 'HS256' }, 'openid-untrusted'],
    ['a signature by a foreign key', { signing: 'foreign key' }, 'openid-untrusted'],
    ['a token of two minutes ago', { claims: { exp: Math.floor(Date.now() / 1000) - 120 } }, 'openid-untrusted'],
    ['a token of in five minutes', { claims: { nbf: Math.floor(Date.now() / 1000) + 300 } }, 'openid-untrusted'],
    ['no token of identity', { withoutIdToken: true }, 'openid-untrusted'],
    ['a fault of its own', { fails: { at: '/token', status: 500, error: 'x' } }, 'openid-unavailable'],
    [
      'a secret it does not take',
      { fails: { at: '/token', status: 401, error: 'invalid_client' } },
      'openid-unavailable',
    ],
    ['a broken connection', { isDown: true }, 'openid-unavailable'],
  ])('lets nobody in on %s', async (_, how, problem) => {
    await invite();
    const { address, cookie } = await leave();
    provider.spoil(how);
    expect(await outcome(await comeBack(provider.signIn(address, LI), cookie))).toEqual(NOT_IN(problem));
  });

  it('allows clocks to differ by less than a minute', async () => {
    await invite();
    const s = Math.floor(Date.now() / 1000);
    provider.spoil({ claims: { exp: s - 20, nbf: s + 20 } });
    expect(await outcome(await signIn())).toEqual(IN);
  });

  it('takes each answer once, from the browser that was sent, for ten minutes', async () => {
    await invite();
    const nowhere = [302, '/sign-in?problem=openid-expired', 0];
    const { address, cookie } = await leave();
    const answer = provider.signIn(address, LI);
    expect(await outcome(await comeBack(answer, ''))).toEqual(nowhere);
    expect(await outcome(await comeBack(answer, (await leave()).cookie))).toEqual(NOT_IN('openid-untrusted'));
    expect(await outcome(await comeBack({ ...answer, state: 'altered' }, cookie))).toEqual(NOT_IN('openid-untrusted'));
    expect(await outcome(await comeBack(answer, cookie))).toEqual(nowhere);
    const late = await leave();
    now = new Date(TEST_NOW.getTime() + 600_000);
    expect(await outcome(await comeBack(provider.signIn(late.address, LI), late.cookie))).toEqual(nowhere);
    const declined = await leave();
    const { state } = provider.signIn(declined.address, LI);
    expect(await outcome(await comeBack({ error: 'access_denied', state }, declined.cookie))).toEqual(
      NOT_IN('openid-declined'),
    );
    const used = await leave();
    const first = provider.signIn(used.address, LI);
    expect(await outcome(await comeBack(first, used.cookie))).toEqual(IN);
    await db.execute(sql`DELETE FROM sessions`);
    const again = await leave();
    const replayed = { ...provider.signIn(again.address, LI), code: first.code };
    expect(await outcome(await comeBack(replayed, again.cookie))).toEqual(NOT_IN('openid-expired'));
  });

  it('is tried again after the provider was down; passwords hold meanwhile, and no log tells a secret', async () => {
    const lines: string[] = [];
    const { log } = fastify({ logger: { level: 'trace', stream: { write: (line) => void lines.push(line) } } });
    const late = await testApp({ db, access: 'accounts', clock, openId: provider.settings }, log);
    provider.spoil({ isDown: true });
    const { reply } = await leave('/', late);
    expect([reply.statusCode, locationOf(reply)]).toEqual([302, '/sign-in?problem=openid-unavailable']);
    await administrator(late, db, clock);
    const local = await browser(late)('POST', '/api/session', { name: 'admin', password: PASSWORD });
    expect(local.statusCode).toBe(204);
    provider.spoil({});
    const { address, cookie } = await leave('/', late);
    const { code, state } = provider.signIn(address, LI);
    provider.spoil({ fails: { at: '/token', status: 401, error: 'invalid_client' } });
    const back = await browser(late, cookie)(
      'GET',
      `/api/session/openid/callback?${new URLSearchParams({ code, state })}`,
    );
    expect(locationOf(back)).toBe('/sign-in?problem=openid-unavailable');
    const told = lines.filter((line) => line.includes('by OpenID Connect')).map((line) => JSON.parse(line).problem);
    expect(told).toEqual(['openid-unavailable', 'openid-unavailable']);
    for (const secret of ['s3cret', cookie.split('=')[1], PASSWORD]) expect(lines.join('')).not.toContain(secret);
  });

  it('waits for a slow provider no longer than it may, and takes no other for it', async () => {
    const attempt = { state: 'a', nonce: 'b', verifier: 'c', returnPath: '/' };
    const other = () => openIdProvider({ ...provider.settings, patienceS: 0.2 });
    const ask = () => other().addressFor(attempt);
    provider.spoil({ isSlow: true });
    await expect(ask()).rejects.toMatchObject({ problem: 'openid-unavailable' });
    provider.spoil({ issuer: 'https://elsewhere.example' });
    await expect(ask()).rejects.toMatchObject({ problem: 'openid-untrusted' });
    provider.spoil({});
    const keyless = other();
    const query = `${new URLSearchParams(provider.signIn(await keyless.addressFor(attempt), LI))}`;
    provider.spoil({ fails: { at: '/keys', status: 503, error: 'x' } });
    await expect(keyless.redeem(query, attempt)).rejects.toMatchObject({ problem: 'openid-unavailable' });
  });

  it('leads nowhere where no provider is set', async () => {
    const without = await testApp({ db, access: 'accounts', clock });
    for (const url of ['/api/session/openid', '/api/session/openid/callback?code=x'])
      expect(locationOf(await browser(without)('GET', url))).toBe('/sign-in?problem=openid-off');
    expect((await browser(without)('GET', '/api/session')).json()).not.toHaveProperty('openIdName');
  });
});

describe('the page that is wanted after signing in', () => {
  it.each([
    ['/p/330681003001GB00001?y=2025', '/p/330681003001GB00001?y=2025'],
    ['/?q=城西', '/?q=%E5%9F%8E%E8%A5%BF'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example/', '/'],
    ['/\t/elsewhere.example/', '/'],
    ['/.//elsewhere.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/api/session/openid', '/'],
    ['/sign-in?problem=x', '/'],
    [`/${'a'.repeat(4000)}`, '/'],
  ])('%j is %j', (wanted, path) => expect(ownPath(wanted)).toBe(path));
});
