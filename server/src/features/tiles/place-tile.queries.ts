import { type SQL, sql } from 'drizzle-orm';
import { withinScope } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import type { TileLayer } from './tile-encoder.ts';
import { lineInTile, nearTile, onScreenPlane, pointInTile, polygonInTile, reachesTile } from './tile-geometry.ts';

type PlaceLayer = {
  readonly name: string;
  readonly description: string;
  readonly minZoom: number;
  readonly fields: Record<string, string>;
  readonly rows: (zoom: number, scope: Scope) => SQL;
};

const KIND_AND_NAME = { kind: 'Kind', name: 'Name; absent: has none' };

/** The paper under the parcels, bottom to top. */
export const PLACE_LAYERS: readonly PlaceLayer[] = [
  {
    name: 'green',
    description: 'Parks and woods',
    minZoom: 10,
    fields: KIND_AND_NAME,
    rows: (zoom, scope) => baseAreas('green', zoom, scope),
  },
  {
    name: 'water',
    description: 'Rivers and lakes',
    minZoom: 7,
    fields: KIND_AND_NAME,
    rows: (zoom, scope) => baseAreas('water', zoom, scope),
  },
  {
    name: 'roads',
    description: 'Expressways; arterials from zoom 10; streets from 12',
    minZoom: 6,
    fields: KIND_AND_NAME,
    rows: roads,
  },
  {
    name: 'roofs',
    description: 'Building outlines',
    minZoom: 14,
    fields: KIND_AND_NAME,
    rows: (zoom, scope) => baseAreas('roof', zoom, scope),
  },
  {
    name: 'control_line',
    description: 'Industrial-land control line',
    minZoom: 8,
    fields: { name: 'Name' },
    rows: controlLine,
  },
  {
    name: 'constraints',
    description: 'Other land that binds planning: farmland, red lines, planned roads, layers of the bureau’s own',
    minZoom: 10,
    fields: { kind: 'permanent-farmland, ecological-red-line, planned-road or other', name: 'Name; absent: has none' },
    rows: constraints,
  },
  {
    name: 'parks',
    description: 'Parks',
    minZoom: 9,
    fields: { name: 'Name', j: 'Jurisdiction id' },
    rows: (zoom, scope) => areasOf(sql`parks`, zoom, scope),
  },
  {
    name: 'towns',
    description: 'Towns',
    minZoom: 8,
    fields: { name: 'Name', j: 'Jurisdiction id' },
    rows: (zoom, scope) => areasOf(sql`towns`, zoom, scope),
  },
  {
    name: 'jurisdictions',
    description: 'Jurisdictions',
    minZoom: 0,
    fields: { name: 'Name', synthetic: '1: demonstration data, outline schematic' },
    rows: jurisdictions,
  },
  {
    name: 'labels',
    description: 'One point for each jurisdiction, town and park, to carry its name once',
    minZoom: 5,
    fields: { kind: 'jurisdiction, town or park', name: 'Name', name_en: 'English name of a jurisdiction' },
    rows: labels,
  },
];

/** The layers that a place tile of this zoom carries. */
export function placeLayers(zoom: number, scope: Scope): TileLayer[] {
  return PLACE_LAYERS.filter((layer) => zoom >= layer.minZoom).map(({ name, fields, rows }) => ({
    name,
    tags: Object.keys(fields),
    rows: rows(zoom, scope),
  }));
}

/** Base features may be points, lines and areas in one table; each layer takes the shapes it draws. */
function baseAreas(layer: 'green' | 'water' | 'roof', zoom: number, scope: Scope): SQL {
  const geom = sql`ST_ForcePolygonCW(b.geom_3857)`;
  return sql`
    SELECT b.id, b.kind, b.name,
      CASE WHEN ST_Dimension(b.geom_3857) = 1 THEN ${lineInTile(sql`b.geom_3857`, zoom)} ELSE ${polygonInTile(geom, zoom)} END AS geom
    FROM base_features b
    WHERE b.layer = ${layer} AND ${reachesTile(sql`b.geom_3857`)} AND ${withinScope(scope, sql`b.jurisdiction_id`)}`;
}

function roads(zoom: number, scope: Scope): SQL {
  return sql`
    SELECT b.id, b.kind, b.name, ${lineInTile(sql`b.geom_3857`, zoom)} AS geom
    FROM base_features b
    WHERE b.layer = 'road' AND ${reachesTile(sql`b.geom_3857`)} AND ${withinScope(scope, sql`b.jurisdiction_id`)}
      AND CASE b.kind WHEN 'expressway' THEN 6 WHEN 'arterial' THEN 10 ELSE 12 END <= ${zoom}::int`;
}

function controlLine(zoom: number, scope: Scope): SQL {
  return sql`
    SELECT c.id, c.name, ${polygonInTile(sql`ST_ForcePolygonCW(c.geom_3857)`, zoom)} AS geom
    FROM constraint_features c
    WHERE c.layer = 'control-line' AND ${reachesTile(sql`c.geom_3857`)} AND ${withinScope(scope, sql`c.jurisdiction_id`)}`;
}

function constraints(zoom: number, scope: Scope): SQL {
  return sql`
    SELECT c.id, c.layer AS kind, c.name, ${polygonInTile(sql`ST_ForcePolygonCW(c.geom_3857)`, zoom)} AS geom
    FROM constraint_features c
    WHERE c.layer <> 'control-line' AND ${reachesTile(sql`c.geom_3857`)} AND ${withinScope(scope, sql`c.jurisdiction_id`)}`;
}

/** Towns and parks are few, so those near the tile are put on the screen's plane as they are read. */
function areasOf(table: SQL, zoom: number, scope: Scope): SQL {
  return sql`
    SELECT a.id, a.name, a.jurisdiction_id AS j, ${polygonInTile(sql`a.shape`, zoom)} AS geom
    FROM (
      SELECT id, name, jurisdiction_id, ST_ForcePolygonCW(${onScreenPlane(sql`geom`)}) AS shape
      FROM ${table} WHERE ${nearTile(sql`geom`)} AND ${withinScope(scope, sql`jurisdiction_id`)} OFFSET 0
    ) a`;
}

function jurisdictions(zoom: number, scope: Scope): SQL {
  return sql`
    SELECT a.id, a.name, CASE WHEN a.is_synthetic THEN 1 END AS synthetic, ${polygonInTile(sql`a.shape`, zoom)} AS geom
    FROM (
      SELECT id, name, is_synthetic, ST_ForcePolygonCW(${onScreenPlane(sql`geom`)}) AS shape
      FROM jurisdictions WHERE ${nearTile(sql`geom`)} AND ${withinScope(scope, sql`id`)} OFFSET 0
    ) a`;
}

function labels(zoom: number, scope: Scope): SQL {
  return sql`
    SELECT a.id, a.kind, a.name, a.name_en, ${pointInTile(sql`a.spot`)} AS geom
    FROM (
      SELECT id, kind, name, name_en, ${onScreenPlane(sql`ST_PointOnSurface(geom)`)} AS spot
      FROM (
        SELECT id, id AS j, 'jurisdiction' AS kind, name, name_en, geom FROM jurisdictions
        UNION ALL SELECT id, jurisdiction_id, 'town', name, NULL, geom FROM towns WHERE ${zoom}::int >= 9
        UNION ALL SELECT id, jurisdiction_id, 'park', name, NULL, geom FROM parks WHERE ${zoom}::int >= 11
      ) place
      WHERE ${nearTile(sql`geom`)} AND ${withinScope(scope, sql`j`)}
      OFFSET 0
    ) a
    WHERE ${reachesTile(sql`a.spot`)}`;
}
