import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/** Of latitude, rounded down so that no neighbour is missed. The reach is stretched as degrees of longitude shrink. */
const METRES_PER_DEGREE = 110_000;
/** Outlines of more points are cut into parts: to measure from a whole street network to each lot along it takes minutes. */
const COMPLEX_POINTS = 512;
const PART_POINTS = 128;

type Reach = { readonly ids: readonly number[]; readonly withinM: number };

/**
 * The parcels given, whole or as parts where they are complex, each with how far it reaches on the screen; and the parts of
 * every complex parcel that may lie within reach. Distances are taken on the screen geometry, which is longer than the
 * ground by 1 / cos(latitude): every bound is stretched alike.
 */
const partsWithin = (scope: Scope, jurisdictionId: number, { ids, withinM }: Reach): SQL => sql`
  given AS MATERIALIZED (
    SELECT p.id, p.geom, p.geom_3857, cos(radians(ST_YMin(p.geom))) AS shrink, ST_NPoints(p.geom) > ${COMPLEX_POINTS} AS is_complex
    FROM unnest(${sql.param([...ids])}::int[]) AS g (id) JOIN parcels p ON p.id = g.id
    WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
  ),
  complex AS MATERIALIZED (
    SELECT row_number() OVER () AS number, p.id, d.part, ST_Transform(ST_SetSRID(d.part, 4326), 3857) AS part_3857
    FROM (SELECT ST_Expand(ST_Extent(geom), ${withinM}::float8 / ${METRES_PER_DEGREE}::float8 / min(shrink))::geometry AS box FROM given) e
    JOIN parcels p ON p.geom && ST_SetSRID(e.box, 4490)
    CROSS JOIN LATERAL ST_Subdivide(p.geom, ${PART_POINTS}::int) AS d (part)
    WHERE p.jurisdiction_id = ${jurisdictionId} AND ST_NPoints(p.geom) > ${COMPLEX_POINTS}
  ),
  boxes AS MATERIALIZED (SELECT number, id, ST_Envelope(part) AS box FROM complex),
  parts AS MATERIALIZED (
    SELECT *, ST_Expand(ST_Envelope(part), reach / ${METRES_PER_DEGREE}::float8) AS reach_box
    FROM (
      SELECT id, geom AS part, geom_3857 AS part_3857, shrink, ${withinM}::float8 / shrink AS reach, FALSE AS is_complex
      FROM given WHERE NOT is_complex
      UNION ALL
      SELECT c.id, c.part, c.part_3857, g.shrink, ${withinM}::float8 / g.shrink, TRUE FROM complex c JOIN given g ON g.id = c.id
    ) p
  )`;

/** What is not complex near `parts a`. The fence leaves the spatial index as the only way in: without statistics every pair would be measured. */
const SIMPLE_NEAR = sql`
  SELECT id, jurisdiction_id, geom_3857 FROM parcels
  WHERE geom && a.reach_box AND id <> ALL (COALESCE((SELECT array_agg(DISTINCT id) FROM boxes), '{}')) OFFSET 0`;

/** What is complex near `parts a`: boxes are gone through first, since parts are long to read. */
const COMPLEX_NEAR = sql`boxes x ON x.box && a.reach_box JOIN complex c ON c.number = x.number`;

const Ids = z.object({ ids: z.array(z.int()).nullable() });

/** Parcels that were not among those given and lie within so many metres of one of them, rising. */
export async function findBeside(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  reach: Reach,
): Promise<number[]> {
  const row = await selectRow(
    db,
    Ids,
    sql`
    WITH ${partsWithin(scope, jurisdictionId, reach)},
    beside AS (
      SELECT b.id FROM parts a CROSS JOIN LATERAL (${SIMPLE_NEAR}) b
      WHERE b.jurisdiction_id = ${jurisdictionId} AND ST_DWithin(a.part_3857, b.geom_3857, a.reach)
      UNION
      SELECT c.id FROM parts a JOIN ${COMPLEX_NEAR} AND ST_DWithin(a.part_3857, c.part_3857, a.reach)
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
    WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
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
  reach: Reach,
): Promise<ParcelPair[]> {
  const row = await selectRow(
    db,
    Pairs,
    sql`
    WITH ${partsWithin(scope, jurisdictionId, reach)},
    found AS (
      SELECT a.id AS one, b.id AS other, ST_Distance(a.part_3857, b.geom_3857) * a.shrink AS distance_m
      FROM parts a CROSS JOIN LATERAL (${SIMPLE_NEAR}) b
      WHERE NOT a.is_complex AND b.id > a.id AND ST_DWithin(a.part_3857, b.geom_3857, a.reach)
      UNION ALL
      SELECT a.id, c.id, ST_Distance(a.part_3857, c.part_3857) * a.shrink
      FROM parts a JOIN ${COMPLEX_NEAR} AND c.id <> a.id AND ST_DWithin(a.part_3857, c.part_3857, a.reach)
    ),
    pairs AS (
      SELECT LEAST(one, other) AS one, GREATEST(one, other) AS other, min(distance_m) AS distance_m FROM found GROUP BY 1, 2
    )
    SELECT array_agg(one ORDER BY one, other) AS one, array_agg(other ORDER BY one, other) AS other,
      array_agg(distance_m::float8 ORDER BY one, other) AS "distanceM"
    FROM pairs`,
  );
  const [others, distances] = [row?.other ?? [], row?.distanceM ?? []];
  // Sorted out here: asked inside, the planner goes through the whole list for every pair.
  const given = new Set(reach.ids);
  return (row?.one ?? [])
    .map((oneId, at) => ({ oneId, otherId: others[at] ?? oneId, distanceM: distances[at] ?? 0 }))
    .filter(({ oneId, otherId }) => given.has(oneId) && given.has(otherId));
}

const Occupant = z.object({ parcelId: z.int(), enterpriseId: z.int() });

/** Which enterprises stand on parcels in a year. */
export function findOccupants(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  { ids, year }: { readonly ids: readonly number[]; readonly year: number },
): Promise<z.infer<typeof Occupant>[]> {
  return selectRows(
    db,
    Occupant,
    sql`
    SELECT DISTINCT o.parcel_id AS "parcelId", o.enterprise_id AS "enterpriseId"
    FROM occupancies o JOIN parcels p ON p.id = o.parcel_id
    WHERE o.parcel_id = ANY (${sql.param([...ids])}::int[]) AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
      AND p.jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
    ORDER BY 1, 2`,
  );
}
