/** Where the map looks: degrees (CGCS2000), zoom, bearing in degrees from north. */
export type Camera = { readonly lng: number; readonly lat: number; readonly zoom: number; readonly bearing: number };

const DECIMALS = { lng: 6, lat: 6, zoom: 2, bearing: 1 } as const;
/** Adding zero turns −0 into 0, which a link does not keep apart. */
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals)) + 0;

/** Rounds to what a link keeps, so that a camera read from the map equals the one read from its link. */
export function roundCamera({ lng, lat, zoom, bearing }: Camera): Camera {
  return {
    lng: round(lng, DECIMALS.lng),
    lat: round(lat, DECIMALS.lat),
    zoom: round(zoom, DECIMALS.zoom),
    bearing: round(bearing, DECIMALS.bearing),
  };
}

export function writeCamera(camera: Camera): string {
  const { lng, lat, zoom, bearing } = roundCamera(camera);
  return [lng, lat, zoom, ...(bearing === 0 ? [] : [bearing])].join(',');
}

/** Reads `lng,lat,zoom[,bearing]`; anything else, or a place that is not on Earth, is null. */
export function readCamera(text: string): Camera | null {
  const parts = text.split(',');
  if (parts.length < 3 || parts.length > 4 || parts.some((part) => part.trim() === '')) return null;
  const [lng = Number.NaN, lat = Number.NaN, zoom = Number.NaN, bearing = 0] = parts.map(Number);
  const isPlace = Math.abs(lng) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22 && Math.abs(bearing) <= 360;
  return isPlace ? roundCamera({ lng, lat, zoom, bearing }) : null;
}

export const sameCamera = (a: Camera | null, b: Camera | null): boolean =>
  a && b ? writeCamera(a) === writeCamera(b) : a === b;
