import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import type { TileEncoder, TileLayer } from './tile-encoder.ts';
import { TILE_EXTENT } from './tile-frame.ts';

const TileRow = z.object({ revision: z.int(), mvt: z.instanceof(Buffer) });
const dialect = new PgDialect();

/** Lets PostGIS encode. Statements are prepared once for each connection, which only a server of one's own can keep apart. */
export function postgisEncoder(db: Database): TileEncoder {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `tile-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
    return name;
  };
  return async (layers) => {
    const { sql: text, params } = dialect.sqlToQuery(tileStatement(layers));
    const { rows } = await db.pool.query({ name: nameOf(text), text, values: params });
    const { revision, mvt } = TileRow.parse(rows[0]);
    return { revision, bytes: mvt };
  };
}

/** The one statement of a tile: its layers, and the revision of the snapshot that they come from. */
export function tileStatement(layers: readonly TileLayer[]): SQL {
  const parts = layers.map(
    ({ name, rows }) =>
      sql`COALESCE((SELECT ST_AsMVT(feature, ${name}::text, ${TILE_EXTENT}::int, 'geom', 'id') FROM (${rows}) feature), '')`,
  );
  return sql`SELECT COALESCE((SELECT max(id) FROM dataset_revisions), 0) AS revision, ${sql.join(parts, sql` || `)} AS mvt`;
}
