import { createHash } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { z } from 'zod';
import type { Report } from '../domain/progress.ts';
import type { Database } from './database.ts';
import { lockFolder } from './lock.ts';
import { openPool } from './open-pool.ts';

/** A Unix socket's path has a fixed room in the kernel: 104 bytes on macOS, 108 on Linux, its ending included. */
const MAX_SOCKET_PATH_BYTES = 100;
const MAX_CLIENTS = 8;
const MAX_IDLE_IN_TRANSACTION_MS = 60_000;
const SOCKET_NAME = '.s.PGSQL.5432'; // The name the pg driver looks for in the folder it is given as host.

export type EmbeddedOptions = {
  /** The installation's folder: it holds the database, its lock and its socket. */
  readonly dataDir: string;
  readonly report?: Report;
  /** Called when the database's thread dies of itself: nothing can be answered any more. */
  readonly onLost?: (error: Error) => void;
  /** For tests: how long a client may hold a transaction still while others wait. */
  readonly maxIdleInTransactionMs?: number;
};

const WorkerMessage = z.object({ step: z.enum(['extensions', 'listening']) });

/**
 * Opens the embedded PostGIS in a worker thread and connects to it. The first start makes the cluster (about 15 s);
 * one that is cut off is noticed and made again, because nothing can have been stored in it yet.
 */
export async function connectEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { dataDir, report = () => undefined } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(dataDir);
  try {
    const folder = join(dataDir, 'database');
    const preparing = join(dataDir, 'preparing');
    if (await exists(preparing)) await rm(folder, { recursive: true, force: true });
    const isFirstStart = !(await exists(join(folder, 'PG_VERSION')));
    if (isFirstStart)
      await writeFile(
        preparing,
        'The database is being made for the first time. While this file is here, the folder beside it is made anew.\n',
      );
    report({ phase: 'database', done: 0, total: 100 });
    const socketFolder = await privateFolder(dataDir);
    const worker = await startWorker(folder, join(socketFolder, SOCKET_NAME), isFirstStart, options);
    await rm(preparing, { force: true });
    report({ phase: 'database', done: 100, total: 100 });
    return embeddedDatabase(socketFolder, async () => {
      await worker.stop();
      await rm(socketFolder, { recursive: true, force: true });
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A client of an embedded database that already runs; `stop` ends whatever the caller is responsible for. */
export function embeddedDatabase(socketFolder: string, stop: () => Promise<void> = async () => undefined): Database {
  const pool = openPool({
    host: socketFolder,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    max: MAX_CLIENTS,
    Client: ExtendedClient,
  });
  const close = async () => {
    await pool.end();
    await stop();
  };
  return Object.assign(drizzle(pool), { engine: 'embedded' as const, pool, close });
}

/**
 * Asks by the extended protocol even where a query has no parameters: only there does the embedded database show that
 * it broke a statement off (see embedded-reply.js).
 */
class ExtendedClient extends pg.Client {
  override query(...[config, ...rest]: never[]): never {
    return super.query(asExtended(config) as never, ...rest) as never;
  }
}

const asExtended = (config: unknown): unknown =>
  typeof config === 'object' && config !== null && 'text' in config ? { ...config, queryMode: 'extended' } : config;

/** A folder for the socket that only this user may enter: beside the data, or among temporary files where that path is too long. */
async function privateFolder(dataDir: string): Promise<string> {
  const beside = join(dataDir, 'run');
  const isShort = Buffer.byteLength(join(beside, SOCKET_NAME)) <= MAX_SOCKET_PATH_BYTES;
  const folder = isShort
    ? beside
    : join(tmpdir(), `yima-guandi-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
  await rm(folder, { recursive: true, force: true }); // Left by a process that was killed; the lock says that nobody uses it.
  await mkdir(folder, { mode: 0o700 });
  return folder;
}

type RunningWorker = { readonly stop: () => Promise<void> };

function startWorker(
  folder: string,
  socketPath: string,
  isFirstStart: boolean,
  options: EmbeddedOptions,
): Promise<RunningWorker> {
  const workerData = {
    folder,
    socketPath,
    isFirstStart,
    maxIdleInTransactionMs: options.maxIdleInTransactionMs ?? MAX_IDLE_IN_TRANSACTION_MS,
  };
  const worker = new Worker(new URL('./embedded-worker.js', import.meta.url), { workerData, execArgv: [] });
  let isListening = false;
  let isStopping = false;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const stop = async () => {
    isStopping = true;
    worker.postMessage('stop');
    await ended;
  };
  return new Promise((resolve, reject) => {
    const lose = (error: Error) => {
      if (!isListening) reject(new Error(`The embedded database in ${folder} could not be opened.`, { cause: error }));
      else if (!isStopping) options.onLost?.(error);
    };
    worker.on('error', lose);
    worker.once('exit', (code) => lose(new Error(`The thread of the embedded database ended with code ${code}.`)));
    worker.on('message', (message) => {
      if (WorkerMessage.parse(message).step === 'extensions')
        return options.report?.({ phase: 'database', done: 45, total: 100 });
      isListening = true;
      resolve({ stop });
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
