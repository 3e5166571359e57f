import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { BoundaryUnion, CrsSuggestion } from '../../contract/boundary-file.ts';
import { Boundary } from '../../contract/zone.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { CGCS2000_SRID } from '../../domain/import-place.ts';
import type { LikelySystem } from '../../domain/likely-systems.ts';

const Home = z.object({ outline: Boundary.nullable(), longitude: z.number().nullable() });

/** Tolerance of the outline that a preview draws, degrees: about 200 m. */
const OUTLINE_DEGREES = 0.002;

/** The jurisdiction's outline for a preview, and the longitude of its middle: of the outline, else of towns or parcels. */
export async function findHome(db: Connection, jurisdictionId: number): Promise<z.infer<typeof Home>> {
  const row = await selectRow(
    db,
    Home,
    sql`
    WITH known AS (
      SELECT ST_Extent(geom)::geometry AS box FROM (
        SELECT geom FROM jurisdictions WHERE id = ${jurisdictionId}
        UNION ALL SELECT geom FROM towns WHERE jurisdiction_id = ${jurisdictionId}
        UNION ALL SELECT geom FROM parcels WHERE jurisdiction_id = ${jurisdictionId}
      ) places
    )
    SELECT ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(j.geom, ${OUTLINE_DEGREES}::float8)), 6, 0)::jsonb AS outline,
      ST_X(ST_Centroid(known.box)) AS longitude
    FROM jurisdictions j, known WHERE j.id = ${jurisdictionId}`,
  );
  return row ?? { outline: null, longitude: null };
}

/** Where a point would lie in each system, and how far from the middle of the jurisdiction; the nearest first. */
export function placeInSystems(
  db: Connection,
  jurisdictionId: number,
  [x, y]: readonly [number, number],
  systems: readonly LikelySystem[],
): Promise<CrsSuggestion[]> {
  return selectRows(
    db,
    CrsSuggestion,
    sql`
    WITH home AS (
      SELECT ST_Centroid(ST_Extent(geom)::geometry) AS middle FROM (
        SELECT geom FROM jurisdictions WHERE id = ${jurisdictionId}
        UNION ALL SELECT geom FROM towns WHERE jurisdiction_id = ${jurisdictionId}
        UNION ALL SELECT geom FROM parcels WHERE jurisdiction_id = ${jurisdictionId}
      ) places
    ), placed AS (
      SELECT srid, name, ST_Transform(ST_SetSRID(ST_MakePoint(${x}::float8, ${y}::float8), srid), ${CGCS2000_SRID}::int) AS spot
      FROM unnest(${sql.param(systems.map((each) => each.srid))}::int[], ${sql.param(systems.map((each) => each.name))}::text[]) AS given (srid, name)
    )
    SELECT 'EPSG:' || srid AS crs, name, round(ST_X(spot)::numeric, 5)::float8 AS longitude, round(ST_Y(spot)::numeric, 5)::float8 AS latitude,
      round((ST_Distance(ST_SetSRID(spot, 4326)::geography, ST_SetSRID(home.middle, 4326)::geography) / 1000)::numeric, 1)::float8 AS "distanceKm"
    FROM placed, home ORDER BY "distanceKm", srid`,
  );
}

const Judged = z.object({
  at: z.int(),
  positions: z.int(),
  muHundredths: z.int(),
  boundary: Boundary.nullable(),
  preview: Boundary.nullable(),
  isInside: z.boolean(),
  outsideMuHundredths: z.int(),
  fault: z.string().nullable(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  muHundredthsBefore: z.int(),
});
export type Judged = z.infer<typeof Judged>;

/** More positions than this are drawn simplified, to about 5 m. */
const DRAWN_POSITIONS = 2000;
const DRAWN_DEGREES = 0.00005;
/** A tenth of a millimetre: rounding to it keeps the engines' geometry library from stopping at hair-thin crossings. */
const GRID_DEGREES = 1e-9;

const muOf = (areaM2: SQL): SQL => sql`floor(${areaM2} * 15 / 100 + 0.5)::float8`;
const drawnOf = (ground: SQL): SQL => sql`
  CASE WHEN ST_NPoints(${ground}) > ${DRAWN_POSITIONS}::int
    THEN ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(${ground}, ${DRAWN_DEGREES}::float8)), 6, 0)::jsonb END`;
const muOutside = (ground: SQL, home: SQL): SQL => sql`
  CASE WHEN ${home} IS NULL OR ST_CoveredBy(${ground}, ${home}) THEN 0
    ELSE ${muOf(sql`ST_Area(ST_Difference(${ground}, ${home}, ${GRID_DEGREES}::float8)::geography)`)} END`;

/** Each shape in CGCS2000, made valid, measured, and set against the jurisdiction. `boundary` is null where no area is left. */
export function judgeShapes(db: Connection, jurisdictionId: number, hexes: readonly string[]): Promise<Judged[]> {
  return selectRows(
    db,
    Judged,
    sql`
    WITH given AS MATERIALIZED (
      SELECT at::int, CASE WHEN ST_SRID(geom) = ${CGCS2000_SRID}::int THEN geom ELSE ST_Transform(geom, ${CGCS2000_SRID}::int) END AS geom
      FROM (SELECT at, hex::geometry AS geom FROM unnest(${sql.param([...hexes])}::text[]) WITH ORDINALITY AS shapes (hex, at)) read
    ), judged AS MATERIALIZED (
      SELECT at, geom, ST_IsValid(geom) AS is_valid,
        CASE WHEN ST_IsValid(geom) THEN geom ELSE ST_Multi(ST_CollectionExtract(ST_MakeValid(geom), 3)) END AS sound
      FROM given
    ), measured AS MATERIALIZED (
      SELECT j.*, d.reason, d.location, ST_Area(j.sound::geography) AS area_m2, home.geom AS home,
        home.geom IS NULL OR ST_Intersects(j.sound, home.geom) AS is_inside
      FROM judged j
      CROSS JOIN (SELECT geom FROM jurisdictions WHERE id = ${jurisdictionId}) home
      LEFT JOIN LATERAL ST_IsValidDetail(j.geom) d ON NOT j.is_valid
    )
    SELECT at, ST_NPoints(sound) AS positions, ${muOf(sql`area_m2`)} AS "muHundredths",
      CASE WHEN area_m2 > 0 THEN ST_AsGeoJSON(sound, 9, 0)::jsonb END AS boundary,
      CASE WHEN area_m2 > 0 THEN ${drawnOf(sql`sound`)} END AS preview,
      is_inside AS "isInside",
      CASE WHEN is_inside THEN ${muOutside(sql`sound`, sql`home`)} ELSE 0 END AS "outsideMuHundredths",
      reason AS fault, ST_X(location) AS longitude, ST_Y(location) AS latitude,
      ${muOf(sql`ST_Area(geom::geography)`)} AS "muHundredthsBefore"
    FROM measured ORDER BY at`,
  );
}

const UnionRow = BoundaryUnion.omit({ areas: true }).extend({ boundary: Boundary.nullable() });

/** Areas in CGCS2000 as one ground, what they share counted once. `boundary` is null where no area is left. */
export async function uniteBoundaries(
  db: Connection,
  jurisdictionId: number,
  boundaries: readonly Boundary[],
): Promise<z.infer<typeof UnionRow>> {
  const row = await selectRow(
    db,
    UnionRow,
    sql`
    WITH given AS MATERIALIZED (
      SELECT ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(area), ${CGCS2000_SRID}::int)), 3) AS geom
      FROM unnest(${sql.param(boundaries.map((each) => JSON.stringify(each)))}::text[]) AS areas (area)
    ), united AS MATERIALIZED (
      SELECT ST_Multi(ST_CollectionExtract(ST_Union(geom, ${GRID_DEGREES}::float8), 3)) AS ground, sum(ST_Area(geom::geography)) AS areas_m2
      FROM given
    ), measured AS MATERIALIZED (SELECT *, ST_Area(ground::geography) AS area_m2 FROM united)
    SELECT CASE WHEN area_m2 > 0 THEN ST_AsGeoJSON(ground, 9, 0)::jsonb END AS boundary,
      CASE WHEN area_m2 > 0 THEN ${drawnOf(sql`ground`)} END AS preview,
      ST_NumGeometries(ground) AS pieces, ST_NPoints(ground) AS positions, ${muOf(sql`area_m2`)} AS "muHundredths",
      ${muOf(sql`greatest(areas_m2 - area_m2, 0)`)} AS "overlapMuHundredths",
      ${muOutside(sql`ground`, sql`j.geom`)} AS "outsideMuHundredths"
    FROM measured CROSS JOIN jurisdictions j WHERE j.id = ${jurisdictionId}`,
  );
  if (!row) throw new Error(`Jurisdiction ${jurisdictionId} is gone`);
  return row;
}
