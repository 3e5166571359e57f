import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import fastify from 'fastify';
import { expect, inject, it } from 'vitest';
import { buildApp } from '../../server/src/app.ts';
import { connectServer } from '../../server/src/db/connect-server.ts';
import { TEST_NOW } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';

/** The address of the database under test with another database or port. A server that asks for no password is given one. */
function addressWith(change: Partial<Pick<URL, 'port' | 'pathname'>>): URL {
  const started = inject('database');
  if (started.engine !== 'server') throw new Error('This is asked of a server only.');
  const url = new URL(started.url);
  return Object.assign(url, { password: url.password || 'pa55-that-nobody-may-read', ...change });
}
const PASSWORD = decodeURIComponent(addressWith({}).password);

/** All that the server writes until it ends, where it cannot start. */
async function startOutput(databaseUrl: string, number: number): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const env = { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'trace', HOST: '127.0.0.1' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts'], {
    cwd: root,
    env: { ...env, PORT: String(20_000 + (process.pid % 20_000) + number) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  await once(child, 'close');
  return output;
}

it('the password of DATABASE_URL is in nothing that a start which fails writes, whatever is wrong with the address', async () => {
  const starts = [{ port: '1' }, { pathname: '/not-there' }].map((change, at) =>
    startOutput(addressWith(change).href, at),
  );
  for (const output of await Promise.all(starts)) {
    expect(output).toContain('DATABASE_URL');
    expect(output).not.toContain(PASSWORD);
  }
});

it('the password of DATABASE_URL is in no line of the most talkative log, nor in any reply, when the database fails', async () => {
  await (await testDatabase()).execute(sql`SELECT 1`);
  const db = await connectServer(addressWith({}).href);
  const lines: string[] = [];
  const log = fastify({ logger: { level: 'trace', stream: { write: (line) => void lines.push(line) } } }).log;
  const dataDir = await mkdtemp(join(tmpdir(), 'yg-secrets-'));
  const app = await buildApp({ db, clock: () => TEST_NOW, dataDir, access: 'loopback' }, log);
  const before = await app.inject({ url: '/api/jurisdictions' });
  await db.close();
  const after = await app.inject({ url: '/api/jurisdictions', headers: { authorization: `Bearer ${PASSWORD}` } });
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
  expect([before.statusCode, after.statusCode]).toEqual([200, 500]);
  expect(lines.join('')).toContain('unexpected failure');
  expect(`${lines.join('')}${after.body}`).not.toContain(PASSWORD);
});
