import type { SQL } from 'drizzle-orm';

/** One layer of a tile: a query whose rows are `id`, the tags (NULL: absent) and `geom` in tile units (NULL: not in the tile). */
export type TileLayer = { readonly name: string; readonly tags: readonly string[]; readonly rows: SQL };

/** A tile's bytes with the dataset revision that they were read from, in one snapshot. No bytes: nothing is there. */
type EncodedTile = { readonly revision: number; readonly bytes: Uint8Array };

/** Layers in, tile out. The engines differ in who encodes; rows and result are the same. */
export type TileEncoder = (layers: readonly TileLayer[]) => Promise<EncodedTile>;
