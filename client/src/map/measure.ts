import area from '@turf/area';
import length from '@turf/length';
import type { Measured } from './map-state.ts';

const EARTH_RADIUS_M = 6371008.8;
/** CGCS2000 (GB/T 22021): semi-major axis in metres and first eccentricity squared. */
const SEMI_MAJOR_M = 6378137;
const ECCENTRICITY_SQUARED = 0.0066943800229;

/**
 * What a spherical area must be multiplied by to be that of the CGCS2000 ellipsoid at this latitude (degrees): the
 * product of its two radii of curvature over the square of the sphere's radius.
 */
export function ellipsoidFactor(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  const curvature = (SEMI_MAJOR_M ** 2 * (1 - ECCENTRICITY_SQUARED)) / (1 - ECCENTRICITY_SQUARED * sine ** 2) ** 2;
  return curvature / EARTH_RADIUS_M ** 2;
}

type Ring = readonly (readonly [number, number])[];
const closed = (ring: Ring): [number, number][] => [...ring, ...ring.slice(0, 1)].map(([lng, lat]) => [lng, lat]);

/** Area of a ring of degrees in m², for a live preview; figures that count are the server's. */
export function ringAreaM2(ring: Ring): number {
  if (ring.length < 3) return 0;
  const meanLat = ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length;
  return area({ type: 'Polygon', coordinates: [closed(ring)] }) * ellipsoidFactor(meanLat);
}

export function ringOutlineM(ring: Ring): number {
  if (ring.length < 2) return 0;
  const line = ring.length > 2 ? closed(ring) : ring.map(([lng, lat]) => [lng, lat] as [number, number]);
  return length(
    { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line } },
    { units: 'meters' },
  );
}

type Shape =
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'LineString'; coordinates: [number, number][] }
  | { type: 'Point'; coordinates: [number, number] };
export type MeasuredShapes = {
  type: 'FeatureCollection';
  features: { type: 'Feature'; properties: null; geometry: Shape }[];
};

const feature = (geometry: Shape) => ({ type: 'Feature' as const, properties: null, geometry });

/** What the map draws of a measurement: the ring with its points. `next` is where the pointer would put another. */
export function measuredShapes(state: Measured | null, next: readonly [number, number] | null): MeasuredShapes {
  const points = state ? (state.isClosed || !next ? state.points : [...state.points, next]) : [];
  const shapes: Shape[] = [];
  if (points.length > 2) shapes.push({ type: 'Polygon', coordinates: [closed(points)] });
  else if (points.length === 2)
    shapes.push({ type: 'LineString', coordinates: points.map(([lng, lat]) => [lng, lat]) });
  for (const [lng, lat] of state?.points ?? []) shapes.push({ type: 'Point', coordinates: [lng, lat] });
  return { type: 'FeatureCollection', features: shapes.map(feature) };
}
