import type { SQL } from 'drizzle-orm';
import type { TileValues } from './tile-frame.ts';

/**
 * One layer of a tile: a query whose rows are `id`, the tags (NULL: absent) and `geom` in tile units (NULL: not in the
 * tile). It names the tile's values and holds none of them, so that one serves all tiles of a zoom.
 */
export type TileLayer = { readonly name: string; readonly tags: readonly string[]; readonly rows: SQL };

/** A tile's bytes with the dataset revision that they were read from, in one snapshot. No bytes: nothing is there. */
type EncodedTile = { readonly revision: number; readonly bytes: Uint8Array };

/** Layers and the values of a tile in, tile out. The engines differ in who encodes; rows and result are the same. */
export type TileEncoder = (layers: readonly TileLayer[], values: TileValues) => Promise<EncodedTile>;
