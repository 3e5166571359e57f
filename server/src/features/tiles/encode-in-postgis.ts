import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { compiledOnce } from './compile-statement.ts';
import type { TileEncoder, TileLayer } from './tile-encoder.ts';
import { TILE_EXTENT } from './tile-frame.ts';

const TileRow = z.object({ revision: z.int(), mvt: z.string() });

/** Lets PostGIS encode. Statements are prepared once for each connection, which only a server of one's own can keep apart. */
export function postgisEncoder(db: Database): TileEncoder {
  const statementFor = compiledOnce(tileStatement);
  return async (layers, tile) => {
    const { name, text, valuesFor } = statementFor(layers);
    const { rows } = await db.pool.query({ name, text, values: valuesFor(tile) });
    const { revision, mvt } = TileRow.parse(rows[0]);
    return { revision, bytes: Buffer.from(mvt, 'base64') };
  };
}

/**
 * The one statement of a tile: its layers, and the revision of the snapshot that they come from. The bytes travel as
 * base64, since the driver takes text only and the hexadecimal that they would become is half as long again.
 */
export function tileStatement(layers: readonly TileLayer[]): SQL {
  const parts = layers.map(
    ({ name, rows }) =>
      sql`COALESCE((SELECT ST_AsMVT(feature, ${name}::text, ${TILE_EXTENT}::int, 'geom', 'id') FROM (${rows}) feature), '')`,
  );
  return sql`SELECT COALESCE((SELECT max(id) FROM dataset_revisions), 0) AS revision, encode(${sql.join(parts, sql` || `)}, 'base64') AS mvt`;
}
