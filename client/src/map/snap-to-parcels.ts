import type { Map as MapLibreMap } from 'maplibre-gl';
import { PARCELS } from './layers/parcels.ts';
import { PARCEL_VEIL } from './layers/states.ts';

type Pixel = { readonly x: number; readonly y: number };
type Position = [number, number];

/** Within so many pixels the pen jumps to a corner of a parcel, else to the nearest point of an edge. */
const CORNER_PX = 10;
const EDGE_PX = 7;

const squared = (one: Pixel, other: Pixel): number => (one.x - other.x) ** 2 + (one.y - other.y) ** 2;

function nearestOnEdge(at: Pixel, from: Pixel, to: Pixel): Pixel {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  return { x: from.x + share * dx, y: from.y + share * dy };
}

/** Where on rings of pixels a point jumps to: a corner first, then an edge; null: nowhere near. */
export function snapPixel(at: Pixel, rings: readonly (readonly Pixel[])[]): Pixel | null {
  let corner: Pixel | null = null;
  let edge: Pixel | null = null;
  for (const ring of rings)
    for (let index = 0; index < ring.length; index += 1) {
      const [point, next] = [ring[index] as Pixel, ring[index + 1]];
      if (squared(at, point) <= CORNER_PX ** 2 && (!corner || squared(at, point) < squared(at, corner))) corner = point;
      if (!next) continue;
      const near = nearestOnEdge(at, point, next);
      if (squared(at, near) <= EDGE_PX ** 2 && (!edge || squared(at, near) < squared(at, edge))) edge = near;
    }
  return corner ?? edge;
}

/** Jumps to the parcels that are drawn about a pixel of the map; undefined: none is near. */
export function snapToParcels(map: MapLibreMap, at: Pixel): Position | undefined {
  if (!map.getLayer(PARCEL_VEIL)) return undefined;
  const around: [[number, number], [number, number]] = [
    [at.x - CORNER_PX, at.y - CORNER_PX],
    [at.x + CORNER_PX, at.y + CORNER_PX],
  ];
  const rings = map
    .queryRenderedFeatures(around, { layers: [PARCEL_VEIL] })
    .filter(({ source }) => source === PARCELS.source)
    .flatMap(({ geometry }) => {
      if (geometry.type === 'Polygon') return geometry.coordinates;
      return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
    });
  const snapped = snapPixel(
    at,
    rings.map((ring) => ring.map(([lng, lat]) => map.project([lng as number, lat as number]))),
  );
  if (!snapped) return undefined;
  const { lng, lat } = map.unproject([snapped.x, snapped.y]);
  return [lng, lat];
}
