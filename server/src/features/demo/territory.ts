import { type LocalFrame, localFrame } from './local-frame.ts';
import { densified, distance, distanceToSegment, leftOf, type Point, type Ring } from './polygon.ts';
import type { JurisdictionSettings } from './settings.ts';

type TownArea = { readonly code: string; readonly name: string; readonly ring: Ring };

/** A jurisdiction's schematic ground in metres around the middle of its box. */
export type Territory = {
  readonly frame: LocalFrame;
  readonly centre: Point;
  readonly outline: Ring;
  readonly towns: readonly TownArea[];
  readonly townIndexOf: (point: Point) => number;
  readonly isInside: (point: Point) => boolean;
  readonly rivers: readonly { readonly name: string; readonly widthM: number; readonly path: readonly Point[] }[];
  readonly expressway: readonly Point[];
  readonly expresswayName: string;
  /** Whether something built at a point would stand in a river or on the expressway. */
  readonly isBarred: (point: Point, reachM: number) => boolean;
};

/** Outline, town areas, rivers and expressway: made up inside the true box, from no real border. */
export function layTerritory(settings: JurisdictionSettings): Territory {
  const [west, south, east, north] = settings.box;
  const centre: Point = [(west + east) / 2, (south + north) / 2];
  const frame = localFrame(centre);
  const [halfWidth, halfHeight] = frame.metres([east, north]) as [number, number];
  const margin = 2 * SWAY_DEGREES * 111_000;
  const bend = (point: Point): Point => {
    const sway = swayAt(frame.lonLat(point));
    return frame.metres([frame.lonLat(point)[0] + sway[0], frame.lonLat(point)[1] + sway[1]]);
  };
  const push = (point: Point): Point => [bend(point)[0] - point[0], bend(point)[1] - point[1]];
  const straighten = (point: Point): Point => {
    let guess = point;
    for (let round = 0; round < 6; round++) guess = [point[0] - push(guess)[0], point[1] - push(guess)[1]];
    return guess;
  };
  const plain = settings.borders.reduce<Ring>(
    (ring, [from, to]) => {
      const [start, end] = [frame.metres(from), frame.metres(to)];
      return leftOf(ring, { at: start, angle: Math.atan2(end[1] - start[1], end[0] - start[0]) });
    },
    superellipse(halfWidth - margin, halfHeight - margin),
  );
  const seeds = settings.towns.map((town) => straighten(frame.metres(town.centre)));
  const rivers = settings.rivers.map((river) => ({ ...river, path: smooth(river.path.map(frame.metres)) }));
  const expressway = smooth(settings.expressway.path.map(frame.metres));
  const nearest = (point: Point): number => {
    const plainPoint = straighten(point);
    const distances = seeds.map((seedPoint) => distance(seedPoint, plainPoint));
    return distances.indexOf(Math.min(...distances));
  };
  const areas = nodedRings(seeds.map((_, index) => townRing(plain, seeds, index)));
  return {
    frame,
    centre,
    outline: densified(plain, 900, true).map(bend),
    towns: settings.towns.map((town, index) => ({
      ...town,
      ring: densified(areas[index] as Ring, 900, true).map(bend),
    })),
    townIndexOf: nearest,
    isInside: (point) => isInsideConvex(plain, straighten(point)),
    rivers,
    expressway,
    expresswayName: settings.expressway.name,
    isBarred: (point, reachM) =>
      rivers.some((river) => isNear(point, river.path, river.widthM / 2 + reachM)) ||
      isNear(point, expressway, 25 + reachM),
  };
}

const SWAY_DEGREES = 0.005;

/**
 * How far made-up borders swing aside at a place. It depends on the place alone, so that neighbours who share a straight
 * line share the bent one too.
 */
function swayAt([lon, lat]: Point): Point {
  return [
    SWAY_DEGREES * (0.7 * Math.sin(lat * 47) + 0.3 * Math.sin(lon * 83 + lat * 31)),
    SWAY_DEGREES * (0.7 * Math.sin(lon * 53 + 1) + 0.3 * Math.cos(lat * 89 - lon * 29)),
  ];
}

function superellipse(halfWidth: number, halfHeight: number): Ring {
  return Array.from({ length: 72 }, (_, step): Point => {
    const angle = (step / 72) * 2 * Math.PI;
    const bow = (value: number) => Math.sign(value) * Math.abs(value) ** 0.55;
    return [halfWidth * bow(Math.cos(angle)), halfHeight * bow(Math.sin(angle))];
  });
}

/** The part of the outline that is nearer to this town's seed than to any other. */
function townRing(outline: Ring, seeds: readonly Point[], index: number): Ring {
  const own = seeds[index] as Point;
  let ring = outline;
  seeds.forEach((other, at) => {
    if (at === index) return;
    const halfway: Point = [(own[0] + other[0]) / 2, (own[1] + other[1]) / 2];
    const across = Math.atan2(other[1] - own[1], other[0] - own[0]) + Math.PI / 2;
    ring = leftOf(ring, { at: halfway, angle: across });
  });
  return ring;
}

/** Corners of neighbours put into each ring's edges, so that town borders meet without gap. */
function nodedRings(rings: readonly Ring[]): Ring[] {
  const corners: Point[] = [];
  const welded = rings.map((ring) =>
    ring.map((point) => {
      const known = corners.find((corner) => distance(corner, point) < 1);
      if (known) return known;
      corners.push(point);
      return point;
    }),
  );
  return welded.map((ring) =>
    ring.flatMap((start, at) => {
      const end = ring[(at + 1) % ring.length] as Point;
      const between = corners.filter(
        (corner) => corner !== start && corner !== end && distanceToSegment(corner, [start, end]) < 0.5,
      );
      return [start, ...between.sort((a, b) => distance(start, a) - distance(start, b))];
    }),
  );
}

function isInsideConvex(ring: Ring, point: Point): boolean {
  return ring.every((from, at) => {
    const to = ring[(at + 1) % ring.length] as Point;
    return (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]) >= 0;
  });
}

// Asked for every corner of every block: no closures and no lists inside the loop.
function isNear(point: Point, path: readonly Point[], reachM: number): boolean {
  const [x, y] = point;
  for (let at = 1; at < path.length; at++) {
    const from = path[at - 1] as Point;
    const to = path[at] as Point;
    if (x < Math.min(from[0], to[0]) - reachM || x > Math.max(from[0], to[0]) + reachM) continue;
    if (y < Math.min(from[1], to[1]) - reachM || y > Math.max(from[1], to[1]) + reachM) continue;
    if (distanceToSegment(point, [from, to]) < reachM) return true;
  }
  return false;
}

/** A path through its points without corners (Catmull-Rom). */
export function smooth(points: readonly Point[]): Point[] {
  const at = (index: number): Point => points[Math.min(points.length - 1, Math.max(0, index))] as Point;
  const curve: Point[] = [];
  for (let index = 0; index < points.length - 1; index++) {
    for (let step = 0; step < 14; step++) {
      const t = step / 14;
      const blend = (axis: 0 | 1): number => {
        const [a, b, c, d] = [at(index - 1)[axis], at(index)[axis], at(index + 1)[axis], at(index + 2)[axis]];
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
      };
      curve.push([blend(0), blend(1)]);
    }
  }
  return [...curve, at(points.length - 1)];
}
