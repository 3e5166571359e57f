import { LRUCache } from 'lru-cache';
import type { PackedTile } from './pack-tile.ts';

/** Tiles by address and coding. */
export type TileStore = {
  /** The tile if it is kept. */
  readonly kept: (key: string) => PackedTile | undefined;
  /** The kept tile or a new one. Many who ask for one tile at once wait for one making of it. */
  readonly find: (key: string, make: () => Promise<PackedTile>) => Promise<PackedTile>;
};

const STORE_BYTES = 64 * 1024 * 1024;
/** What a kept tile costs beside its bytes, so that a province of empty tiles is bounded too. */
const ENTRY_BYTES = 1024;

/** Keeps the packed tiles that were asked for last, within a bound of bytes. */
export function tileStore(maxBytes = STORE_BYTES): TileStore {
  const tiles = new LRUCache<string, PackedTile>({
    maxSize: maxBytes,
    sizeCalculation: (tile) => tile.body.byteLength + ENTRY_BYTES,
  });
  // Apart from the kept ones: what is still being made must not be pushed out by what is made sooner.
  const making = new Map<string, Promise<PackedTile>>();
  const find = async (key: string, make: () => Promise<PackedTile>): Promise<PackedTile> => {
    const kept = tiles.get(key) ?? making.get(key);
    if (kept) return kept;
    const made = make();
    making.set(key, made);
    try {
      const tile = await made;
      tiles.set(key, tile);
      return tile;
    } finally {
      making.delete(key);
    }
  };
  return { kept: (key) => tiles.get(key), find };
}
