import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinScope } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/** Of latitude, rounded down so that no neighbour is missed. The reach is stretched as degrees of longitude shrink. */
const METRES_PER_DEGREE = 110_000;

const Ids = z.object({ ids: z.array(z.int()).nullable() });

/**
 * Parcels that were not among those given and lie within so many metres of one of them, rising. Distances are taken on the
 * screen geometry, which is longer than the ground by 1 / cos(latitude): every bound is stretched alike.
 */
export async function findBeside(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  { ids, withinM }: { readonly ids: readonly number[]; readonly withinM: number },
): Promise<number[]> {
  const row = await selectRow(
    db,
    Ids,
    sql`
    WITH given AS MATERIALIZED (
      SELECT p.id, p.geom, p.geom_3857, ${withinM}::float8 / cos(radians(ST_YMin(p.geom))) AS reach
      FROM unnest(${sql.param([...ids])}::int[]) AS g (id) JOIN parcels p ON p.id = g.id
      WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinScope(scope, sql`p.jurisdiction_id`)}
    ),
    beside AS (
      SELECT DISTINCT b.id FROM given a
      -- The fence leaves the spatial index as the only way in: without statistics every pair would be measured.
      CROSS JOIN LATERAL (
        SELECT id, jurisdiction_id, geom_3857 FROM parcels
        WHERE geom && ST_Expand(a.geom, a.reach / ${METRES_PER_DEGREE}::float8) OFFSET 0
      ) b
      WHERE b.jurisdiction_id = ${jurisdictionId} AND ST_DWithin(a.geom_3857, b.geom_3857, a.reach)
    )
    SELECT array_agg(id ORDER BY id) AS ids FROM beside WHERE id NOT IN (SELECT id FROM given)`,
  );
  return row?.ids ?? [];
}

const Shape = z.object({
  id: z.int(),
  outlineM: z.number(),
  controlShare: z.number(),
  shrinkRatio: z.number(),
  rings: z.string(),
});
export type ParcelShape = z.infer<typeof Shape>;

/**
 * Of each parcel the length of its outline, what share of it lies inside the industrial control line, and its outline on
 * the screen as GeoJSON with what a length there has to be multiplied by; by id.
 */
export function findShapes(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  ids: readonly number[],
): Promise<ParcelShape[]> {
  return selectRows(
    db,
    Shape,
    sql`
    SELECT p.id, (ST_Perimeter(p.geom_3857) * cos(radians(ST_YMin(p.geom))))::float8 AS "outlineM",
      cos(radians(ST_YMin(p.geom)))::float8 AS "shrinkRatio", ST_AsGeoJSON(p.geom_3857, 2) AS rings,
      COALESCE((
        SELECT sum(CASE WHEN ST_Covers(c.geom, p.geom) THEN 1
          ELSE ST_Area(ST_Intersection(c.geom, p.geom, 1e-9)) / ST_Area(p.geom) END)
        FROM constraint_features c
        WHERE c.layer = 'control-line' AND c.jurisdiction_id = ${jurisdictionId} AND ST_Intersects(c.geom, p.geom)
      ), 0)::float8 AS "controlShare"
    FROM unnest(${sql.param([...ids])}::int[]) AS g (id) JOIN parcels p ON p.id = g.id
    WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinScope(scope, sql`p.jurisdiction_id`)}
    ORDER BY p.id`,
  );
}

const Pairs = z.object({
  one: z.array(z.int()).nullable(),
  other: z.array(z.int()).nullable(),
  distanceM: z.array(z.number()).nullable(),
});
export type ParcelPair = { readonly oneId: number; readonly otherId: number; readonly distanceM: number };

/** Pairs of the given parcels that lie within so many metres of each other, the smaller id first, rising. */
export async function findPairs(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  { ids, withinM }: { readonly ids: readonly number[]; readonly withinM: number },
): Promise<ParcelPair[]> {
  const row = await selectRow(
    db,
    Pairs,
    sql`
    WITH given AS MATERIALIZED (
      SELECT p.id, p.geom, p.geom_3857, cos(radians(ST_YMin(p.geom))) AS shrink
      FROM unnest(${sql.param([...ids])}::int[]) AS g (id) JOIN parcels p ON p.id = g.id
      WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinScope(scope, sql`p.jurisdiction_id`)}
    ),
    pairs AS (
      SELECT a.id AS one, b.id AS other, ST_Distance(a.geom_3857, b.geom_3857) * a.shrink AS distance_m
      FROM given a CROSS JOIN LATERAL (
        SELECT id, geom_3857 FROM parcels
        WHERE geom && ST_Expand(a.geom, ${withinM}::float8 / a.shrink / ${METRES_PER_DEGREE}::float8) OFFSET 0
      ) b
      WHERE b.id > a.id AND ST_DWithin(a.geom_3857, b.geom_3857, ${withinM}::float8 / a.shrink)
    )
    SELECT array_agg(one ORDER BY one, other) AS one, array_agg(other ORDER BY one, other) AS other,
      array_agg(distance_m::float8 ORDER BY one, other) AS "distanceM"
    FROM pairs`,
  );
  const [others, distances] = [row?.other ?? [], row?.distanceM ?? []];
  // Sorted out here: asked inside, the planner goes through the whole list for every pair.
  const given = new Set(ids);
  return (row?.one ?? [])
    .map((oneId, at) => ({ oneId, otherId: others[at] ?? oneId, distanceM: distances[at] ?? 0 }))
    .filter(({ otherId }) => given.has(otherId));
}
