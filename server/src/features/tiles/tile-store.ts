import { type SharedStore, sharedStore } from '../../db/shared-store.ts';
import type { PackedTile } from './pack-tile.ts';

const STORE_BYTES = 64 * 1024 * 1024;
/** What a kept tile costs beside its bytes, so that a province of empty tiles is bounded too. */
const ENTRY_BYTES = 1024;

/** Keeps the packed tiles that were asked for last, by address and coding, within a bound of bytes. */
export const tileStore = (maxBytes = STORE_BYTES): SharedStore<PackedTile> =>
  sharedStore(maxBytes, (tile) => tile.body.byteLength + ENTRY_BYTES);
