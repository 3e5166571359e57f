import type { Connection, Database } from './database.ts';

/**
 * Reads several things as of one moment: what another process commits in between is not seen, so that figures, their
 * total and the revision printed beside them belong together. Keep it short: the embedded database serves nobody else meanwhile.
 */
export const inSnapshot = <Result>(db: Database, read: (db: Connection) => Promise<Result>): Promise<Result> =>
  db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });
