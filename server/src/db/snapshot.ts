import { sql } from 'drizzle-orm';
import type { Connection, Database } from './database.ts';

/**
 * Reads several things as of one moment: what another process commits in between is not seen, so that figures, their
 * total and the revision printed beside them belong together. Keep it short: the embedded database serves nobody else
 * meanwhile. On a server a statement that takes longer than `statementMs` is ended there too: `isTimedOut` tells.
 */
export const inSnapshot = <Result>(
  db: Database,
  read: (db: Connection) => Promise<Result>,
  { statementMs }: { readonly statementMs?: number } = {},
): Promise<Result> =>
  db.transaction(
    async (moment) => {
      if (statementMs !== undefined && db.engine === 'server')
        await moment.execute(sql`SELECT set_config('statement_timeout', ${String(statementMs)}, TRUE)`);
      return read(moment);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

/** SQLSTATE of a statement that was ended because it took too long. */
const CANCELLED = '57014';
/** What the geometry library says where it is ended in the midst of its work; it has no SQLSTATE of its own. */
const INTERRUPTED = 'InterruptedException';

/** Whether a statement took longer than it may. */
export const isTimedOut = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === CANCELLED) || error.message.includes(INTERRUPTED) || isTimedOut(error.cause));
