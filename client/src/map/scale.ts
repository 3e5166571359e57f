const EQUATOR_M = 40_075_016.686;
const TILE_PX = 512;
/** A pixel of the standard screen, as map services reckon scales. */
const PIXEL_M = 0.00028;

/** Metres on the ground under one pixel of the screen. */
const metresPerPixel = (lat: number, zoom: number): number =>
  (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (TILE_PX * 2 ** zoom);

/** The denominator of the scale, to two figures that can be said aloud. */
export function scaleDenominator(lat: number, zoom: number): number {
  const exact = metresPerPixel(lat, zoom) / PIXEL_M;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1);
  return Math.round(exact / step) * step;
}

/** The longest bar of a round length that fits: 1, 2 or 5 times a power of ten, in metres, and its width in pixels. */
export function scaleBar(
  lat: number,
  zoom: number,
  roomPx: number,
): { readonly metres: number; readonly widthPx: number } {
  const perPixel = metresPerPixel(lat, zoom);
  const most = perPixel * roomPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, widthPx: metres / perPixel };
}
