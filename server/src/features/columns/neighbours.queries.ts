import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, withinTowns } from '../../db/sql.ts';
import { NEIGHBOUR_M } from '../../domain/neighbour.ts';
import type { Scope } from '../../domain/scope.ts';

const Pairs = z.object({ one: z.array(z.int()).nullable(), other: z.array(z.int()).nullable() });

/** Of latitude, rounded down so that no neighbour is missed. The reach is stretched as degrees of longitude shrink. */
const METRES_PER_DEGREE = 110_000;

/**
 * Pairs of parcels of a jurisdiction that lie beside each other, as id, id, id, id…: the smaller first, rising.
 * Measured on the screen geometry, which is longer than the ground by 1 / cos(latitude): the bound is stretched alike.
 */
export async function findNeighbours(db: Connection, scope: Scope, jurisdictionId: number): Promise<Int32Array> {
  const row = await selectRow(
    db,
    Pairs,
    sql`
    WITH reaching AS (
      SELECT id, geom, geom_3857, ${NEIGHBOUR_M}::float8 / cos(radians(ST_YMin(geom))) AS reach
      FROM parcels WHERE jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`jurisdiction_id`, sql`town_id`)}
    ),
    pairs AS (
      SELECT a.id AS one, b.id AS other
      FROM reaching a
      -- The fence leaves the spatial index as the only way in: without statistics every pair would be measured.
      CROSS JOIN LATERAL (
        SELECT id, jurisdiction_id, geom_3857 FROM parcels
        WHERE geom && ST_Expand(a.geom, a.reach / ${METRES_PER_DEGREE}::float8) OFFSET 0
      ) b
      WHERE b.id > a.id AND b.jurisdiction_id = ${jurisdictionId} AND ST_Distance(a.geom_3857, b.geom_3857) <= a.reach
    )
    SELECT array_agg(one ORDER BY one, other) AS one, array_agg(other ORDER BY one, other) AS other FROM pairs`,
  );
  const [one, other] = [row?.one ?? [], row?.other ?? []];
  const pairs = new Int32Array(one.length * 2);
  one.forEach((id, at) => {
    pairs[at * 2] = id;
    pairs[at * 2 + 1] = other[at] ?? id;
  });
  return pairs;
}
