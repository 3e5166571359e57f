import { Problem } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';

export type ImportServices = { readonly db: Database; readonly clock: () => Date };

/** Any number will do; it is the same in every process of this program. */
const LOCK_KEY = 4_113_201;
const held = new WeakSet<Database>();

/**
 * Lets one import at a time run on a database and gives back the release. On a server the lock belongs to a session, so a
 * process that is killed lets go of it; the embedded database has one process, where a mark in memory is enough.
 * Errors: `import-running`.
 */
export async function takeImportLock(db: Database): Promise<() => Promise<void>> {
  if (held.has(db)) throw running();
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
  throw running();
}

const running = (): Problem =>
  new Problem(
    'import-running',
    '另一次导入正在进行，请等它完成后再试。 Another import is running: wait until it has ended.',
  );
