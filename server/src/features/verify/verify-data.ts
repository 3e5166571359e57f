import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';
import { verifyLand } from './verify-land.ts';

/** A claim, how often it does not hold, and, where that can be said in words, where. */
export type Check = { readonly claim: string; readonly exceptions: number; readonly where: readonly string[] };

/** What must hold of any database at rest, each with a query that counts its exceptions. */
const CLAIMS: readonly { claim: string; exceptions: SQL }[] = [
  {
    claim: 'Every parcel has a valid outline that is not empty',
    exceptions: sql`SELECT count(*)::int AS n FROM parcels WHERE NOT ST_IsValid(geom) OR ST_IsEmpty(geom)`,
  },
  {
    claim: 'Every parcel, town and park lies in one jurisdiction',
    exceptions: sql`
      SELECT count(*)::int AS n
      FROM parcels p LEFT JOIN towns t ON t.id = p.town_id LEFT JOIN parks k ON k.id = p.park_id
      WHERE t.jurisdiction_id <> p.jurisdiction_id OR k.jurisdiction_id <> p.jurisdiction_id`,
  },
  {
    claim: 'Every parcel has been assessed',
    exceptions: sql`
      SELECT count(*)::int AS n FROM parcels p WHERE NOT EXISTS (SELECT FROM parcel_years y WHERE y.parcel_id = p.id)`,
  },
  {
    claim: 'Every class of a parcel is the class of an evaluation of that year',
    exceptions: sql`
      SELECT count(*)::int AS n FROM parcel_years y
      WHERE y.class IS NOT NULL AND NOT EXISTS (
        SELECT FROM evaluations e JOIN occupancies o ON o.enterprise_id = e.enterprise_id
        WHERE o.parcel_id = y.parcel_id AND e.year = y.year AND e.class = y.class)`,
  },
  {
    claim: 'The findings that maps and totals read are the findings that were kept with their values',
    exceptions: sql`
      WITH kept AS (
        SELECT parcel_id, year, array_agg(DISTINCT kind ORDER BY kind) AS kinds FROM findings GROUP BY parcel_id, year
      )
      SELECT count(*)::int AS n
      FROM parcel_years y FULL JOIN kept k ON k.parcel_id = y.parcel_id AND k.year = y.year
      WHERE y.parcel_id IS NULL
        OR NOT (y.finding_kinds @> COALESCE(k.kinds, '{}') AND y.finding_kinds <@ COALESCE(k.kinds, '{}'))`,
  },
  {
    claim: 'Every finding is of a parcel that is there, and no kind is both found on a parcel and left open',
    exceptions: sql`
      SELECT (SELECT count(*) FROM findings n WHERE NOT EXISTS (SELECT FROM parcels p WHERE p.id = n.parcel_id))::int
        + (SELECT count(*) FROM parcel_years WHERE finding_kinds && unknown_kinds)::int AS n`,
  },
  {
    claim: 'No parcel is both found and pending',
    exceptions: sql`
      SELECT count(*)::int AS n FROM parcel_years
      WHERE is_pending AND finding_kinds && ARRAY['low-efficiency', 'suspected-idle']`,
  },
  {
    claim: 'The overview of each year and zoom counts each parcel once, with its area',
    exceptions: sql`
      WITH land AS (
        SELECT year, count(*) AS parcels, sum(counted_mu_hundredths) AS mu FROM parcel_years GROUP BY year
      ), cells AS (
        SELECT year, zoom, sum(parcels) AS parcels, sum(mu_hundredths) AS mu FROM overview_cells GROUP BY year, zoom
      )
      SELECT count(*)::int AS n FROM cells JOIN land USING (year)
      WHERE cells.parcels <> land.parcels OR cells.mu <> land.mu`,
  },
  {
    claim: 'The map draws each parcel that was assessed, as it lies and as it was classed, and no other',
    exceptions: sql`
      WITH said AS (
        SELECT parcel_id, array_agg(year ORDER BY year) AS years, array_agg(class ORDER BY year) AS classes
        FROM parcel_years GROUP BY parcel_id
      )
      SELECT count(*)::int AS n
      FROM said s FULL JOIN map_parcels m ON m.parcel_id = s.parcel_id LEFT JOIN parcels p ON p.id = m.parcel_id
      WHERE s.parcel_id IS NULL OR m.shape IS DISTINCT FROM p.geom_3857
        OR (m.years, m.classes) IS DISTINCT FROM (s.years, s.classes)`,
  },
  {
    claim: 'Every evaluation is of an enterprise and by a method that are there',
    exceptions: sql`
      SELECT count(*)::int AS n
      FROM evaluations v LEFT JOIN enterprises e ON e.id = v.enterprise_id LEFT JOIN evaluation_methods m ON m.id = v.method_id
      WHERE e.id IS NULL OR m.id IS NULL`,
  },
  {
    claim: 'No import is left half-way',
    exceptions: sql`SELECT count(*)::int AS n FROM import_batches WHERE status = 'running'`,
  },
];

/** Checks the claims one after another, and then every total and every parcel of the columns against the tables. */
export async function verifyData(db: Database): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { claim, exceptions } of CLAIMS) {
    const row = await selectRow(db, z.object({ n: z.int() }), exceptions);
    checks.push({ claim, exceptions: row?.n ?? 0, where: [] });
  }
  const { totals, parcels } = await verifyLand(db);
  return [
    ...checks,
    { claim: 'Every total made of columns is the one that SQL makes', exceptions: totals.length, where: totals },
    { claim: 'Columns say of every parcel what the tables say', exceptions: parcels.length, where: parcels },
  ];
}
