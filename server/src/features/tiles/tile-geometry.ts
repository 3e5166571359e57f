import { type SQL, sql } from 'drizzle-orm';
import { PIXEL_UNITS, type TileFrame } from './tile-frame.ts';

/**
 * Geometry in tile space, written once for every engine: an affine map and a snap to whole units.
 * It is quicker than ST_AsMVTGeom and needs no protobuf. Rings keep the order in which they are stored: clockwise on the
 * map becomes clockwise on the screen, as the format wants outer rings.
 */

/** Below this zoom outlines are thinned to what half a pixel can show. */
const FULL_DETAIL_ZOOM = 14;
const THINNING_UNITS = PIXEL_UNITS / 2;

/** The condition that a stored 3857 geometry reaches into the tile. */
export const reachesTile = (geom: SQL, { drawn }: TileFrame): SQL => sql`${geom} && ${envelope(drawn)}`;

/** The condition that a 4490 geometry reaches into the tile, without putting it on the screen's plane first. */
export const nearTile = (geom: SQL, { drawn }: TileFrame): SQL =>
  sql`${geom} && ST_SetSRID(ST_Transform(${envelope(drawn)}, 4326), 4490)`;

/** A 4490 geometry on the screen's plane. The two datums differ by centimetres, so 4490 is drawn as 4326. */
export const onScreenPlane = (geom: SQL): SQL => sql`ST_Transform(ST_SetSRID(${geom}, 4326), 3857)`;

/** A clockwise 3857 polygon in tile units. One too small to draw becomes a square of one pixel; NULL where it misses the tile. */
export function polygonInTile(geom: SQL, frame: TileFrame): SQL {
  const isWhole = sql`${geom} @ ${envelope(frame.reach)}`;
  const cut = sql`ST_ForcePolygonCW(ST_CollectionExtract(ST_ClipByBox2D(${geom}, ${envelope(frame.drawn)}::box2d), 3))`;
  const placed = snapped(sql`CASE WHEN ${isWhole} THEN ${geom} ELSE ${cut} END`, frame);
  // Thinned to a few units, a ring may come out turned inside out; with y down, counterclockwise is clockwise on the screen.
  const turned = frame.zoom < FULL_DETAIL_ZOOM ? sql`ST_ForcePolygonCCW(${placed})` : placed;
  return sql`
    (SELECT CASE WHEN ST_Area(shape) > 0 THEN shape WHEN ${isWhole} THEN ${pixelSquare(geom, frame)} END
     FROM (SELECT ${turned} AS shape OFFSET 0) placed)`;
}

/** A 3857 line in tile units; NULL where it misses the tile or is shorter than a unit. */
export function lineInTile(geom: SQL, frame: TileFrame): SQL {
  const cut = sql`ST_CollectionExtract(ST_ClipByBox2D(${geom}, ${envelope(frame.drawn)}::box2d), 2)`;
  return sql`
    (SELECT CASE WHEN NOT ST_IsEmpty(shape) THEN shape END
     FROM (SELECT ${snapped(sql`CASE WHEN ${geom} @ ${envelope(frame.reach)} THEN ${geom} ELSE ${cut} END`, frame)} AS shape OFFSET 0) placed)`;
}

/** A 3857 point in tile units. */
export const pointInTile = (geom: SQL, frame: TileFrame): SQL => sql`ST_SnapToGrid(${affine(geom, frame)}, 1)`;

function snapped(geom: SQL, frame: TileFrame): SQL {
  const placed = affine(geom, frame);
  const thinned = frame.zoom < FULL_DETAIL_ZOOM ? sql`ST_Simplify(${placed}, ${THINNING_UNITS}::float8, TRUE)` : placed;
  return sql`ST_SnapToGrid(${thinned}, 1)`;
}

function affine(geom: SQL, { west, north, unitsPerMetre: scale }: TileFrame): SQL {
  return sql`ST_Affine(${geom}, ${scale}::float8, 0, 0, ${-scale}::float8, ${-west * scale}::float8, ${north * scale}::float8)`;
}

function pixelSquare(geom: SQL, { west, north, unitsPerMetre: scale }: TileFrame): SQL {
  const left = sql`floor((ST_XMin(${geom}::box2d) - ${west}::float8) * ${scale}::float8)`;
  const top = sql`floor((${north}::float8 - ST_YMax(${geom}::box2d)) * ${scale}::float8)`;
  const square = sql`ST_ForcePolygonCCW(ST_MakeEnvelope(0, 0, ${PIXEL_UNITS}::int, ${PIXEL_UNITS}::int))`;
  return sql`ST_Translate(${square}, ${left}, ${top})`;
}

function envelope({ west, south, east, north }: TileFrame['drawn']): SQL {
  return sql`ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 3857)`;
}
