import type { Map as MapLibreMap } from 'maplibre-gl';

const EASE_MS = 260;
/** Zoom from which a single parcel is well seen. */
const PARCEL_ZOOM = 15;
const PARCEL_MAX_ZOOM = 16.5;

export type DegreeBox = readonly [west: number, south: number, east: number, north: number];

const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
export const easeMs = (): number => (prefersStillness() ? 0 : EASE_MS);

const PADDING_PX = 48;
const paddingOf = (map: MapLibreMap): number => {
  const { clientWidth, clientHeight } = map.getContainer();
  return Math.min(PADDING_PX, clientWidth / 6, clientHeight / 6);
};

/** Shows a whole box. `isSilent`: the link does not record it, because it would come to the same by itself. */
export function fitBox(
  map: MapLibreMap,
  [west, south, east, north]: DegreeBox,
  options: { readonly isSilent?: boolean; readonly maxZoom?: number } = {},
): void {
  const { isSilent = false, maxZoom = PARCEL_MAX_ZOOM } = options;
  map.fitBounds(
    [west, south, east, north],
    { padding: paddingOf(map), maxZoom, duration: isSilent ? 0 : easeMs() },
    { isSilent },
  );
}

/** Opens a map on a box: half-way between the whole of it and a sheet that it fills, so that land is what is seen first. */
export function openOn(map: MapLibreMap, box: DegreeBox): void {
  fitBox(map, box, { isSilent: true });
  const [west, south, east, north] = box;
  const [from, to] = [map.project([west, north]), map.project([east, south])];
  const { clientWidth, clientHeight } = map.getContainer();
  const toFill = Math.max(clientWidth / (to.x - from.x), clientHeight / (to.y - from.y));
  map.jumpTo({ zoom: Math.min(PARCEL_MAX_ZOOM, map.getZoom() + Math.log2(toFill) / 2) }, { isSilent: true });
}

/** Brings a parcel into sight: nothing moves when it is seen already, and it is never centred by force. */
export function revealParcel(map: MapLibreMap, box: DegreeBox): void {
  const [west, south, east, north] = box;
  const corners = [map.project([west, south]), map.project([east, north])];
  const { clientWidth, clientHeight } = map.getContainer();
  const margin = 16;
  const isInside = corners.every(
    ({ x, y }) => x >= margin && y >= margin && x <= clientWidth - margin && y <= clientHeight - margin,
  );
  if (isInside && map.getZoom() >= PARCEL_ZOOM - 2) return;
  const zoom = Math.max(map.getZoom(), PARCEL_ZOOM);
  map.easeTo({ center: [(west + east) / 2, (south + north) / 2], zoom, duration: easeMs() });
}
