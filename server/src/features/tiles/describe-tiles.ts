import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Box, type TileJson } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import type { Revision } from '../../db/revision.ts';
import { selectRow, withinScope, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import { CELL_FIELDS, PARCEL_FIELDS } from './parcel-tile.queries.ts';
import { PLACE_LAYERS } from './place-tile.queries.ts';
import { MAX_TILE_ZOOM } from './tile-address.ts';

export type TileExtent = { readonly bounds: z.infer<typeof Box>; readonly latestYear: number | null };

const WORLD: z.infer<typeof Box> = [-180, -85.0511, 180, 85.0511];

/** Where the parcels are (else the outlines, else the world), and the latest year that has any. */
export async function findExtent(db: Connection, scope: Scope): Promise<TileExtent> {
  const row = await selectRow(
    db,
    z.object({ bounds: Box.nullable(), latestYear: z.int().nullable() }),
    sql`
    WITH extent AS (
      SELECT COALESCE(
        (SELECT ST_Extent(geom) FROM parcels WHERE ${withinTowns(scope, sql`jurisdiction_id`, sql`town_id`)}),
        (SELECT ST_Extent(geom) FROM jurisdictions WHERE ${withinScope(scope, sql`id`)})) AS box
    )
    SELECT CASE WHEN box IS NULL THEN NULL ELSE jsonb_build_array(ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)) END AS bounds,
      (SELECT max(year) FROM parcel_years WHERE ${withinScope(scope, sql`jurisdiction_id`)}) AS "latestYear"
    FROM extent`,
  );
  return { bounds: row?.bounds ?? WORLD, latestYear: row?.latestYear ?? null };
}

/** What every TileJSON is made of: the data as it stands, and the origin by which the server was asked. */
export type TileGround = { readonly revision: Revision; readonly extent: TileExtent; readonly origin: string };

/** TileJSON of the parcels of one year at the revision in force. */
export function describeParcelTiles({ revision, extent, origin }: TileGround, year: number | null): TileJson {
  const first = Math.min(revision.parcelMinZoom, MAX_TILE_ZOOM);
  const cells = {
    id: 'cells',
    description: 'Parcels counted by squares',
    fields: CELL_FIELDS,
    minzoom: 0,
    maxzoom: first - 1,
  };
  const parcels = {
    id: 'parcels',
    description: 'Parcels; the feature id is the parcel’s',
    fields: PARCEL_FIELDS,
    minzoom: first,
    maxzoom: MAX_TILE_ZOOM,
  };
  return {
    tilejson: '3.0.0',
    name: 'parcels',
    tiles: year === null ? [] : [`${origin}/tiles/${revision.id}/${year}/parcels/{z}/{x}/{y}.mvt`],
    minzoom: 0,
    maxzoom: MAX_TILE_ZOOM,
    bounds: extent.bounds,
    revision: revision.id,
    year,
    vector_layers: first > 0 ? [cells, parcels] : [parcels],
  };
}

/** TileJSON of the paper under the parcels. */
export function describePlaceTiles({ revision, extent, origin }: TileGround): TileJson {
  return {
    tilejson: '3.0.0',
    name: 'places',
    tiles: [`${origin}/tiles/${revision.id}/places/{z}/{x}/{y}.mvt`],
    minzoom: 0,
    maxzoom: MAX_TILE_ZOOM,
    bounds: extent.bounds,
    revision: revision.id,
    year: null,
    vector_layers: PLACE_LAYERS.map(({ name, description, fields, minZoom }) => ({
      id: name,
      description,
      fields,
      minzoom: minZoom,
      maxzoom: MAX_TILE_ZOOM,
    })),
  };
}
