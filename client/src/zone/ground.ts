import difference from '@turf/difference';
import kinks from '@turf/kinks';
import union from '@turf/union';
import type { Boundary } from '@yima-guandi/server/contract';

/** Ground on the map: what is drawn, joined and cut. All positions are degrees (CGCS2000). */

type Position = [number, number];
export type GroundRing = readonly Position[];

const featureOf = (geometry: Boundary) => ({ type: 'Feature' as const, properties: {}, geometry });
const collectionOf = (...grounds: readonly Boundary[]) => ({
  type: 'FeatureCollection' as const,
  features: grounds.map(featureOf),
});

type Clipped = { geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown } } | null;
function boundaryOf(clipped: Clipped): Boundary | null {
  if (!clipped) return null;
  const { type, coordinates } = clipped.geometry;
  return {
    type: 'MultiPolygon',
    coordinates: (type === 'Polygon' ? [coordinates] : coordinates) as Boundary['coordinates'],
  };
}

/** Whether a ring runs across itself. */
const crossesItself = (ring: GroundRing): boolean =>
  kinks({ type: 'Polygon', coordinates: [ring.map(([lng, lat]) => [lng, lat])] }).features.length > 0;

const isSound = ({ coordinates }: Boundary): boolean => coordinates.every((rings) => !rings.some(crossesItself));

export const groundOfRing = (ring: GroundRing): Boundary => ({
  type: 'MultiPolygon',
  coordinates: [[ring.map(([lng, lat]) => [lng, lat])]],
});

/**
 * Both grounds as one. One that crosses itself is put beside the other as it is: joined it would be mended unasked, and
 * nobody would know.
 */
export function joinGround(one: Boundary | null, other: Boundary): Boundary {
  if (!one) return other;
  if (!isSound(one) || !isSound(other))
    return { type: 'MultiPolygon', coordinates: [...one.coordinates, ...other.coordinates] };
  return boundaryOf(union(collectionOf(one, other)) as Clipped) ?? other;
}

/** The first ground without the second, holes included; null: nothing is left, or what crosses itself cannot be cut. */
export function cutGround(one: Boundary, other: Boundary): Boundary | 'crosses' | null {
  if (!isSound(one) || !isSound(other)) return 'crosses';
  return boundaryOf(difference(collectionOf(one, other)) as Clipped);
}

/** West, south, east and north of a ground, degrees. */
export function boxOf({ coordinates }: Boundary): readonly [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [outer] of coordinates)
    for (const [lng, lat] of outer ?? []) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return [west, south, east, north];
}
