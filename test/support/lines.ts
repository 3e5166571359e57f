import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { selectRows } from '../../server/src/db/sql.ts';

const Row = z.object({ line: z.string() });

/** What a query answers in its one column of text, `line`. */
export const lines = async (db: Database, query: SQL): Promise<string[]> =>
  (await selectRows(db, Row, query)).map(({ line }) => line);
