import { type Feature, fromVectorTileJs, GeoJSONWrapper } from '@maplibre/vt-pbf';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection, Database } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';
import { compiledOnce } from './compile-statement.ts';
import type { TileEncoder, TileLayer } from './tile-encoder.ts';
import { TILE_EXTENT } from './tile-frame.ts';

const Spot = z.tuple([z.int(), z.int()]);
const Shape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: Spot }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(Spot) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(Spot)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Spot)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Spot))) }),
]);
const FeatureRow = z.object({
  revision: z.int(),
  layer: z.string(),
  id: z.number(),
  tags: z.record(z.string(), z.union([z.string(), z.number()])),
  geom: z.string(),
});
type FeatureRow = z.infer<typeof FeatureRow>;

/** Encodes in this process, for a PostGIS that cannot: the same rows come as GeoJSON text in whole tile units. */
export function nodeEncoder(db: Database): TileEncoder {
  const statementFor = compiledOnce(featureStatement);
  return async (layers, tile) => {
    const { text, valuesFor } = statementFor(layers);
    const found = await db.pool.query({ text, values: valuesFor(tile) });
    const rows = found.rows.map((row) => FeatureRow.parse(row));
    const [first] = rows;
    if (first) return { revision: first.revision, bytes: encode(layers, rows) };
    return { revision: await newestRevision(db), bytes: new Uint8Array(0) };
  };
}

function featureStatement(layers: readonly TileLayer[]): SQL {
  const parts = layers.map(({ name, tags, rows }) => {
    const pairs = tags.map((tag) => sql`${tag}::text, feature.${sql.identifier(tag)}`);
    return sql`
      SELECT COALESCE((SELECT max(id) FROM dataset_revisions), 0) AS revision, ${name}::text AS layer, id::float8 AS id,
        jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs, sql`, `)})) AS tags, ST_AsGeoJSON(geom, 0, 0) AS geom
      FROM (${rows}) feature
      WHERE geom IS NOT NULL`;
  });
  return sql.join(parts, sql` UNION ALL `);
}

async function newestRevision(db: Connection): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ id: z.int() }),
    sql`SELECT COALESCE(max(id), 0) AS id FROM dataset_revisions`,
  );
  return row?.id ?? 0;
}

function encode(layers: readonly TileLayer[], rows: readonly FeatureRow[]): Uint8Array {
  const filled = layers.flatMap(({ name }) => {
    const features = rows.filter((row) => row.layer === name).map(feature);
    const layer = Object.assign(new GeoJSONWrapper(features, { version: 2, extent: TILE_EXTENT }), { name });
    return features.length > 0 ? [[name, layer] as const] : [];
  });
  return fromVectorTileJs({ layers: Object.fromEntries(filled) });
}

function feature({ id, tags, geom }: FeatureRow): Feature {
  const shape = Shape.parse(JSON.parse(geom));
  switch (shape.type) {
    case 'Point':
      return { id, tags, type: 1, geometry: [shape.coordinates] };
    case 'LineString':
      return { id, tags, type: 2, geometry: [shape.coordinates] };
    case 'MultiLineString':
      return { id, tags, type: 2, geometry: shape.coordinates };
    case 'Polygon':
      return { id, tags, type: 3, geometry: shape.coordinates };
    case 'MultiPolygon':
      return { id, tags, type: 3, geometry: shape.coordinates.flat() };
  }
}
