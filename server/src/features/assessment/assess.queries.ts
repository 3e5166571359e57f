import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRows } from '../../db/sql.ts';

/** Ids of the jurisdictions asked for that exist, rising. */
export async function findJurisdictionIds(db: Connection, wanted: 'all' | readonly number[]): Promise<number[]> {
  const within = wanted === 'all' ? sql`TRUE` : sql`id = ANY (${sql.param([...wanted])}::int[])`;
  const rows = await selectRows(
    db,
    z.object({ id: z.int() }),
    sql`SELECT id FROM jurisdictions WHERE ${within} ORDER BY id`,
  );
  return rows.map((row) => row.id);
}

/** Years for which enterprises of the jurisdiction reported something, rising. */
export async function findIndicatorYears(db: Connection, jurisdictionId: number): Promise<number[]> {
  const rows = await selectRows(
    db,
    z.object({ year: z.int() }),
    sql`
    SELECT DISTINCT i.year FROM indicators i JOIN enterprises e ON e.id = i.enterprise_id
    WHERE e.jurisdiction_id = ${jurisdictionId} ORDER BY i.year`,
  );
  return rows.map((row) => row.year);
}

/** Lets no other assessment in until the transaction ends. */
export async function holdAssessment(db: Connection): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('assessment'))`);
}

/** Takes away what an earlier assessment said of the jurisdiction, but for the years to keep. */
export async function clearAssessment(
  db: Connection,
  jurisdictionId: number,
  keptYears: readonly number[],
): Promise<void> {
  const kept = sql`${sql.param([...keptYears])}::int[]`;
  await db.execute(sql`
    DELETE FROM findings n USING parcels p WHERE p.id = n.parcel_id AND p.jurisdiction_id = ${jurisdictionId} AND n.year <> ALL (${kept})`);
  await db.execute(sql`DELETE FROM parcel_years WHERE jurisdiction_id = ${jurisdictionId} AND year <> ALL (${kept})`);
  await db.execute(sql`DELETE FROM overview_cells WHERE jurisdiction_id = ${jurisdictionId} AND year <> ALL (${kept})`);
  // The classes of a closed year stay, whatever becomes known of it later.
  const closed = sql`ARRAY(SELECT year FROM closed_years WHERE jurisdiction_id = ${jurisdictionId})`;
  await db.execute(sql`
    DELETE FROM evaluated_tiers WHERE jurisdiction_id = ${jurisdictionId} AND year <> ALL (${kept}) AND year <> ALL (${closed})`);
  await db.execute(sql`
    DELETE FROM evaluations v USING enterprises e
    WHERE e.id = v.enterprise_id AND e.jurisdiction_id = ${jurisdictionId} AND v.year <> ALL (${kept}) AND v.year <> ALL (${closed})`);
}

/** Tells the planner of the facts as they are now. The embedded database never does so of itself, and a fresh load has no statistics anywhere. */
export async function analyzeFacts(db: Connection): Promise<void> {
  await db.execute(sql`ANALYZE parcels, enterprises, occupancies, indicators`);
}

/** Gives back the room of the former assessment, whose rows were all replaced, and counts the new one for the planner. Not within a transaction. */
export async function tidyAssessment(db: Connection): Promise<void> {
  await db.execute(sql`VACUUM (ANALYZE) evaluations, parcel_years, findings, overview_cells, map_parcels`);
}
