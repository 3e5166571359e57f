import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Boundary } from '../../contract/zone.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import { geometryOf, OVERLAY_GRID_DEGREES } from './zone-ground.queries.ts';

/** Decimals of a degree that give back the very coordinates that are stored. */
const EXACT_DIGITS = 15;
/** A bridge thinner than this is a trace of the arithmetic, m; and so far it reaches into what it joins. */
const THINNEST_BRIDGE_M = 0.2;
const BRIDGE_OVERLAP_M = 0.01;

/** Roughly, for grids. */
const METRES_PER_DEGREE = 100_000;

const asBoundary = (geometry: SQL): SQL => sql`ST_AsGeoJSON(${geometry}, ${EXACT_DIGITS}::int)::jsonb`;
const polygonsOf = (geometry: SQL): SQL => sql`ST_Multi(ST_CollectionExtract(${geometry}, 3))`;

/** Ground by its boundary, with its ellipsoidal area. */
const GroundRow = z.object({ boundary: Boundary, areaM2: z.number() });
type GroundRow = z.infer<typeof GroundRow>;

/** Ids that are parcels of the jurisdiction. */
export async function findKnownIds(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await selectRows(
    db,
    z.object({ id: z.int() }),
    sql`
    SELECT id FROM parcels
    WHERE id = ANY (${sql.param([...ids])}::int[]) AND jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`jurisdiction_id`, sql`town_id`)}
    ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

export type AskedUnion = {
  readonly jurisdictionId: number;
  readonly ids: readonly number[];
  readonly bridgeM: number;
  /** Grid of coordinates, degrees; -1: as they are, which the embedded database cannot always compute with */
  readonly gridDegrees: number;
};

/**
 * The ground of whole parcels. Gaps up to `bridgeM` wide are closed: the ground is widened by half of it and narrowed
 * again, and what that adds is cut from the land of every other parcel.
 */
export async function uniteParcels(db: Connection, asked: AskedUnion): Promise<GroundRow> {
  const { jurisdictionId, ids, bridgeM, gridDegrees } = asked;
  const grid = sql`${gridDegrees}::float8`;
  // In the plane coordinates are a hundred thousand times as large: no number holds them on a grid as fine as in degrees.
  const flatGrid = sql`${gridDegrees < 0 ? gridDegrees : gridDegrees * METRES_PER_DEGREE}::float8`;
  const widened = (geometry: SQL, byM: SQL): SQL => sql`ST_Buffer(${geometry}, ${byM}, 'join=mitre mitre_limit=2')`;
  const united = sql`SELECT ST_Union(geom, ${grid}) AS ground FROM parcels WHERE id = ANY (${sql.param([...ids])}::int[])`;
  // In the plane of EPSG:3857 a metre of the ground is 1 / cos(latitude) units long.
  const bridged = sql`
    WITH united AS MATERIALIZED (${united}), flat AS MATERIALIZED (
      SELECT ST_Transform(ST_SetSRID(ground, 4326), 3857) AS ground, 1 / cos(radians(ST_Y(ST_Centroid(ground)))) AS m FROM united
    ), gaps AS MATERIALIZED (
      SELECT m, ST_Difference(${widened(widened(sql`ground`, sql`${bridgeM / 2}::float8 * m`), sql`${-bridgeM / 2}::float8 * m`)}, ground, ${flatGrid}) AS gaps
      FROM flat
    ), bridges AS MATERIALIZED (
      SELECT ST_SetSRID(ST_Transform(${widened(
        widened(sql`gaps`, sql`${-THINNEST_BRIDGE_M / 2}::float8 * m`),
        sql`${THINNEST_BRIDGE_M / 2 + BRIDGE_OVERLAP_M}::float8 * m`,
      )}, 4326), 4490) AS bridges
      FROM gaps
    ), others AS MATERIALIZED (
      SELECT ST_Union(p.geom, ${grid}) AS geom FROM bridges b JOIN parcels p ON p.geom && b.bridges
      WHERE p.jurisdiction_id = ${jurisdictionId} AND p.id <> ALL (${sql.param([...ids])}::int[]) AND ST_Intersects(p.geom, b.bridges)
    )
    SELECT ST_Union(u.ground, COALESCE(ST_Difference(b.bridges, o.geom, ${grid}), b.bridges), ${grid}) AS ground
    FROM united u CROSS JOIN bridges b CROSS JOIN others o`;
  const row = await selectRow(
    db,
    GroundRow,
    sql`
    WITH found AS (${bridgeM > 0 ? bridged : united}), kept AS MATERIALIZED (SELECT ${polygonsOf(sql`ground`)} AS ground FROM found)
    SELECT ${asBoundary(sql`ground`)} AS boundary, ST_Area(ground::geography) AS "areaM2" FROM kept`,
  );
  if (!row) throw new Error('An aggregate gave no row');
  return row;
}

/** A widened line is drawn by few corners and so is narrower in its bends: this makes up for it. */
const WIDER = 1.1;

/**
 * Outlines of the parcels that lie within reach of a boundary's line, and perhaps of some a little farther off. The line is
 * widened, piece by piece, and parcels are held against that: to measure distances would take the points of both, multiplied.
 */
export async function findOutlinesNear(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  boundary: Boundary,
  reachDegrees: number,
): Promise<Boundary['coordinates']> {
  const rows = await selectRows(
    db,
    z.object({ boundary: Boundary }),
    sql`
    WITH line AS MATERIALIZED (SELECT ST_Subdivide(ST_Boundary(${geometryOf(boundary)}), 64) AS piece),
    reach AS MATERIALIZED (
      SELECT ST_Union(ST_Buffer(piece, ${reachDegrees * WIDER}::float8, 'quad_segs=2'), ${OVERLAY_GRID_DEGREES}::float8) AS ground FROM line
    )
    SELECT ${asBoundary(sql`p.geom`)} AS boundary FROM reach r JOIN parcels p ON p.geom && r.ground
    WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)} AND ST_Intersects(r.ground, p.geom)
    ORDER BY p.id`,
  );
  return rows.flatMap(({ boundary: { coordinates } }) => coordinates);
}

/** The boundary with whatever crosses in it mended, and its area. */
export async function mendBoundary(db: Connection, boundary: Boundary): Promise<GroundRow> {
  const row = await selectRow(
    db,
    GroundRow,
    sql`
    WITH drawn AS MATERIALIZED (SELECT ${geometryOf(boundary)} AS zone), mended AS MATERIALIZED (
      SELECT CASE WHEN ST_IsValid(zone) THEN zone ELSE ${polygonsOf(sql`ST_MakeValid(zone, 'method=structure')`)} END AS zone FROM drawn
    )
    SELECT ${asBoundary(sql`zone`)} AS boundary, ST_Area(zone::geography) AS "areaM2" FROM mended`,
  );
  if (!row) throw new Error('A SELECT of one row gave none');
  return row;
}

export async function readAreaM2(db: Connection, boundary: Boundary): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ areaM2: z.number() }),
    sql`SELECT ST_Area(${geometryOf(boundary)}::geography) AS "areaM2"`,
  );
  return row?.areaM2 ?? 0;
}
