import type { TileCoordinates } from './tile-address.ts';

/** Units along the side of a tile. */
export const TILE_EXTENT = 4096;
/** Units drawn beyond each side, so that outlines and round joins meet across tiles. */
const TILE_BUFFER = 64;
/** One screen pixel in tile units: a tile is drawn 512 pixels wide. */
export const PIXEL_UNITS = TILE_EXTENT / 512;
/**
 * Features that stay within this many units of the tile are sent whole: cutting costs more than the points it saves.
 * MapLibre reads coordinates to twice the extent, so half an extent is well inside.
 */
const REACH_UNITS = TILE_EXTENT / 2;

const HALF_WORLD_M = 20037508.342789244;

type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** A tile in EPSG:3857 metres: its own corner and scale, the box that it draws, and the box within which nothing is cut. */
export type TileFrame = {
  readonly zoom: number;
  readonly west: number;
  readonly north: number;
  readonly unitsPerMetre: number;
  readonly drawn: Box;
  readonly reach: Box;
};

export function tileFrame({ z, x, y }: TileCoordinates): TileFrame {
  const sideM = (2 * HALF_WORLD_M) / 2 ** z;
  const west = x * sideM - HALF_WORLD_M;
  const north = HALF_WORLD_M - y * sideM;
  const box = (units: number): Box => {
    const marginM = (units * sideM) / TILE_EXTENT;
    return {
      west: west - marginM,
      south: north - sideM - marginM,
      east: west + sideM + marginM,
      north: north + marginM,
    };
  };
  return { zoom: z, west, north, unitsPerMetre: TILE_EXTENT / sideM, drawn: box(TILE_BUFFER), reach: box(REACH_UNITS) };
}
