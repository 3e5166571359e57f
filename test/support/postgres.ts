import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of programs of the newest installed PostgreSQL that has PostGIS, or null. */
export function findPostgres(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const usable = versions.find((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`));
  if (usable) return join(DEBIAN, usable, 'bin');
  const config = spawnSync('pg_config', ['--bindir', '--sharedir'], { encoding: 'utf8' });
  const [bin, share] = config.status === 0 ? config.stdout.trim().split('\n') : [];
  return bin && share && existsSync(join(share, 'extension', 'postgis.control')) ? bin : null;
}

/** Starts a PostgreSQL that lives in a temporary folder and holds nothing worth keeping. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const bin = findPostgres();
  if (!bin)
    throw new Error(
      'No PostgreSQL with PostGIS is installed. On Debian: apt-get install postgresql-15-postgis-3. Or set TEST_DATABASE_URL.',
    );
  const folder = await mkdtemp(join(tmpdir(), 'yg-pg-'));
  const owner = serverUser();
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const init = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-N',
    ],
    { encoding: 'utf8', ...owner },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    jit: 'off',
  };
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { stdio: 'ignore', ...owner },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill('SIGINT'); // The fast shutdown: clients are sent away and nothing is waited for.
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await untilReady(url, () => server.exitCode !== null);
  return { url, stop };
}

/** PostgreSQL refuses to run as root: there it runs as the user of its package. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  return { uid: id('-u'), gid: id('-g') };
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port was given')),
      );
    });
  });
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (hasEnded()) throw new Error('The PostgreSQL of the tests ended while it was starting.');
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  throw new Error('The PostgreSQL of the tests did not answer within 30 seconds.');
}
