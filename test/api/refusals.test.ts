import type { InjectOptions } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProblemDetails } from '../../server/src/contract/problem.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';

let app: App;
beforeAll(async () => {
  app = await testApp({ db: await testDatabase() });
});

type Asked = InjectOptions;

/** Kind and status of a refusal, which must be problem+json in every case. */
async function refusal(asked: Asked): Promise<string> {
  const reply = await app.inject(asked);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  const { type, status } = ProblemDetails.parse(reply.json());
  expect(status).toBe(reply.statusCode);
  return `${status} ${type}`;
}

describe('a method that an address does not take', () => {
  it.each([
    ['DELETE', '/api/health', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/imports', 'GET, HEAD, POST, OPTIONS'],
    ['POST', '/api/parcels/330681001003GB00001', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/health/', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/tiles/1/2025/parcels/14/13660/6786.mvt', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/openapi.json', 'GET, HEAD, OPTIONS'],
  ] as const)('%s %s is refused with what it takes: %s', async (method, url, allow) => {
    const reply = await app.inject({ method, url });
    expect(reply.headers.allow).toBe(allow);
    expect(reply.json()).toEqual({
      type: 'method-not-allowed',
      title: 'This address does not take this method',
      status: 405,
      detail: `This address does not take ${method}. It takes ${allow.replace(', OPTIONS', '')}.`,
      place: 'method',
    });
  });

  it('is told to who asks by OPTIONS, and no other site is let in by it', async () => {
    const reply = await app.inject({
      method: 'OPTIONS',
      url: '/api/imports',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect([reply.statusCode, reply.headers.allow, reply.body]).toEqual([204, 'GET, HEAD, POST, OPTIONS', '']);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('is not HEAD where GET is taken', async () => {
    const reply = await app.inject({ method: 'HEAD', url: '/api/health' });
    expect([reply.statusCode, reply.body]).toEqual([200, '']);
  });

  it('is no matter where nothing answers at all', async () => {
    expect(await refusal({ method: 'POST', url: '/api/nothing' })).toBe('404 not-found');
    expect(await refusal({ method: 'OPTIONS', url: '/api/nothing' })).toBe('404 not-found');
    expect(await refusal({ method: 'GET', url: '/api/docs/static/gone.js' })).toBe('404 not-found');
  });
});

describe('a request that cannot be read', () => {
  const upload = (type: string, payload: string): Asked => ({
    method: 'POST',
    url: '/api/imports',
    headers: { 'content-type': type },
    payload,
  });
  const cutForm = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1,2';

  it.each([
    ['an address with a broken escape', { url: '/api/parcels/%ZZ' }, '400 request-invalid'],
    ['an address with a part too long', { url: `/api/parcels/${'a'.repeat(300)}` }, '431 request-head-too-large'],
    ['a body of a type not taken', upload('text/plain', 'x'), '415 media-type-unsupported'],
    ['a body without a type', { method: 'POST', url: '/api/imports' }, '415 media-type-unsupported'],
    ['a type that is none', upload(';;;', 'x'), '415 media-type-unsupported'],
    ['JSON cut short', upload('application/json', '{"a":'), '400 request-invalid'],
    ['JSON over the limit', upload('application/json', `"${'a'.repeat(1_100_000)}"`), '413 upload-too-large'],
    ['a form without a boundary', upload('multipart/form-data', 'x'), '400 request-invalid'],
    ['a form cut before its first part', upload('multipart/form-data; boundary=x', '--x'), '400 request-invalid'],
    ['a form cut inside its file', upload('multipart/form-data; boundary=x', cutForm), '400 request-invalid'],
    ['a form with nothing in it', upload('multipart/form-data; boundary=x', '--x--\r\n'), '400 request-invalid'],
  ] satisfies [string, Asked, string][])('%s is refused in words', async (_what, asked, expected) => {
    expect(await refusal(asked)).toBe(expected);
  });
});
