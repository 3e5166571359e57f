import type { Random } from '../../domain/random.ts';
import {
  chordOf,
  distance,
  distanceToSegment,
  type Line,
  leftOf,
  mainDirection,
  middle,
  type Point,
  type Ring,
  rangeAlong,
  rightOf,
  ringArea,
} from './polygon.ts';

/** One lot in the straight plan of its estate, before the plan is bent. */
export type Lot = {
  readonly ring: Ring;
  /** A convex part of the lot, the whole of it where it is convex: roofs stand on it. */
  readonly core: Ring;
};

const SMALLEST_LOT_M2 = 1350;
const LARGEST_LOT_M2 = 78_000;
const MEDIAN_LOT_M2 = 15_000;

/** Where a cut may fall: between two shares of the length, askew by up to so many radians. */
export type Cut = { readonly from: number; readonly to: number; readonly skew: number };

/** A line across the longer side of a ring. */
export function cutAcross(ring: Ring, random: Random, { from, to, skew }: Cut): Line {
  const direction = mainDirection(ring);
  const alongIt = rangeAlong(ring, direction);
  const acrossIt = rangeAlong(ring, direction + Math.PI / 2);
  const isAlong = alongIt[1] - alongIt[0] >= acrossIt[1] - acrossIt[0];
  const axis = isAlong ? direction : direction + Math.PI / 2;
  const [near, far] = isAlong ? alongIt : acrossIt;
  // Seen from the axis, the other direction lies a quarter turn to its left.
  const [low, high] = isAlong ? acrossIt : [-alongIt[1], -alongIt[0]];
  const u = near + random.between(from, to) * (far - near);
  const v = (low + high) / 2;
  const at: Point = [u * Math.cos(axis) - v * Math.sin(axis), u * Math.sin(axis) + v * Math.cos(axis)];
  return { at, angle: axis + Math.PI / 2 + random.between(-skew, skew) };
}

/** Divides a block into lots that share their edges exactly; every corner on an edge is a corner of both its lots. */
export function lotsOf(block: Ring, random: Random, scale: number): Lot[] {
  const lots: Lot[] = [];
  divide(block, { target: random.spread(MEDIAN_LOT_M2 * scale, 0.7), scale, random, lots });
  return noded(lots).map((lot, _, all) => (random.chance(0.05) ? notched(lot, all, random) : lot));
}

type Division = { readonly target: number; readonly scale: number; readonly random: Random; readonly lots: Lot[] };

function divide(ring: Ring, into: Division): void {
  const { target, scale, random, lots } = into;
  const area = ringArea(ring);
  const isSmallEnough = area < target * random.between(0.75, 1.75) && area < LARGEST_LOT_M2 * scale;
  if (isSmallEnough || area < 2.4 * SMALLEST_LOT_M2 * scale) {
    lots.push(...finished(ring, random, scale));
    return;
  }
  const line = cutAcross(ring, random, { from: 0.36, to: 0.64, skew: 0.03 });
  const left = leftOf(ring, line);
  const right = rightOf(ring, line);
  if (left.length < 3 || right.length < 3) {
    lots.push({ ring, core: ring });
    return;
  }
  divide(left, into);
  divide(right, into);
}

/** Mostly the lot itself; sometimes a corner is let go as a lot of its own and an L is left. */
function finished(ring: Ring, random: Random, scale: number): Lot[] {
  const whole: Lot = { ring, core: ring };
  if (!random.chance(0.11) || ringArea(ring) < 5 * SMALLEST_LOT_M2 * scale) return [whole];
  const first = cutAcross(ring, random, { from: 0.52, to: 0.66, skew: 0.02 });
  const main = leftOf(ring, first);
  const rest = rightOf(ring, first);
  if (main.length < 4 || rest.length < 4) return [whole];
  const second = { at: middle(rest), angle: first.angle + Math.PI / 2 };
  const wing = leftOf(rest, second);
  const corner = rightOf(rest, second);
  const chord = chordOf(ring, first);
  if (!chord || wing.length < 4 || corner.length < 4 || ringArea(corner) < SMALLEST_LOT_M2 * scale) return [whole];
  const joined = joinAlong(main, wing);
  return joined
    ? [
        { ring: joined, core: main },
        { ring: corner, core: corner },
      ]
    : [whole];
}

/** One ring of two that share part of an edge: `wing` leans on an edge of `main` and shares one end of it. */
function joinAlong(main: Ring, wing: Ring): Ring | null {
  const isSame = (a: Point, b: Point) => distance(a, b) < 1e-6;
  for (let at = 0; at < main.length; at++) {
    const start = main[at] as Point;
    const end = main[(at + 1) % main.length] as Point;
    for (let other = 0; other < wing.length; other++) {
      const here = wing[other] as Point;
      const next = wing[(other + 1) % wing.length] as Point;
      // The wing runs the other way along the common edge: from its end towards its start.
      const leansOnEnd = isSame(here, end) && liesWithin(next, start, end);
      const leansOnStart = isSame(next, start) && liesWithin(here, start, end);
      if (!leansOnEnd && !leansOnStart) continue;
      const around = [...wing.slice(other + 1), ...wing.slice(0, other + 1)];
      const detour = leansOnEnd ? around.slice(0, -1) : around.slice(1);
      return [...main.slice(0, at + 1), ...detour, ...main.slice(at + 1)];
    }
  }
  return null;
}

function liesWithin(point: Point, start: Point, end: Point): boolean {
  const detour = distance(start, point) + distance(point, end) - distance(start, end);
  return detour < 1e-6 && distance(start, point) > 1 && distance(point, end) > 1;
}

const WELD_M = 0.25;

/** Welds corners that nearly meet, then puts every corner that lies on an edge into that edge. */
function noded(lots: readonly Lot[]): Lot[] {
  const corners: Point[] = [];
  const weld = (point: Point): Point => {
    const known = corners.find((corner) => distance(corner, point) < WELD_M);
    if (known) return known;
    corners.push(point);
    return point;
  };
  const welded = lots.map(({ ring, core }) => ({ ring: withoutRepeats(ring.map(weld)), core }));
  return welded.map(({ ring, core }) => ({
    ring: ring.flatMap((point, at) => noteCorners(point, ring[(at + 1) % ring.length] as Point, corners)),
    core,
  }));
}

function withoutRepeats(ring: Ring): Ring {
  return ring.filter((point, at) => point !== ring[(at + 1) % ring.length]);
}

function noteCorners(start: Point, end: Point, corners: readonly Point[]): Point[] {
  const length = distance(start, end);
  const x = (end[0] - start[0]) / length;
  const y = (end[1] - start[1]) / length;
  const between: [number, Point][] = [];
  for (const corner of corners) {
    const along = (corner[0] - start[0]) * x + (corner[1] - start[1]) * y;
    const aside = Math.abs((corner[1] - start[1]) * x - (corner[0] - start[0]) * y);
    if (aside < WELD_M && along > WELD_M / 2 && along < length - WELD_M / 2 && corner !== start && corner !== end)
      between.push([along, corner]);
  }
  between.sort((a, b) => a[0] - b[0]);
  return [start, ...between.map(([, corner]) => corner)];
}

/** A niche in the street front, as a transformer house takes it; the lot itself where it has no front for one. */
function notched(lot: Lot, all: readonly Lot[], random: Random): Lot {
  if (!isConvexLot(lot) || ringArea(lot.ring) < 4 * SMALLEST_LOT_M2) return lot;
  const { ring } = lot;
  const front = ring.findIndex((start, at) => {
    const end = ring[(at + 1) % ring.length] as Point;
    return distance(start, end) > 24 && !all.some((other) => other !== lot && hasEdge(other.ring, end, start));
  });
  if (front < 0) return lot;
  const start = ring[front] as Point;
  const end = ring[(front + 1) % ring.length] as Point;
  const length = distance(start, end);
  const from = random.between(0.2, 0.4);
  const to = from + random.between(6, 10) / length;
  const depth = random.between(4, 6);
  // Inwards is to the left of a counter-clockwise edge.
  const inward = [(-(end[1] - start[1]) / length) * depth, ((end[0] - start[0]) / length) * depth] as const;
  const at = (share: number, deep: boolean): Point => [
    start[0] + (end[0] - start[0]) * share + (deep ? inward[0] : 0),
    start[1] + (end[1] - start[1]) * share + (deep ? inward[1] : 0),
  ];
  const niche = [at(from, false), at(from, true), at(to, true), at(to, false)];
  return { ...lot, ring: [...ring.slice(0, front + 1), ...niche, ...ring.slice(front + 1)] };
}

const isConvexLot = ({ ring, core }: Lot): boolean => Math.abs(ringArea(core) / ringArea(ring) - 1) < 0.01;

function hasEdge(ring: Ring, start: Point, end: Point): boolean {
  const at = ring.indexOf(start);
  return at >= 0 && ring[(at + 1) % ring.length] === end;
}

/**
 * The same lots with one pushed a few metres into its neighbour, as wrongly surveyed borders are; null where no pair of
 * lots offers a long enough common edge.
 */
export function withOverlap(lots: readonly Lot[], random: Random): Lot[] | null {
  const depth = random.between(4, 8);
  for (const [index, lot] of lots.entries()) {
    for (const [at, start] of lot.ring.entries()) {
      const end = lot.ring[(at + 1) % lot.ring.length] as Point;
      const length = distance(start, end);
      const neighbour =
        length < 34 ? undefined : lots.find((other) => other !== lot && hasEdge(other.ring, end, start));
      if (!neighbour || !isConvexLot(neighbour)) continue;
      const tip: Point = [
        (start[0] + end[0]) / 2 + ((end[1] - start[1]) / length) * depth,
        (start[1] + end[1]) / 2 - ((end[0] - start[0]) / length) * depth,
      ];
      if (!isDeepInside(tip, neighbour.ring, end)) continue;
      const ring = [...lot.ring.slice(0, at + 1), tip, ...lot.ring.slice(at + 1)];
      return lots.map((each, place) => (place === index ? { ...each, ring } : each));
    }
  }
  return null;
}

/** Whether a point keeps clear of every edge but the one that begins at `from`. */
function isDeepInside(point: Point, ring: Ring, from: Point): boolean {
  return ring.every(
    (start, at) => start === from || distanceToSegment(point, [start, ring[(at + 1) % ring.length] as Point]) > 9,
  );
}
