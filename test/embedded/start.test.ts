import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../support/cluster-process.ts';
import { freePort } from '../support/postgres.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../server/src/cli.ts', import.meta.url));
let dataDir: string;
let taken: Server;
let port: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yg-start-'));
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  port = String((taken.address() as AddressInfo).port);
});
afterAll(async () => {
  taken.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the process refuses in words', () => {
  it('an address that other machines reach', async () => {
    const { code, errors } = await runScript(MAIN, ['--data-dir', dataDir], { HOST: '0.0.0.0' }).ended;
    expect([code, errors]).toEqual([1, expect.stringMatching(/^HOST=0\.0\.0\.0 would let other machines in/)]);
  });

  it('a port in use, naming another', async () => {
    const { code, errors } = await runScript(MAIN, ['--data-dir', dataDir], { PORT: port }).ended;
    expect([code, errors]).toEqual([
      1,
      `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${Number(port) + 1} npm start.\n`,
    ]);
  });

  it('an option that it does not know', async () => {
    const { code, errors } = await runScript(MAIN, ['--folder', dataDir]).ended;
    expect([code, errors]).toEqual([1, expect.stringContaining('--data-dir DIR only')]);
  });

  it('a database server that is not there, without its password', async () => {
    const url = `postgres://land:s3cret@127.0.0.1:1/parcels`;
    const { code, errors } = await runScript(CLI, ['verify'], { DATABASE_URL: url }).ended;
    expect([code, errors]).toEqual([
      1,
      expect.stringContaining('postgres://land@127.0.0.1:1/parcels of DATABASE_URL cannot be reached'),
    ]);
    expect(errors).not.toContain('s3cret');
  });

  it('a verb or an argument that it does not know, with the usage', async () => {
    const [verb, number] = await Promise.all([
      runScript(CLI, ['sow']).ended,
      runScript(CLI, ['seed', '--parcels', '-3']).ended,
    ]);
    expect([verb.code, verb.errors]).toEqual([2, expect.stringContaining('There is no verb "sow"')]);
    expect([number.code, number.errors]).toEqual([2, expect.stringContaining('seed [--parcels N] [--seed N]')]);
  });
});

describe('the process while its database does not answer', () => {
  it('listens and says what it waits for, and ends at once and well when it is told to', async () => {
    const silent = createTcpServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const DATABASE_URL = `postgres://land@127.0.0.1:${(silent.address() as AddressInfo).port}/parcels`;
    const server = runScript(MAIN, ['--data-dir', dataDir], { DATABASE_URL, PORT: String(await freePort()) });
    const address = /http:\S+/.exec(await server.line(/is starting at/))?.[0];
    const reply = await fetch(`${address}/api/health`);
    expect([reply.status, await reply.json()]).toMatchObject([503, { type: 'starting', phase: 'database' }]);
    const asked = Date.now();
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    silent.close();
  });
});
