import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';

export type ImportServices = { readonly db: Database; readonly clock: () => Date };

/** Any number will do; it is the same in every process of this program. */
const LOCK_KEY = 4_113_201;
const held = new WeakSet<Database>();

/** How long an import that has been told as ended may still tidy up. */
const TIDYING_MS = 10_000;
const PAUSE_MS = 50;

/**
 * Lets one import at a time run on a database and gives back the release. A batch is told as ended before its import has
 * tidied up, so a lock that is held while no batch runs is waited for. Errors: `import-running`.
 */
export async function takeImportLock(db: Database): Promise<() => Promise<void>> {
  for (const until = Date.now() + TIDYING_MS; ; await wait(PAUSE_MS)) {
    const release = await tryLock(db);
    if (release) return release;
    if (Date.now() > until || (await isBatchRunning(db))) throw running();
  }
}

async function isBatchRunning(db: Database): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ isRunning: z.boolean() }),
    sql`SELECT EXISTS (SELECT FROM import_batches WHERE status = 'running') AS "isRunning"`,
  );
  return row?.isRunning === true;
}

/**
 * The release, or null where another holds the lock. On a server it belongs to a session, so a process that is killed lets
 * go of it; the embedded database has one process, where a mark in memory is enough.
 */
async function tryLock(db: Database): Promise<(() => Promise<void>) | null> {
  if (held.has(db)) return null;
  held.add(db);
  if (db.engine === 'embedded') return async () => void held.delete(db);
  const client = await db.pool.connect().catch((error: unknown) => {
    held.delete(db);
    throw error;
  });
  const release = async () => {
    held.delete(db);
    const broken = await client.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]).then(
      () => undefined,
      (error: Error) => error, // The lock ends with its session: a connection that cannot say so is not used again.
    );
    client.release(broken);
  };
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK_KEY]);
    if (rows[0]?.taken) return release;
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}

const running = (): Problem =>
  new Problem(
    'import-running',
    '另一次导入正在进行，请等它完成后再试。 Another import is running: wait until it has ended.',
  );
