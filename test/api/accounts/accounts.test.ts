import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewUser } from '../../../server/src/contract/accounts.ts';
import { firstAdministratorLink } from '../../../server/src/features/accounts/first-administrator.ts';
import {
  administrator,
  type Browser,
  browser,
  cookieOf,
  followLink,
  PASSWORD,
  signedIn,
} from '../../support/accounts.ts';
import { TEST_NOW, testApp } from '../../support/app.ts';
import { emptyTables, testDatabase } from '../../support/database.ts';
import { plantSixParcels } from '../../support/six-parcels.ts';

const db = await testDatabase();
let now = TEST_NOW;
const clock = () => now;
const app = await testApp({ db, access: 'accounts', clock });
let nobody: Browser;
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const OFFICER: NewUser = {
  name: 'west.office',
  displayName: '城西办事员',
  role: 'town-officer',
  scope: [{ jurisdiction: 'zhuji', towns: ['330681003'] }],
};
const signIn = (name: string, password: string) => nobody('POST', '/api/session', { name, password });
const kindOf = (reply: { json: () => { type: string } }) => reply.json().type;

beforeEach(async () => {
  now = TEST_NOW;
  nobody = browser(app);
  await emptyTables(db);
  await plantSixParcels(db);
});

describe('signing in', () => {
  it('sets up the first administrator by a link that works once, and makes none where there is one', async () => {
    const link = await firstAdministratorLink({ db, clock });
    expect(link?.path).toMatch(/^\/sign-in#[\w-]{43}$/);
    const secret = link?.path.split('#')[1];
    expect((await nobody('POST', '/api/sign-in-links/read', { secret })).json()).toEqual({
      name: 'admin',
      displayName: '管理员',
    });
    const short = await nobody('POST', '/api/sign-in-links/use', { secret, password: 'too short' });
    expect([short.statusCode, kindOf(short)]).toEqual([422, 'password-unfit']);
    const admin = await followLink(app, link as { path: string });
    expect((await admin('GET', '/api/session')).json()).toMatchObject({
      access: 'accounts',
      user: { name: 'admin', role: 'administrator', scope: null },
      actions: expect.arrayContaining(['administer']),
    });
    const again = await nobody('POST', '/api/sign-in-links/use', { secret, password: PASSWORD });
    expect([again.statusCode, kindOf(again)]).toEqual([410, 'sign-in-link-invalid']);
    expect(await firstAdministratorLink({ db, clock })).toBeNull();
  });

  it('lets nobody in without a session, and tells by it nothing but that', async () => {
    const reply = await nobody('GET', '/api/tally?jurisdiction=zhuji&year=2025');
    expect([reply.statusCode, kindOf(reply)]).toEqual([401, 'sign-in-needed']);
    expect((await nobody('GET', '/api/session')).json()).toEqual({ access: 'accounts', user: null, actions: [] });
    expect((await browser(app, 'session=forged')('GET', '/api/jurisdictions')).statusCode).toBe(401);
    expect((await nobody('GET', '/api/health')).json()).toMatchObject({ postgresVersion: null, postgisVersion: null });
  });

  it('tells a wrong name, a wrong password and a disabled person in one way', async () => {
    const admin = await administrator(app, db, clock);
    await signedIn(app, db, OFFICER, clock);
    const user = (await admin('GET', '/api/users'))
      .json()
      .users.find(({ name }: { name: string }) => name === 'west.office');
    const { id, hasPassword: _, seenAt: __, name: ___, ...fields } = user;
    await admin('PUT', `/api/users/${id}`, { ...fields, isDisabled: true });
    const replies = [
      await signIn('west.office', PASSWORD),
      await signIn('nobody', PASSWORD),
      await signIn('admin', 'wrong'),
    ];
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect(replies.map(({ headers }) => headers['set-cookie'])).toEqual([undefined, undefined, undefined]);
  });

  it('keeps the cookie from scripts and other sites, and gives a new secret at each sign-in', async () => {
    await administrator(app, db, clock);
    const first = await signIn(' ADMIN ', PASSWORD);
    expect(first.headers['set-cookie']).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const second = await browser(app, cookieOf(first))('POST', '/api/session', { name: 'admin', password: PASSWORD });
    expect(cookieOf(second)).not.toBe(cookieOf(first));
    expect((await browser(app, cookieOf(first))('GET', '/api/users')).statusCode).toBe(401);
    const stored = await db.execute(sql`SELECT encode(token_hash, 'hex') || device AS kept FROM sessions`);
    expect(JSON.stringify(stored.rows)).not.toContain(cookieOf(second).split('=')[1]);
    const secure = await testApp({ db, access: 'accounts', clock, isSecure: true });
    const over = await secure.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'admin', password: PASSWORD },
    });
    expect(over.headers['set-cookie']).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('makes whoever guesses wait, twice as long each time, and shuts nobody out elsewhere', async () => {
    await administrator(app, db, clock);
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await signIn('admin', 'guess')).statusCode).toBe(401);
    const held = await signIn('admin', PASSWORD);
    expect([held.statusCode, kindOf(held), held.json().detail]).toEqual([
      429,
      'sign-in-throttled',
      expect.stringContaining('2 秒'),
    ]);
    later(0.05);
    expect((await signIn('admin', 'guess')).statusCode).toBe(401);
    expect((await signIn('admin', 'guess')).json().detail).toContain('4 秒');
    const elsewhere = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'admin', password: PASSWORD },
      headers: { 'x-forwarded-for': '192.0.2.7' },
    });
    expect(elsewhere.statusCode).toBe(204);
    expect((await signIn('admin', PASSWORD)).statusCode).toBe(429);
  });

  it('ends a session after an hour without a request, after twelve hours in any case, and where the clock is set back', async () => {
    const admin = await administrator(app, db, clock);
    for (let hour = 0; hour < 12; hour += 1) {
      expect((await admin('GET', '/api/users')).statusCode).toBe(200);
      later(59);
    }
    later(12);
    expect((await admin('GET', '/api/users')).statusCode).toBe(401);
    const next = browser(app, cookieOf(await signIn('admin', PASSWORD)));
    later(61);
    expect((await next('GET', '/api/users')).statusCode).toBe(401);
    const third = browser(app, cookieOf(await signIn('admin', PASSWORD)));
    later(-30);
    expect((await third('GET', '/api/users')).statusCode).toBe(401);
  });
});

describe('one’s own account', () => {
  it('changes the password where the present one is given, and ends every other session', async () => {
    const admin = await administrator(app, db, clock);
    const other = browser(app, cookieOf(await signIn('admin', PASSWORD)));
    const wrong = await admin('POST', '/api/account/password', {
      current: 'guess',
      password: 'seven grey herons wade',
    });
    expect([wrong.statusCode, kindOf(wrong)]).toEqual([401, 'sign-in-refused']);
    for (const [password, words] of [
      ['password12345', '常见'],
      ['aaaaaaaaaaaaaaaa', '重复'],
      ['the admin of today', '用户名'],
    ] as const)
      expect((await admin('POST', '/api/account/password', { current: PASSWORD, password })).json().detail).toContain(
        words,
      );
    const done = await admin('POST', '/api/account/password', {
      current: PASSWORD,
      password: 'seven grey herons wade',
    });
    expect(done.statusCode).toBe(204);
    expect([(await admin('GET', '/api/users')).statusCode, (await other('GET', '/api/users')).statusCode]).toEqual([
      200, 401,
    ]);
    expect((await signIn('admin', 'seven grey herons wade')).statusCode).toBe(204);
  });

  it('lists sessions, ends one, and ends all', async () => {
    const admin = await administrator(app, db, clock);
    later(5);
    const other = browser(app, cookieOf(await signIn('admin', PASSWORD)));
    const { sessions } = (await admin('GET', '/api/account/sessions')).json();
    expect(sessions.map(({ isThis, device }: { isThis: boolean; device: string }) => [isThis, device])).toEqual([
      [false, 'Test'],
      [true, 'Test'],
    ]);
    expect((await admin('DELETE', `/api/account/sessions/${sessions[0].id}`)).statusCode).toBe(204);
    expect((await other('GET', '/api/session')).json().user).toBeNull();
    expect((await admin('DELETE', `/api/account/sessions/${sessions[0].id}`)).statusCode).toBe(404);
    const everywhere = await admin('DELETE', '/api/account/sessions');
    expect([everywhere.statusCode, cookieOf(everywhere)]).toEqual([204, 'session=']);
    expect((await admin('GET', '/api/users')).statusCode).toBe(401);
  });
});

describe('administering people', () => {
  let admin: Browser;
  beforeEach(async () => {
    admin = await administrator(app, db, clock);
  });
  const userOf = async (name: string) =>
    (await admin('GET', '/api/users')).json().users.find((user: { name: string }) => user.name === name);
  const change = async (name: string, more: object) => {
    const { id, hasPassword: _, seenAt: __, name: ___, ...fields } = await userOf(name);
    return admin('PUT', `/api/users/${id}`, { ...fields, ...more });
  };

  it('invites, shows the scope as it was given, and refuses a taken name and unknown places', async () => {
    const reply = await admin('POST', '/api/users', { ...OFFICER, name: ' West.Office ' });
    expect(reply.json()).toEqual({
      user: {
        id: expect.any(Number),
        ...OFFICER,
        isDisabled: false,
        hasPassword: false,
        version: 1,
        seenAt: null,
      },
      link: { path: expect.stringMatching(/^\/sign-in#/), expiresAt: '2026-07-01T04:00:00.000Z' },
    });
    expect(kindOf(await admin('POST', '/api/users', OFFICER))).toBe('user-name-taken');
    for (const scope of [[{ jurisdiction: 'nowhere', towns: null }], [{ jurisdiction: 'zhuji', towns: ['9'] }]])
      expect(kindOf(await admin('POST', '/api/users', { ...OFFICER, name: 'other', scope }))).toBe('scope-invalid');
    const link = reply.json().link;
    later(24 * 60 + 1);
    await expect(followLink(app, link)).rejects.toThrow('sign-in-link-invalid');
  });

  it('takes a right away from the next request on, and refuses what was looked at before another changed it', async () => {
    const planner = await signedIn(app, db, { ...OFFICER, role: 'planner', scope: null });
    const before = await userOf('west.office');
    expect((await planner('GET', '/api/jurisdictions')).json().items).toHaveLength(2);
    const denied = await planner('GET', '/api/users');
    expect([denied.statusCode, kindOf(denied)]).toEqual([403, 'not-permitted']);
    expect((await change('west.office', { scope: [] })).statusCode).toBe(200);
    expect((await planner('GET', '/api/jurisdictions')).json().items).toEqual([]);
    expect((await planner('GET', '/api/tally?jurisdiction=zhuji&year=2025')).statusCode).toBe(404);
    const stale = await change('west.office', { version: before.version });
    expect([stale.statusCode, kindOf(stale)]).toEqual([409, 'user-changed']);
    expect((await change('west.office', { isDisabled: true })).statusCode).toBe(200);
    expect((await planner('GET', '/api/jurisdictions')).statusCode).toBe(401);
  });

  it('never leaves the place without an administrator', async () => {
    for (const more of [{ isDisabled: true }, { role: 'viewer' }, { scope: [] }])
      expect(kindOf(await change('admin', more))).toBe('last-administrator');
    const other = await admin('POST', '/api/users', { ...OFFICER, role: 'administrator', scope: null });
    expect(kindOf(await change('admin', { role: 'viewer' }))).toBe('last-administrator'); // The other has no password yet.
    await followLink(app, other.json().link);
    expect((await change('admin', { role: 'viewer' })).statusCode).toBe(200);
  });

  it('gives a new link to whoever forgot the password, and the old one no longer opens', async () => {
    const officer = await signedIn(app, db, OFFICER, clock);
    const { id } = await userOf('west.office');
    const reset = await admin('POST', `/api/users/${id}/link`);
    expect(reset.statusCode).toBe(201);
    expect([
      (await officer('GET', '/api/jurisdictions')).statusCode,
      (await signIn('west.office', PASSWORD)).statusCode,
    ]).toEqual([401, 401]);
    const back = await followLink(app, reset.json(), 'seven grey herons wade');
    expect((await back('GET', '/api/session')).json().user).toEqual({
      name: 'west.office',
      displayName: OFFICER.displayName,
      role: OFFICER.role,
      scope: OFFICER.scope,
    });
    const own = await admin('POST', `/api/users/${(await userOf('admin')).id}/link`);
    expect(kindOf(own)).toBe('last-administrator');
  });

  it('is written down, and so is who signs in; a name that nobody has is not, since it may be a password', async () => {
    const { user, link } = (await admin('POST', '/api/users', OFFICER)).json();
    const officer = await followLink(app, link);
    await officer('POST', '/api/account/password', { current: PASSWORD, password: 'seven grey herons wade' });
    await officer('DELETE', '/api/session');
    await signIn('west.office', PASSWORD);
    await signIn(PASSWORD, 'west.office');
    await change('west.office', { role: 'viewer', scope: null });
    await admin('POST', `/api/users/${user.id}/link`);
    await admin('DELETE', '/api/account/sessions');
    const { rows } = await db.execute(sql`
      SELECT actor || ' ' || kind AS done, subject, details FROM audit_entries WHERE id > 2 ORDER BY id`);
    const { name: subject, ...kept } = OFFICER;
    const before = { ...kept, isDisabled: false };
    expect(rows).toEqual([
      { done: 'admin user-invited', subject, details: { after: before } },
      { done: 'west.office password-changed', subject, details: { facts: { by: 'link' } } },
      { done: 'west.office sign-in', subject, details: { facts: { by: 'link' } } },
      { done: 'west.office password-changed', subject, details: { facts: { by: 'password' } } },
      { done: 'west.office sign-out', subject, details: {} },
      { done: 'nobody sign-in-failed', subject, details: { facts: { by: 'password' } } },
      { done: 'nobody sign-in-failed', subject: '', details: { facts: { by: 'password' } } },
      { done: 'admin user-changed', subject, details: { before, after: { ...before, role: 'viewer', scope: null } } },
      { done: 'admin user-reset', subject, details: {} },
      { done: 'admin session-ended', subject: 'admin', details: { facts: { sessions: 'all' } } },
    ]);
  });
});
