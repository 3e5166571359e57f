import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** A tile as it is sent: packed once, named by its content. */
export type StoredTile = { readonly gzipped: Buffer; readonly tag: string; readonly isEmpty: boolean };

/** Finds a tile by its address or makes it. Many who ask for one tile at once wait for one making of it. */
export type TileStore = (address: string, make: () => Promise<Uint8Array>) => Promise<StoredTile>;

const STORE_BYTES = 64 * 1024 * 1024;
/** What a kept tile costs beside its bytes, so that a province of empty tiles is bounded too. */
const ENTRY_BYTES = 512;
/** Quick packing: 3 gives within a few percent of 6 on tiles at half the time. */
const GZIP_LEVEL = 3;

const pack = promisify(gzip);

/** Keeps the packed tiles that were asked for last, within a bound of bytes. */
export function tileStore(maxBytes = STORE_BYTES): TileStore {
  const tiles = new LRUCache<string, StoredTile>({
    maxSize: maxBytes,
    sizeCalculation: (tile) => tile.gzipped.byteLength + ENTRY_BYTES,
  });
  // Apart from the kept ones: what is still being made must not be pushed out by what is made sooner.
  const making = new Map<string, Promise<StoredTile>>();
  return async (address, make) => {
    const kept = tiles.get(address) ?? making.get(address);
    if (kept) return kept;
    const made = make().then(storedTile);
    making.set(address, made);
    try {
      const tile = await made;
      tiles.set(address, tile);
      return tile;
    } finally {
      making.delete(address);
    }
  };
}

async function storedTile(bytes: Uint8Array): Promise<StoredTile> {
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { gzipped: await pack(bytes, { level: GZIP_LEVEL }), tag, isEmpty: bytes.byteLength === 0 };
}
