import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleError } from '../../../server/src/http/errors.ts';
import type { App } from '../../../server/src/http/services.ts';
import { serveClient } from '../../../server/src/http/static-client.ts';

const BUILT =
  '<meta property="csp-nonce" nonce="NONCE-OF-THIS-REPLY"><script nonce="NONCE-OF-THIS-REPLY" src="/assets/a.js"></script>';

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), BUILT);
  await writeFile(join(folder, 'assets', 'a.js'), '1');
  app = fastify();
  app.setErrorHandler(handleError);
  await serveClient(app as unknown as App, { folder });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { accept: 'text/html', ...headers } });

describe('the page', () => {
  it.each(['/', '/index.html', '/p/330681001001GB00001', '/s/1?year=2025'])(
    'at %s permits by a nonce of this reply, and by nothing a stranger could know, what styles it puts in',
    async (url) => {
      const [one, other] = [await ask(url), await ask(url)];
      const nonces = [one, other].map(({ body }) => /meta property="csp-nonce" nonce="([^"]+)"/.exec(body)?.[1] ?? '');
      expect(new Set(nonces).size).toBe(2);
      for (const [index, { headers, body, statusCode }] of [one, other].entries()) {
        const nonce = nonces[index] ?? '';
        expect([statusCode, Buffer.from(nonce, 'base64').length]).toEqual([200, 16]);
        expect(body).toBe(BUILT.replaceAll('NONCE-OF-THIS-REPLY', nonce));
        const policy = String(headers['content-security-policy']).split('; ');
        expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(policy).toContain("script-src 'self'");
        expect(policy.join()).not.toContain('unsafe');
      }
    },
  );

  it('is asked for anew each time, so that no page is ever kept with the nonce of another', async () => {
    const { headers } = await ask('/');
    expect([headers['cache-control'], headers.etag, headers['last-modified']]).toEqual([
      'no-cache',
      undefined,
      undefined,
    ]);
    const since = await ask('/', { 'if-none-match': '*', 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' });
    expect(since.statusCode).toBe(200);
  });

  it('has files that are kept for good under names of their content', async () => {
    const { headers, statusCode } = await ask('/assets/a.js');
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it('is built with the word that the server looks for', async () => {
    const settings = await readFile(new URL('../../../client/vite.config.ts', import.meta.url), 'utf8');
    expect(settings).toContain("cspNonce: 'NONCE-OF-THIS-REPLY'");
  });
});
