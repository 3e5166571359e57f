import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { IS_POTENTIAL } from '../../db/parcel-filter.ts';
import { selectRow } from '../../db/sql.ts';
import { FIRST_CELL_ZOOM, LAST_CELL_ZOOM } from '../../domain/overview-cell.ts';

/** Most parcels that a tile may hold before it must be replaced by counted cells. */
const MOST_PARCELS_IN_TILE = 8_000;

/** Parcels are drawn from one of these zooms on. Below the first a parcel is smaller than a pixel. */
const FIRST_PARCEL_ZOOM = 10;
const LAST_PARCEL_ZOOM = 13;

/** Counts the year's parcels by cells for zooms 5 to 11. A cell of zoom z is a cell of zoom 11 shifted right by 11 − z. Needs `facts`. */
export async function storeOverviewCells(db: Connection, jurisdictionId: number, year: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO overview_cells
    WITH smallest AS MATERIALIZED (
      SELECT f.cell_x, f.cell_y, COALESCE(y.class, '') AS class, count(*) AS parcels, sum(y.counted_mu_hundredths) AS mu_hundredths,
        count(*) FILTER (WHERE ${IS_POTENTIAL}) AS found
      FROM facts f JOIN parcel_years y ON y.parcel_id = f.parcel_id AND y.year = ${year}
      GROUP BY f.cell_x, f.cell_y, 3
    ), celled AS (
      SELECT z.zoom, s.cell_x >> (${LAST_CELL_ZOOM}::int - z.zoom) AS cell_x, s.cell_y >> (${LAST_CELL_ZOOM}::int - z.zoom) AS cell_y, s.class,
        sum(s.parcels)::int AS parcels, sum(s.mu_hundredths)::bigint AS mu_hundredths, sum(s.found)::int AS found
      FROM smallest s CROSS JOIN generate_series(${FIRST_CELL_ZOOM}::int, ${LAST_CELL_ZOOM}::int) AS z(zoom)
      GROUP BY 1, 2, 3, 4
    )
    SELECT ${year}, ${jurisdictionId}, zoom, cell_x, cell_y, sum(parcels)::int, sum(mu_hundredths)::bigint, jsonb_object_agg(class, parcels),
      NULLIF((array_agg(class ORDER BY parcels DESC, class))[1], ''), sum(found)::int
    FROM celled GROUP BY zoom, cell_x, cell_y`);
}

/** The smallest of those zooms at which no tile holds too many parcels, over every jurisdiction. */
export async function findParcelMinZoom(db: Connection): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ zoom: z.int().nullable() }),
    sql`
    WITH tiles AS (
      SELECT floor((ST_XMin(geom_3857) + 20037508.342789244) / (40075016.685578488 / 8192))::int AS x,
        floor((20037508.342789244 - ST_YMin(geom_3857)) / (40075016.685578488 / 8192))::int AS y, count(*) AS parcels
      FROM parcels GROUP BY 1, 2
    ), fullest AS (
      SELECT zoom, max(parcels) AS parcels FROM (
        SELECT z.zoom, sum(t.parcels) AS parcels FROM tiles t CROSS JOIN generate_series(${FIRST_PARCEL_ZOOM}::int, ${LAST_PARCEL_ZOOM}::int) AS z(zoom)
        GROUP BY z.zoom, t.x >> (${LAST_PARCEL_ZOOM}::int - z.zoom), t.y >> (${LAST_PARCEL_ZOOM}::int - z.zoom)
      ) counted GROUP BY zoom
    )
    SELECT min(zoom)::int AS zoom FROM fullest WHERE parcels <= ${MOST_PARCELS_IN_TILE}`,
  );
  const none = await selectRow(db, z.object({ any: z.boolean() }), sql`SELECT EXISTS (SELECT FROM parcels) AS any`);
  return row?.zoom ?? (none?.any ? LAST_PARCEL_ZOOM : FIRST_PARCEL_ZOOM);
}
