import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handleError } from '../../../server/src/http/errors.ts';
import { type Budgets, limitRates } from '../../../server/src/http/rate-limits.ts';
import type { App } from '../../../server/src/http/services.ts';

const ONE_MINUTE = { timeWindow: 60_000 };
const BUDGETS: Budgets = {
  read: { max: 3, ...ONE_MINUTE },
  change: { max: 2, ...ONE_MINUTE },
  costly: { max: 1, ...ONE_MINUTE },
  'sign-in': { max: 1, ...ONE_MINUTE },
};

let app: FastifyInstance;
beforeAll(async () => {
  app = fastify();
  app.setErrorHandler(handleError);
  await limitRates(app as unknown as App, ({ headers }) => headers['x-account']?.toString() ?? null, BUDGETS);
  app.get('/map', async () => 'ok');
  app.get('/export', { config: { rate: 'costly' } }, async () => 'ok');
  app.post('/keep', async () => 'ok');
  app.post('/sign-in', { config: { rate: 'sign-in' } }, async () => 'ok');
});
afterAll(() => app.close());

type Asked = readonly [method: 'GET' | 'POST', url: string];
const MAP: Asked = ['GET', '/map'];
const EXPORT: Asked = ['GET', '/export'];
const KEEP: Asked = ['POST', '/keep'];
const SIGN_IN: Asked = ['POST', '/sign-in'];

/** The statuses of requests from one address, in turn. */
async function ask(remoteAddress: string, asked: readonly Asked[], account?: string): Promise<number[]> {
  const statuses: number[] = [];
  const headers = account ? { 'x-account': account } : {};
  for (const [method, url] of asked)
    statuses.push((await app.inject({ method, url, remoteAddress, headers })).statusCode);
  return statuses;
}

it('counts reading, changing, costly work and signing in apart, whatever the address that is asked', async () => {
  expect(await ask('192.0.2.1', [MAP, EXPORT, MAP, KEEP, MAP, MAP, KEEP, KEEP, EXPORT, SIGN_IN, SIGN_IN])).toEqual([
    200, 200, 200, 200, 200, 429, 200, 429, 429, 200, 429,
  ]);
  expect(await ask('192.0.2.2', [EXPORT])).toEqual([200]);
});

it('refuses in words, with the seconds to wait in a header and in the words', async () => {
  await ask('192.0.2.3', [EXPORT]);
  const reply = await app.inject({ url: '/export', remoteAddress: '192.0.2.3' });
  const seconds = Number(reply.headers['retry-after']);
  expect(seconds).toBeGreaterThan(55);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json()).toEqual({
    type: 'too-many-requests',
    title: 'More is asked than one may ask in a while',
    status: 429,
    detail: `Too many searches, imports and exports were asked for at once. Ask again in ${seconds} seconds.`,
  });
});

it('gives an account its own budget wherever it asks from, and takes no address for an account', async () => {
  expect(await ask('192.0.2.4', [EXPORT], 'A')).toEqual([200]);
  expect(await ask('127.0.0.1', [EXPORT], 'A')).toEqual([429]);
  expect(await ask('192.0.2.4', [EXPORT], 'B')).toEqual([200]);
  expect(await ask('192.0.2.4', [EXPORT], '192.0.2.5')).toEqual([200]);
  expect(await ask('192.0.2.5', [EXPORT])).toEqual([200]);
});

it('takes a network of IPv6 for one house', async () => {
  expect(await ask('2001:db8:1:2::1', [EXPORT])).toEqual([200]);
  expect(await ask('2001:db8:1:2::2', [EXPORT])).toEqual([429]);
  expect(await ask('2001:db8:1:3::1', [EXPORT])).toEqual([200]);
});

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('leaves %s alone, but for signing in', async (address) => {
  expect(await ask(address, [EXPORT, EXPORT, EXPORT, KEEP, KEEP, KEEP])).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await ask(address, [SIGN_IN, SIGN_IN])).toContain(429);
});

it('stands before every address of the API', async () => {
  expect(await ask('192.0.2.6', [['GET', '/nothing'], MAP, MAP, ['GET', '/nothing'], MAP])).toEqual([
    404, 200, 200, 429, 429,
  ]);
});
