import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';

type Engine = 'embedded' | 'server';

/** What a query needs: the database itself or an open transaction of it. */
export type Connection = Pick<NodePgDatabase, 'execute'>;

/**
 * The one database of a process. Both engines speak through `pg`; they differ in the functions that take `engine`
 * (bulk load, tile encoding, backup) and nowhere else.
 */
export type Database = NodePgDatabase & {
  readonly engine: Engine;
  readonly pool: pg.Pool;
  /** Closes the pool and, where it is embedded, the database itself. */
  readonly close: () => Promise<void>;
};
