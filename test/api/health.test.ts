import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Health } from '../../server/src/contract/api.ts';
import type { Database } from '../../server/src/db/database.ts';
import type { App } from '../../server/src/http/services.ts';
import { serveClient } from '../../server/src/http/static-client.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let app: App;
beforeAll(async () => {
  db = await testDatabase();
  app = await testApp({ db });
});

describe('GET /api/health', () => {
  it('names the engine, its versions and the revision, and is never kept', async () => {
    const reply = await app.inject('/api/health');
    const { postgresVersion, postgisVersion, ...rest } = Health.parse(reply.json());
    expect(rest).toEqual({
      status: 'ready',
      engine: db.engine,
      revision: 0,
      revisionAt: '1970-01-01T00:00:00Z',
      access: 'loopback',
    });
    expect(Number.parseInt(postgresVersion ?? '', 10)).toBeGreaterThanOrEqual(15);
    expect(postgisVersion).toMatch(/^3\.\d+\.\d+/);
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('says it where everyone may use the server', async () => {
    const open = await testApp({ db, access: 'open' });
    expect((await open.inject('/api/health')).json()).toMatchObject({ access: 'open' });
  });
});

describe('the guard', () => {
  it('lets the page load its own files only', async () => {
    const policy = (await app.inject('/api/health')).headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('refuses a host name that somebody else could point at this machine, whoever may use it', async () => {
    const stranger = { url: '/api/health', headers: { host: 'evil.example:8080' } };
    const refused = { status: 403, type: 'origin-refused', place: 'host' };
    expect((await app.inject(stranger)).json()).toMatchObject(refused);
    const open = await testApp({ db, access: 'open' });
    expect((await open.inject(stranger)).json()).toMatchObject(refused);
    const named = await testApp({ db, hostNames: ['evil.example'] });
    expect((await named.inject(stranger)).statusCode).toBe(200);
  });

  it('answers to its own addresses, and where access is open to any address and to a name without a dot', async () => {
    const open = await testApp({ db, access: 'open' });
    for (const [host, alone, whenOpen] of [
      ['localhost:8080', 200, 200],
      ['[::1]:8080', 200, 200],
      ['192.168.1.5', 403, 200],
      ['land-office:8080', 403, 200],
      ['127.0.0.1.evil.example', 403, 403],
    ] as const) {
      const asked = { url: '/api/health', headers: { host } };
      const status = [(await app.inject(asked)).statusCode, (await open.inject(asked)).statusCode];
      expect([host, ...status]).toEqual([host, alone, whenOpen]);
    }
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' }],
    ['another site, where the browser tells no more than the origin', { origin: 'http://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
  ])('refuses a form sent by a page of %s', async (_from, headers) => {
    const reply = await app.inject({ method: 'POST', url: '/api/imports', headers });
    expect(reply.json()).toMatchObject({ status: 403, type: 'origin-refused', place: 'origin' });
  });

  it.each([
    ['its own page', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1' }],
    [
      'its own page behind a proxy that changes the host',
      { 'sec-fetch-site': 'same-origin', origin: 'https://land.example' },
    ],
    ['its own page by plain HTTP', { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }],
    ['a program', {}],
  ])('lets a form of %s pass to the next check', async (_from, headers) => {
    const reply = await app.inject({ method: 'POST', url: '/api/imports', headers });
    expect(reply.json()).toMatchObject({ status: 415, type: 'media-type-unsupported', place: 'content-type' });
  });
});

describe('the page', () => {
  let folder: string;
  let pages: ReturnType<typeof fastify>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yg-client-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>map</title>');
    await writeFile(join(folder, 'assets', 'index-abc.js'), 'export {}');
    pages = fastify();
    await serveClient(pages as unknown as App, { folder });
  });
  afterAll(async () => {
    await pages.close();
    await rm(folder, { recursive: true, force: true });
  });
  const html = { accept: 'text/html,*/*' };

  it('answers its own addresses, and is asked for anew each time', async () => {
    for (const url of ['/', '/p/330681001003GB00001?year=2025']) {
      const reply = await pages.inject({ url, headers: html });
      expect([reply.statusCode, reply.headers['cache-control'], reply.body]).toEqual([
        200,
        'no-cache',
        '<!doctype html><title>map</title>',
      ]);
    }
  });

  it('answers HEAD as it answers GET, without the page', async () => {
    const reply = await pages.inject({ method: 'HEAD', url: '/p/330681001003GB00001', headers: html });
    expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
      200,
      'text/html; charset=utf-8',
      '',
    ]);
  });

  it('keeps its named files for good', async () => {
    const reply = await pages.inject('/assets/index-abc.js');
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/api/nothing', '/tiles/nothing', '/assets/gone.js'])('does not stand in for %s', async (url) => {
    const reply = await pages.inject({ url, headers: html });
    expect(reply.json()).toMatchObject({ status: 404, type: 'not-found' });
  });

  it('says in words that it is not built', async () => {
    const bare = fastify();
    await serveClient(bare as unknown as App, { folder: join(folder, 'nowhere') });
    const reply = await bare.inject({ url: '/', headers: html });
    expect([reply.statusCode, reply.body]).toEqual([503, expect.stringContaining('npm start')]);
  });
});
