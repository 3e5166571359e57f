/** Square cells that count parcels where a map is too small to draw them: 32 along the side of a tile. */
export const CELLS_PER_TILE_SIDE = 32;

/** Zooms for which cells are kept. Smaller zooms join cells; larger ones show those of the largest. */
export const FIRST_CELL_ZOOM = 5;
export const LAST_CELL_ZOOM = 11;
