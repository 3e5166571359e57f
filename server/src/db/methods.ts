import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from './database.ts';
import { selectRows } from './sql.ts';

/** Versions of the evaluation methods behind the classes of a year, as they are printed. */
export async function methodVersions(db: Connection, jurisdictionId: number, year: number): Promise<string[]> {
  const rows = await selectRows(
    db,
    z.object({ tier: z.string(), version: z.int() }),
    sql`
    SELECT tier, max(version) AS version FROM evaluation_methods
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} GROUP BY tier ORDER BY tier`,
  );
  return rows.map((row) => `${row.tier} v${row.version}`);
}
