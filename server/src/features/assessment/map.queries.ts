import { sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import { FINDING_KINDS } from '../../domain/finding.ts';
import { markOf, PENDING_MARK } from '../../domain/map-mark.ts';

/** Brings the map's rows of a jurisdiction up to its judged years. Rows that stay as they are are not touched. */
export async function renewMap(db: Connection, jurisdictionId: number): Promise<void> {
  const found = FINDING_KINDS.map(
    (kind) => sql`CASE WHEN ${kind}::text = ANY (finding_kinds) THEN ${markOf(kind)}::int ELSE 0 END`,
  );
  await db.execute(sql`
    CREATE TEMP TABLE marked (parcel_id integer PRIMARY KEY, years integer[], classes text[], marks integer[]) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO marked
    WITH years AS (
      SELECT parcel_id, year, class, CASE WHEN is_pending THEN ${PENDING_MARK}::int ELSE 0 END
        + CASE WHEN finding_kinds = '{}' THEN 0 ELSE ${sql.join(found, sql` + `)} END AS mark
      FROM parcel_years WHERE jurisdiction_id = ${jurisdictionId}
    )
    SELECT parcel_id, array_agg(year ORDER BY year), array_agg(class ORDER BY year), array_agg(mark ORDER BY year)
    FROM years GROUP BY parcel_id`);
  await db.execute(sql`ANALYZE marked (parcel_id)`);
  // A table that was counted while it was empty is taken for empty however much it has grown, and read whole for every row.
  await db.execute(sql`ANALYZE map_parcels (parcel_id)`);
  await db.execute(sql`
    UPDATE map_parcels m
    SET town_id = p.town_id, park_id = p.park_id, years = n.years, classes = n.classes, marks = n.marks
    FROM marked n JOIN parcels p ON p.id = n.parcel_id
    WHERE m.parcel_id = n.parcel_id
      AND (m.town_id, m.park_id, m.years, m.classes, m.marks) IS DISTINCT FROM (p.town_id, p.park_id, n.years, n.classes, n.marks)`);
  await db.execute(sql`
    INSERT INTO map_parcels (parcel_id, jurisdiction_id, town_id, park_id, years, classes, marks, shape)
    SELECT p.id, p.jurisdiction_id, p.town_id, p.park_id, n.years, n.classes, n.marks, p.geom_3857
    FROM marked n JOIN parcels p ON p.id = n.parcel_id
    WHERE NOT EXISTS (SELECT FROM map_parcels m WHERE m.parcel_id = n.parcel_id)
    ORDER BY p.geom_3857`);
  await db.execute(sql`DROP TABLE marked`);
}
