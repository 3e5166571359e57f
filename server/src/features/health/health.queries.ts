import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';

const Versions = z.object({ postgresVersion: z.string(), postgisVersion: z.string() });

/** What the database says of itself. */
export async function findVersions(db: Connection): Promise<z.infer<typeof Versions>> {
  const found = await selectRow(
    db,
    Versions,
    sql`SELECT current_setting('server_version') AS "postgresVersion", PostGIS_Lib_Version() AS "postgisVersion"`,
  );
  if (!found) throw new Error('SELECT without FROM gave no row');
  return found;
}
