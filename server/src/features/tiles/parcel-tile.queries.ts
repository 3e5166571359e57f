import { type SQL, sql } from 'drizzle-orm';
import { withinScope } from '../../db/sql.ts';
import { FINDING_KINDS, type FindingKind } from '../../domain/finding.ts';
import { CELLS_PER_TILE_SIDE, FIRST_CELL_ZOOM, LAST_CELL_ZOOM } from '../../domain/overview-cell.ts';
import type { Scope } from '../../domain/scope.ts';
import type { TileCoordinates } from './tile-address.ts';
import type { TileLayer } from './tile-encoder.ts';
import { TILE_EXTENT, tileFrame } from './tile-frame.ts';
import { polygonInTile, reachesTile } from './tile-geometry.ts';

/** Findings that make a parcel potential land. */
const POTENTIAL_FINDINGS: readonly FindingKind[] = ['low-efficiency', 'suspected-idle'];

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
 * Parcels of one tile and year, one row each. OFFSET 0 keeps the planner from reading the whole year for a few hundred
 * parcels, which it prefers while the year is small.
 */
export function parcelLayer(tile: TileCoordinates, year: number, scope: Scope): TileLayer {
  const frame = tileFrame(tile);
  const potential = sql`y.finding_kinds && ${sql.param([...POTENTIAL_FINDINGS])}::text[]`;
  const tags = FINDING_KINDS.map(
    (kind) => sql`CASE WHEN ${kind}::text = ANY (y.finding_kinds) THEN 1 END AS ${sql.identifier(kind)}`,
  );
  return {
    name: 'parcels',
    tags: Object.keys(PARCEL_FIELDS),
    rows: sql`
      SELECT p.id, y.class, ${sql.join(tags, sql`, `)},
        CASE WHEN ${potential} THEN 1 END AS found,
        CASE WHEN y.is_pending THEN 1 END AS pending,
        y.town_id AS town, y.park_id AS park, y.jurisdiction_id AS j,
        ${polygonInTile(sql`p.geom_3857`, frame)} AS geom
      FROM parcels p
      CROSS JOIN LATERAL (SELECT * FROM parcel_years WHERE year = ${year}::int AND parcel_id = p.id OFFSET 0) y
      WHERE ${reachesTile(sql`p.geom_3857`, frame)} AND ${withinScope(scope, sql`y.jurisdiction_id`)}`,
  };
}

/**
 * Squares that count parcels where they are too many and too small to draw. Cells of several jurisdictions are added up;
 * below the first kept zoom neighbours are joined, beyond the last one its cells are drawn larger.
 */
export function cellLayer(tile: TileCoordinates, year: number, scope: Scope): TileLayer {
  const keptZoom = Math.min(Math.max(tile.z, FIRST_CELL_ZOOM), LAST_CELL_ZOOM);
  const joined = Math.max(keptZoom - tile.z, 0);
  const perSide = CELLS_PER_TILE_SIDE / 2 ** Math.max(tile.z - keptZoom, 0);
  const [west, north] = [Math.floor(tile.x * perSide), Math.floor(tile.y * perSide)];
  const [east, south] = [Math.ceil((tile.x + 1) * perSide) - 1, Math.ceil((tile.y + 1) * perSide) - 1];
  const edge = (cell: SQL, origin: number): SQL =>
    sql`(${cell} - ${origin * perSide}::float8) * ${TILE_EXTENT / perSide}::float8`;
  const ofClass = (name: string): SQL => sql`sum(COALESCE((parcels_by_class->>${name})::int, 0))::int`;
  return {
    name: 'cells',
    tags: Object.keys(CELL_FIELDS),
    rows: sql`
      SELECT y::bigint * ${perSide * 2 ** tile.z}::bigint + x AS id,
        sum(parcels)::int AS parcels, sum(mu_hundredths)::bigint AS mu_hundredths,
        (array_agg(leading_class ORDER BY parcels DESC, jurisdiction_id))[1] AS class, sum(found_parcels)::int AS found,
        ${ofClass('A')} AS a, ${ofClass('B')} AS b, ${ofClass('C')} AS c, ${ofClass('D')} AS d, ${ofClass('')} AS u,
        CASE WHEN min(jurisdiction_id) = max(jurisdiction_id) THEN min(jurisdiction_id) END AS j,
        ST_ForcePolygonCCW(ST_MakeEnvelope(
          ${edge(sql`x`, tile.x)}, ${edge(sql`y`, tile.y)}, ${edge(sql`x + 1`, tile.x)}, ${edge(sql`y + 1`, tile.y)})) AS geom
      FROM (
        SELECT *, cell_x >> ${joined}::int AS x, cell_y >> ${joined}::int AS y
        FROM overview_cells
        WHERE year = ${year}::int AND zoom = ${keptZoom}::int
          AND cell_x BETWEEN ${west * 2 ** joined}::int AND ${(east + 1) * 2 ** joined - 1}::int
          AND cell_y BETWEEN ${north * 2 ** joined}::int AND ${(south + 1) * 2 ** joined - 1}::int
          AND ${withinScope(scope, sql`jurisdiction_id`)}
      ) cell
      GROUP BY x, y`,
  };
}
