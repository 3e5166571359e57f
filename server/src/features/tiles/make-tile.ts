import type { Database } from '../../db/database.ts';
import type { Revision } from '../../db/revision.ts';
import type { Scope } from '../../domain/scope.ts';
import { nodeEncoder } from './encode-in-node.ts';
import { postgisEncoder } from './encode-in-postgis.ts';
import { superseded } from './known-revision.ts';
import { cellLayer, parcelLayer } from './parcel-tile.queries.ts';
import type { TileCoordinates } from './tile-address.ts';
import type { TileEncoder, TileLayer } from './tile-encoder.ts';

/** A server encodes its own tiles; the embedded PostGIS has no protobuf, so this process does it from the same rows. */
export const tileEncoder = (db: Database): TileEncoder =>
  db.engine === 'server' ? postgisEncoder(db) : nodeEncoder(db);

/** Parcels of a year where they can be told apart, counting cells below that zoom. */
export function parcelTileLayers(tile: TileCoordinates, year: number, revision: Revision, scope: Scope): TileLayer[] {
  return [tile.z >= revision.parcelMinZoom ? parcelLayer(tile, year, scope) : cellLayer(tile, year, scope)];
}

/**
 * Makes one tile of a revision. The snapshot that was read says itself which revision it was, so a tile never goes out
 * under another revision's address. Errors: Problem revision-superseded when the data changed in the meantime.
 */
export async function makeTile(
  encode: TileEncoder,
  layers: readonly TileLayer[],
  revision: Revision,
): Promise<Uint8Array> {
  if (layers.length === 0) return new Uint8Array(0);
  const made = await encode(layers);
  if (made.revision !== revision.id) throw superseded(revision.id, made.revision);
  return made.bytes;
}
