import { LRUCache } from 'lru-cache';
import type { Database } from '../../db/database.ts';
import type { Revision } from '../../db/revision.ts';
import { type Scope, scopeKey } from '../../domain/scope.ts';
import { nodeEncoder } from './encode-in-node.ts';
import { postgisEncoder } from './encode-in-postgis.ts';
import { superseded } from './known-revision.ts';
import { cellLayer, parcelLayer } from './parcel-tile.queries.ts';
import { placeLayers } from './place-tile.queries.ts';
import type { TileEncoder, TileLayer } from './tile-encoder.ts';
import type { TileValues } from './tile-frame.ts';

/** A server encodes its own tiles; the embedded PostGIS has no protobuf, so this process does it from the same rows. */
export const tileEncoder = (db: Database): TileEncoder =>
  db.engine === 'server' ? postgisEncoder(db) : nodeEncoder(db);

/** Layers by zoom, each made once. */
export type TilePlans = {
  /** Parcels where they can be told apart, counting cells below that zoom. */
  readonly parcels: (zoom: number, revision: Revision) => readonly TileLayer[];
  readonly places: (zoom: number) => readonly TileLayer[];
};

export function tilePlans(scope: Scope): TilePlans {
  const parcels = madeOnce((zoom) => [parcelLayer(zoom, scope)]);
  const cells = madeOnce((zoom) => [cellLayer(zoom, scope)]);
  return {
    parcels: (zoom, revision) => (zoom >= revision.parcelMinZoom ? parcels(zoom) : cells(zoom)),
    places: madeOnce((zoom) => placeLayers(zoom, scope)),
  };
}

/** The plans of each scope, for the scopes that were asked for last. */
export function scopedPlans(): (scope: Scope) => TilePlans {
  const plans = new LRUCache<string, TilePlans>({ max: SCOPES_KEPT });
  return (scope) => {
    const key = scopeKey(scope);
    const known = plans.get(key) ?? tilePlans(scope);
    plans.set(key, known);
    return known;
  };
}
const SCOPES_KEPT = 100;

function madeOnce<Made>(make: (zoom: number) => Made): (zoom: number) => Made {
  const made = new Map<number, Made>();
  return (zoom) => {
    const known = made.get(zoom) ?? make(zoom);
    made.set(zoom, known);
    return known;
  };
}

/**
 * Makes one tile of a revision. The snapshot that was read says itself which revision it was, so a tile never goes out
 * under another revision's address. Errors: Problem revision-superseded when the data changed in the meantime.
 */
export async function makeTile(
  encode: TileEncoder,
  layers: readonly TileLayer[],
  tile: TileValues,
  revision: Revision,
): Promise<Uint8Array> {
  if (layers.length === 0) return new Uint8Array(0);
  const made = await encode(layers, tile);
  if (made.revision !== revision.id) throw superseded(revision.id, made.revision);
  return made.bytes;
}
