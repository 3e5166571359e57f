import { type SQL, sql } from 'drizzle-orm';
import { CELLS_PER_TILE_SIDE, FIRST_CELL_ZOOM, LAST_CELL_ZOOM } from '../../domain/overview-cell.ts';
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

/** What the statements of tiles are told of the one that is asked for, by name. */
export type TileValues = ReturnType<typeof tileValues>;

/** A value of the tile as a statement names it. It is bound when the statement runs, so that its text is made once. */
export const ofTile = (name: keyof TileValues): SQL => sql`${sql.placeholder(name)}`;

/**
 * A tile in EPSG:3857 metres: the affine map to its units, the box that it draws, the box within which nothing is cut;
 * and the overview cells that it covers, as far as they are kept for its zoom.
 */
export function tileValues({ z, x, y }: TileCoordinates, year: number) {
  const sideM = (2 * HALF_WORLD_M) / 2 ** z;
  const west = x * sideM - HALF_WORLD_M;
  const north = HALF_WORLD_M - y * sideM;
  const scale = TILE_EXTENT / sideM;
  const drawnM = (TILE_BUFFER * sideM) / TILE_EXTENT;
  const reachM = (REACH_UNITS * sideM) / TILE_EXTENT;
  return {
    year,
    scale,
    flip: -scale,
    shiftX: -west * scale,
    shiftY: north * scale,
    drawnWest: west - drawnM,
    drawnSouth: north - sideM - drawnM,
    drawnEast: west + sideM + drawnM,
    drawnNorth: north + drawnM,
    reachWest: west - reachM,
    reachSouth: north - sideM - reachM,
    reachEast: west + sideM + reachM,
    reachNorth: north + reachM,
    ...cellValues({ z, x, y }),
  };
}

/** How the cells of a zoom are drawn: below the first kept zoom neighbours are joined, beyond the last they grow. */
export function cellFrame(zoom: number) {
  const keptZoom = Math.min(Math.max(zoom, FIRST_CELL_ZOOM), LAST_CELL_ZOOM);
  return {
    keptZoom,
    joined: Math.max(keptZoom - zoom, 0),
    perSide: CELLS_PER_TILE_SIDE / 2 ** Math.max(zoom - keptZoom, 0),
  };
}

function cellValues({ z, x, y }: TileCoordinates) {
  const { joined, perSide } = cellFrame(z);
  const first = (origin: number): number => Math.floor(origin * perSide) * 2 ** joined;
  const last = (origin: number): number => Math.ceil((origin + 1) * perSide) * 2 ** joined - 1;
  return {
    cellOriginX: x * perSide,
    cellOriginY: y * perSide,
    firstCellX: first(x),
    lastCellX: last(x),
    firstCellY: first(y),
    lastCellY: last(y),
  };
}
