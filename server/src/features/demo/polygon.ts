/** Plane polygons in metres. A ring is open (its first point is not repeated) and runs counter-clockwise. */
export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];
export type Segment = readonly [Point, Point];

const after = (ring: Ring, index: number): Point => ring[(index + 1) % ring.length] as Point;

/** Signed: positive for a counter-clockwise ring. */
export function ringArea(ring: Ring): number {
  const origin = ring[0];
  if (!origin) return 0;
  let twice = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = after(ring, index);
    twice += (x - origin[0]) * (nextY - origin[1]) - (nextX - origin[0]) * (y - origin[1]);
  });
  return twice / 2;
}

/** The mean of the corners: near enough to the middle for placing and naming. */
export function middle(ring: Ring): Point {
  let x = 0;
  let y = 0;
  for (const point of ring) {
    x += point[0];
    y += point[1];
  }
  return [x / ring.length, y / ring.length];
}

export const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** Where a line is crossed: through `at` along `angle`. */
export type Line = { readonly at: Point; readonly angle: number };

const offsetFrom = (line: Line, point: Point): number =>
  (point[1] - line.at[1]) * Math.cos(line.angle) - (point[0] - line.at[0]) * Math.sin(line.angle);

/** The part of a convex ring to the left of the line, at least `margin` away from it. */
export function leftOf(ring: Ring, line: Line, margin = 0): Ring {
  return keep(ring, (point) => offsetFrom(line, point) - margin);
}

/** The part of a convex ring to the right of the line, at least `margin` away from it. */
export function rightOf(ring: Ring, line: Line, margin = 0): Ring {
  return keep(ring, (point) => -offsetFrom(line, point) - margin);
}

// Both sides reach the same crossing from the same two corners, so the edge they share is the same to the last bit.
function keep(ring: Ring, side: (point: Point) => number): Ring {
  const kept: Point[] = [];
  const sides = ring.map(side);
  for (let index = 0; index < ring.length; index++) {
    const point = ring[index] as Point;
    const next = after(ring, index);
    const here = sides[index] as number;
    const there = sides[(index + 1) % ring.length] as number;
    if (here >= 0) kept.push(point);
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there);
      kept.push([point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share]);
    }
  }
  return kept;
}

/** The piece of the line inside a convex ring. */
export function chordOf(ring: Ring, line: Line): Segment | null {
  const ends: Point[] = [];
  ring.forEach((point, index) => {
    const next = after(ring, index);
    const here = offsetFrom(line, point);
    const there = offsetFrom(line, next);
    if (here >= 0 === there >= 0) return;
    const share = here / (here - there);
    ends.push([point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share]);
  });
  const [start, end] = ends;
  return start && end ? [start, end] : null;
}

/** A segment made longer by `by` metres at both ends. */
export function extended([start, end]: Segment, by: number): Segment {
  const length = distance(start, end) || 1;
  const x = ((end[0] - start[0]) / length) * by;
  const y = ((end[1] - start[1]) / length) * by;
  return [
    [start[0] - x, start[1] - y],
    [end[0] + x, end[1] + y],
  ];
}

/** A convex ring drawn in by `by` metres on every side; empty where nothing is left. */
export function inset(ring: Ring, by: number): Ring {
  let drawn = ring;
  ring.forEach((point, index) => {
    const next = after(ring, index);
    if (distance(point, next) < 1e-6) return;
    drawn = leftOf(drawn, { at: point, angle: Math.atan2(next[1] - point[1], next[0] - point[0]) }, by);
  });
  return drawn.length < 3 ? [] : drawn;
}

/** The direction of the longest run of edges that go the same way, as an angle. */
export function mainDirection(ring: Ring): number {
  let longest = 0;
  let angle = 0;
  let run = 0;
  let runAngle = 0;
  // Twice around, so that a run over the first corner is seen whole.
  for (let index = 0; index < ring.length * 2; index++) {
    const from = ring[index % ring.length] as Point;
    const to = after(ring, index % ring.length);
    const edgeAngle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const isSame = Math.abs(Math.sin(edgeAngle - runAngle)) < 0.02 && Math.cos(edgeAngle - runAngle) > 0;
    run = isSame ? run + distance(from, to) : distance(from, to);
    runAngle = edgeAngle;
    if (run > longest) {
      longest = run;
      angle = edgeAngle;
    }
  }
  return angle;
}

/** The least and the greatest place of a ring along a direction. */
export function rangeAlong(ring: Ring, angle: number): [least: number, greatest: number] {
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const point of ring) {
    const along = point[0] * x + point[1] * y;
    if (along < least) least = along;
    if (along > greatest) greatest = along;
  }
  return [least, greatest];
}

/** Points added so that no edge is longer than `step`; an open path keeps its ends. */
export function densified(points: readonly Point[], step: number, isClosed: boolean): Point[] {
  const dense: Point[] = [];
  points.forEach((point, index) => {
    const next = isClosed ? after(points, index) : points[index + 1];
    if (!next) {
      dense.push(point);
      return;
    }
    const pieces = Math.max(1, Math.ceil(distance(point, next) / step));
    for (let piece = 0; piece < pieces; piece++) {
      const share = piece / pieces;
      dense.push([point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share]);
    }
  });
  return dense;
}

/** The distance of a point from a segment. */
export function distanceToSegment(point: Point, [start, end]: Segment): number {
  const x = end[0] - start[0];
  const y = end[1] - start[1];
  const square = x * x + y * y;
  const share = square === 0 ? 0 : ((point[0] - start[0]) * x + (point[1] - start[1]) * y) / square;
  const near = Math.min(1, Math.max(0, share));
  return Math.hypot(point[0] - start[0] - x * near, point[1] - start[1] - y * near);
}

/** The nearest of some points; null where there is none. */
export function nearestOf(points: readonly Point[], at: Point): Point | null {
  let best: Point | null = null;
  for (const point of points) if (!best || distance(point, at) < distance(best, at)) best = point;
  return best;
}

/** The distance of a point from a path. */
export function awayFrom(path: readonly Point[], at: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < path.length; index++) {
    least = Math.min(least, distanceToSegment(at, [path[index - 1] as Point, path[index] as Point]));
  }
  return least;
}

/** How far a ring reaches from the origin, east or west and north or south. */
export function extent(outline: Ring): [number, number] {
  const most = (axis: 0 | 1) => Math.max(...outline.map((point) => Math.abs(point[axis])));
  return [most(0), most(1)];
}

/** How far along the first segment it crosses the second, as a share of its length; null where they do not meet. */
export function crossingShare([start, end]: Segment, [from, to]: Segment): number | null {
  const [x, y] = [end[0] - start[0], end[1] - start[1]];
  const [u, v] = [to[0] - from[0], to[1] - from[1]];
  const turn = x * v - y * u;
  if (Math.abs(turn) < 1e-9) return null;
  const share = ((from[0] - start[0]) * v - (from[1] - start[1]) * u) / turn;
  const other = ((from[0] - start[0]) * y - (from[1] - start[1]) * x) / turn;
  return share >= 0 && share <= 1 && other >= 0 && other <= 1 ? share : null;
}
