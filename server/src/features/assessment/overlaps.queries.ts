import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';

/**
 * Grid on which outlines are intersected, 0.1 mm on the ground. It has to be given: without one the geometry library
 * first tries exact coordinates and may fail inside, which a server recovers from, while the embedded database ends the
 * statement there, with neither its remaining rows nor an error.
 */
const OVERLAY_GRID_DEGREES = 1e-9;

/**
 * Working table `redrawn`: parcels of the jurisdiction whose outline the last assessment did not see. What the map kept
 * of them is let go. Answers how many there are.
 */
export async function makeRedrawn(db: Connection, jurisdictionId: number): Promise<number> {
  await db.execute(sql`CREATE TEMP TABLE redrawn (parcel_id integer PRIMARY KEY) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO redrawn
    SELECT p.id FROM parcels p LEFT JOIN map_parcels m ON m.parcel_id = p.id AND m.jurisdiction_id = p.jurisdiction_id
    WHERE p.jurisdiction_id = ${jurisdictionId} AND m.shape IS DISTINCT FROM p.geom_3857`);
  await db.execute(sql`ANALYZE redrawn`);
  await db.execute(sql`DELETE FROM map_parcels m USING redrawn r WHERE r.parcel_id = m.parcel_id`);
  const row = await selectRow(db, z.object({ parcels: z.int() }), sql`SELECT count(*)::int AS parcels FROM redrawn`);
  return row?.parcels ?? 0;
}

/** Finds anew on what the redrawn parcels lie. Needs `redrawn`. */
export async function renewOverlaps(db: Connection, jurisdictionId: number): Promise<void> {
  await db.execute(sql`DELETE FROM parcel_overlaps o USING redrawn r WHERE o.parcel_id = r.parcel_id`);
  await db.execute(sql`DELETE FROM parcel_overlaps o USING redrawn r WHERE o.other_id = r.parcel_id`);
  await db.execute(sql`
    INSERT INTO parcel_overlaps
    WITH pieces AS MATERIALIZED (
      -- A road that winds through a town has a box that meets every lot and vertices by the ten thousand: it is cut up first.
      SELECT p.id, r.parcel_id AS redrawn_id, ST_Subdivide(p.geom, 64) AS geom
      FROM parcels p LEFT JOIN redrawn r ON r.parcel_id = p.id
      WHERE p.jurisdiction_id = ${jurisdictionId} AND ST_NPoints(p.geom) > 256
    ), near AS (
      -- Each pair once: the relation is what takes time, so nothing may be asked of it before the ids have been looked at.
      SELECT a.id AS one_id, b.id AS other_id, a.geom AS one, b.geom AS other
      FROM redrawn r JOIN parcels a ON a.id = r.parcel_id
      CROSS JOIN LATERAL (SELECT id, geom FROM parcels WHERE geom && a.geom AND jurisdiction_id = ${jurisdictionId} AND id <> a.id OFFSET 0) b
      LEFT JOIN redrawn s ON s.parcel_id = b.id
      WHERE (s.parcel_id IS NULL OR b.id > a.id)
        AND a.id <> ALL (ARRAY(SELECT DISTINCT id FROM pieces)) AND b.id <> ALL (ARRAY(SELECT DISTINCT id FROM pieces))
      OFFSET 0
    ), pairs AS MATERIALIZED (
      SELECT one_id, other_id, ST_Area(ST_Intersection(one, other, ${OVERLAY_GRID_DEGREES}::float8)::geography) AS overlap_m2
      FROM near WHERE ST_Relate(one, other, 'T********')
      UNION ALL
      SELECT a.id, b.id, sum(ST_Area(ST_Intersection(a.geom, b.geom, ${OVERLAY_GRID_DEGREES}::float8)::geography))
      FROM pieces a JOIN parcels b ON a.geom && b.geom LEFT JOIN redrawn s ON s.parcel_id = b.id
      WHERE b.jurisdiction_id = ${jurisdictionId} AND b.id <> ALL (ARRAY(SELECT DISTINCT id FROM pieces))
        AND (a.redrawn_id IS NOT NULL OR s.parcel_id IS NOT NULL) AND ST_Relate(a.geom, b.geom, 'T********')
      GROUP BY a.id, b.id
      UNION ALL
      SELECT a.id, b.id, sum(ST_Area(ST_Intersection(a.geom, b.geom, ${OVERLAY_GRID_DEGREES}::float8)::geography))
      FROM pieces a JOIN pieces b ON a.geom && b.geom AND a.id < b.id
      WHERE (a.redrawn_id IS NOT NULL OR b.redrawn_id IS NOT NULL) AND ST_Relate(a.geom, b.geom, 'T********')
      GROUP BY a.id, b.id
    )
    SELECT one_id, other_id, overlap_m2 FROM pairs WHERE overlap_m2 > 1
    UNION ALL
    SELECT other_id, one_id, overlap_m2 FROM pairs WHERE overlap_m2 > 1`);
}
