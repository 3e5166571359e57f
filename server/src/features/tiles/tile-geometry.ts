import { type SQL, sql } from 'drizzle-orm';
import { ofTile, PIXEL_UNITS } from './tile-frame.ts';

/**
 * Geometry in tile space, written once for every engine: an affine map and a snap to whole units.
 * It is quicker than ST_AsMVTGeom and needs no protobuf. Rings keep the order in which they are stored: clockwise on the
 * map becomes clockwise on the screen, as the format wants outer rings.
 */

/** Below this zoom outlines are thinned to what half a pixel can show. */
export const FULL_DETAIL_ZOOM = 14;
const THINNING_UNITS = PIXEL_UNITS / 2;

/** A box as a query of its own is made once for a tile, not once for a row. */
const box = (side: 'drawn' | 'reach'): SQL =>
  sql`ST_MakeEnvelope(${ofTile(`${side}West`)}::float8, ${ofTile(`${side}South`)}::float8, ${ofTile(`${side}East`)}::float8, ${ofTile(`${side}North`)}::float8, 3857)`;
const DRAWN = sql`(SELECT ${box('drawn')})`;
const REACH = sql`(SELECT ${box('reach')})`;

/** The condition that a stored 3857 geometry reaches into the tile. */
export const reachesTile = (geom: SQL): SQL => sql`${geom} && ${DRAWN}`;

/** The condition that a 4490 geometry reaches into the tile, without putting it on the screen's plane first. */
export const nearTile = (geom: SQL): SQL =>
  sql`${geom} && (SELECT ST_SetSRID(ST_Transform(${box('drawn')}, 4326), 4490))`;

/** A 4490 geometry on the screen's plane. The two datums differ by centimetres, so 4490 is drawn as 4326. */
export const onScreenPlane = (geom: SQL): SQL => sql`ST_Transform(ST_SetSRID(${geom}, 4326), 3857)`;

/** A clockwise 3857 polygon in tile units, whatever comes of it: see `visiblePolygon`. */
export function placedPolygon(geom: SQL, zoom: number): SQL {
  const cut = sql`ST_ForcePolygonCW(ST_CollectionExtract(ST_ClipByBox2D(${geom}, ${DRAWN}::box2d), 3))`;
  const placed = snapped(sql`CASE WHEN ${geom} @ ${REACH} THEN ${geom} ELSE ${cut} END`, zoom);
  // Thinned to a few units, a ring may come out turned inside out; with y down, counterclockwise is clockwise on the screen.
  return zoom < FULL_DETAIL_ZOOM ? sql`ST_ForcePolygonCCW(${placed})` : placed;
}

/** A placed polygon, or a square of one pixel where it came out too small to draw; NULL where it misses the tile. */
export const visiblePolygon = (placed: SQL, geom: SQL): SQL =>
  sql`CASE WHEN ST_Area(${placed}) > 0 THEN ${placed} WHEN ${geom} @ ${REACH} THEN ${pixelSquare(geom)} END`;

/** A clockwise 3857 polygon in tile units, as it is drawn. */
export const polygonInTile = (geom: SQL, zoom: number): SQL => sql`
    (SELECT ${visiblePolygon(sql`shape`, geom)} FROM (SELECT ${placedPolygon(geom, zoom)} AS shape OFFSET 0) placed)`;

/** A 3857 line in tile units; NULL where it misses the tile or is shorter than a unit. */
export function lineInTile(geom: SQL, zoom: number): SQL {
  const cut = sql`ST_CollectionExtract(ST_ClipByBox2D(${geom}, ${DRAWN}::box2d), 2)`;
  return sql`
    (SELECT CASE WHEN NOT ST_IsEmpty(shape) THEN shape END
     FROM (SELECT ${snapped(sql`CASE WHEN ${geom} @ ${REACH} THEN ${geom} ELSE ${cut} END`, zoom)} AS shape OFFSET 0) placed)`;
}

/** A 3857 point in tile units. */
export const pointInTile = (geom: SQL): SQL => sql`ST_SnapToGrid(${affine(geom)}, 1)`;

function snapped(geom: SQL, zoom: number): SQL {
  const placed = affine(geom);
  const thinned = zoom < FULL_DETAIL_ZOOM ? sql`ST_Simplify(${placed}, ${THINNING_UNITS}::float8, TRUE)` : placed;
  return sql`ST_SnapToGrid(${thinned}, 1)`;
}

const affine = (geom: SQL): SQL =>
  sql`ST_Affine(${geom}, ${ofTile('scale')}::float8, 0, 0, ${ofTile('flip')}::float8, ${ofTile('shiftX')}::float8, ${ofTile('shiftY')}::float8)`;

function pixelSquare(geom: SQL): SQL {
  const left = sql`floor(ST_XMin(${geom}::box2d) * ${ofTile('scale')}::float8 + ${ofTile('shiftX')}::float8)`;
  const top = sql`floor(ST_YMax(${geom}::box2d) * ${ofTile('flip')}::float8 + ${ofTile('shiftY')}::float8)`;
  const square = sql`ST_ForcePolygonCCW(ST_MakeEnvelope(0, 0, ${PIXEL_UNITS}::int, ${PIXEL_UNITS}::int))`;
  return sql`ST_Translate(${square}, ${left}, ${top})`;
}
