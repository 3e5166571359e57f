import { type SQL, sql } from 'drizzle-orm';
import { townsSeen, withinTowns, withinWhole } from '../../db/sql.ts';
import { FINDING_KINDS } from '../../domain/finding.ts';
import { markOf, PENDING_MARK, POTENTIAL_MARKS } from '../../domain/map-mark.ts';
import { CELLS_PER_TILE_SIDE, LAST_CELL_ZOOM } from '../../domain/overview-cell.ts';
import type { Scope } from '../../domain/scope.ts';
import type { TileLayer } from './tile-encoder.ts';
import { cellFrame, ofTile, TILE_EXTENT } from './tile-frame.ts';
import { FULL_DETAIL_ZOOM, placedPolygon, reachesTile, visiblePolygon } from './tile-geometry.ts';

/** What a parcel tile shows: public fields only, never a tax figure. A tag that does not apply is absent. */
export const PARCEL_FIELDS: Record<string, string> = {
  class: 'Class of the year; absent: not rated',
  ...Object.fromEntries(FINDING_KINDS.map((kind) => [kind, '1: the finding was made in the year'])),
  found: '1: found low-efficiency or suspected idle',
  pending: '1: not found, and a rule cannot say for want of a figure',
  town: 'Town id',
  park: 'Park id',
  j: 'Jurisdiction id',
};

export const CELL_FIELDS: Record<string, string> = {
  parcels: 'Parcels in the cell',
  mu_hundredths: 'Counted area, hundredths of a mu',
  class: 'Class that leads the cell; absent: not rated',
  found: 'Parcels found low-efficiency or suspected idle',
  a: 'Parcels of class A',
  b: 'Parcels of class B',
  c: 'Parcels of class C',
  d: 'Parcels of class D',
  u: 'Parcels not rated',
  j: 'Jurisdiction id, where the cell holds one only',
};

/**
 * Parcels of a year, one row each. OFFSET 0 keeps the shape from being placed once for each time that it is named.
 * Small zooms read the thinned outline.
 */
export function parcelLayer(zoom: number, scope: Scope): TileLayer {
  const geom = zoom < FULL_DETAIL_ZOOM ? sql`m.far_shape` : sql`m.shape`;
  const place = sql`array_position(m.years, ${ofTile('year')}::int)`;
  const tags = FINDING_KINDS.map(
    (kind) => sql`CASE WHEN marks & ${markOf(kind)}::int > 0 THEN 1 END AS ${sql.identifier(kind)}`,
  );
  return {
    name: 'parcels',
    tags: Object.keys(PARCEL_FIELDS),
    rows: sql`
      SELECT id, class, ${sql.join(tags, sql`, `)},
        CASE WHEN marks & ${POTENTIAL_MARKS}::int > 0 THEN 1 END AS found,
        CASE WHEN marks & ${PENDING_MARK}::int > 0 THEN 1 END AS pending,
        town, park, j, ${visiblePolygon(sql`placed`, sql`shape`)} AS geom
      FROM (
        SELECT m.parcel_id AS id, m.classes[${place}] AS class, m.marks[${place}] AS marks,
          m.town_id AS town, m.park_id AS park, m.jurisdiction_id AS j, ${geom} AS shape, ${placedPolygon(geom, zoom)} AS placed
        FROM map_parcels m
        WHERE ${reachesTile(sql`m.shape`)} AND ${place} > 0 AND ${withinTowns(scope, sql`m.jurisdiction_id`, sql`m.town_id`)}
        OFFSET 0
      ) placed_parcel`,
  };
}

/** Squares that count parcels where they are too many and too small to draw. Cells of several jurisdictions are added up. */
export function cellLayer(zoom: number, scope: Scope): TileLayer {
  const { keptZoom, joined, perSide } = cellFrame(zoom);
  const edge = (cell: SQL, origin: 'cellOriginX' | 'cellOriginY'): SQL =>
    sql`(${cell} - ${ofTile(origin)}::float8) * ${TILE_EXTENT / perSide}::float8`;
  const ofClass = (name: string): SQL => sql`sum(COALESCE((parcels_by_class->>${name})::int, 0))::int`;
  return {
    name: 'cells',
    tags: Object.keys(CELL_FIELDS),
    rows: sql`
      SELECT y::bigint * ${perSide * 2 ** zoom}::bigint + x AS id,
        sum(parcels)::int AS parcels, sum(mu_hundredths)::bigint AS mu_hundredths,
        (array_agg(leading_class ORDER BY parcels DESC, jurisdiction_id))[1] AS class, sum(found_parcels)::int AS found,
        ${ofClass('A')} AS a, ${ofClass('B')} AS b, ${ofClass('C')} AS c, ${ofClass('D')} AS d, ${ofClass('')} AS u,
        CASE WHEN min(jurisdiction_id) = max(jurisdiction_id) THEN min(jurisdiction_id) END AS j,
        ST_ForcePolygonCCW(ST_MakeEnvelope(
          ${edge(sql`x`, 'cellOriginX')}, ${edge(sql`y`, 'cellOriginY')}, ${edge(sql`x + 1`, 'cellOriginX')}, ${edge(sql`y + 1`, 'cellOriginY')})) AS geom
      FROM (
        SELECT *, cell_x >> ${joined}::int AS x, cell_y >> ${joined}::int AS y
        FROM (${cellsOf(keptZoom, scope)}) kept
        WHERE cell_x BETWEEN ${ofTile('firstCellX')}::int AND ${ofTile('lastCellX')}::int
          AND cell_y BETWEEN ${ofTile('firstCellY')}::int AND ${ofTile('lastCellY')}::int
      ) cell
      GROUP BY x, y`,
  };
}

/** Cells as they are kept, which count whole jurisdictions; where only towns are seen their parcels are counted now. */
function cellsOf(keptZoom: number, scope: Scope): SQL {
  const kept = sql`
    SELECT jurisdiction_id, cell_x, cell_y, parcels, mu_hundredths, parcels_by_class, leading_class, found_parcels
    FROM overview_cells
    WHERE year = ${ofTile('year')}::int AND zoom = ${keptZoom}::int AND ${withinWhole(scope, sql`jurisdiction_id`)}`;
  const towns = townsSeen(scope);
  return towns === null ? kept : sql`${kept} UNION ALL ${cellsOfTowns(keptZoom, towns)}`;
}

function cellsOfTowns(keptZoom: number, towns: SQL): SQL {
  const shift = LAST_CELL_ZOOM - keptZoom;
  const width = sql`(40075016.685578488 / ${CELLS_PER_TILE_SIDE * 2 ** LAST_CELL_ZOOM}::float8)`;
  const place = sql`array_position(m.years, ${ofTile('year')}::int)`;
  return sql`
    SELECT jurisdiction_id, cell_x, cell_y, sum(parcels)::int AS parcels, sum(mu_hundredths)::bigint AS mu_hundredths,
      jsonb_object_agg(class, parcels) AS parcels_by_class,
      NULLIF((array_agg(class ORDER BY parcels DESC, class))[1], '') AS leading_class, sum(found)::int AS found_parcels
    FROM (
      SELECT m.jurisdiction_id,
        floor(((ST_XMin(m.shape) + ST_XMax(m.shape)) / 2 + 20037508.342789244) / ${width})::int >> ${shift}::int AS cell_x,
        floor((20037508.342789244 - (ST_YMin(m.shape) + ST_YMax(m.shape)) / 2) / ${width})::int >> ${shift}::int AS cell_y,
        COALESCE(m.classes[${place}], '') AS class, count(*) AS parcels, sum(y.counted_mu_hundredths) AS mu_hundredths,
        count(*) FILTER (WHERE m.marks[${place}] & ${POTENTIAL_MARKS}::int > 0) AS found
      FROM map_parcels m JOIN parcel_years y ON y.parcel_id = m.parcel_id AND y.year = ${ofTile('year')}::int
      WHERE m.town_id = ANY (${towns})
      GROUP BY 1, 2, 3, 4
    ) by_class
    GROUP BY jurisdiction_id, cell_x, cell_y`;
}
