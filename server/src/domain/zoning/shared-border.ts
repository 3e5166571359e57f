/** Sides of an outline, each as x and y of its ends one after another. */
export type Sides = Float64Array;

/** The sides of every ring of areas such as GeoJSON has them. */
export function sidesOf(polygons: readonly (readonly (readonly (readonly number[])[])[])[]): Sides {
  const sides: number[] = [];
  for (const ring of polygons.flat())
    for (let at = 1; at < ring.length; at += 1) {
      const [from, to] = [ring[at - 1] as readonly number[], ring[at] as readonly number[]];
      sides.push(from[0] as number, from[1] as number, to[0] as number, to[1] as number);
    }
  return Float64Array.from(sides);
}

/**
 * How much of one outline runs along another, no farther from it than `tolerance`: the border that both share even where
 * they were not surveyed together. Everything in the unit of the coordinates.
 */
export function sharedBorder(one: Sides, other: Sides, tolerance: number): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 4) {
    const side = one.subarray(at, at + 4);
    const length = Math.hypot(end(side, 2) - end(side, 0), end(side, 3) - end(side, 1));
    if (length === 0) continue;
    let along = 0;
    for (let next = 0; next < other.length; next += 4)
      along += alongside(side, length, other.subarray(next, next + 4), tolerance);
    sum += Math.min(length, along);
  }
  return sum;
}

const end = (side: Sides, at: number): number => side[at] as number;

/** How much of a side another one runs along. */
function alongside(side: Sides, length: number, other: Sides, tolerance: number): number {
  const [dx, dy] = [(end(side, 2) - end(side, 0)) / length, (end(side, 3) - end(side, 1)) / length];
  // Along the side and away from it, of both ends.
  const place = (x: number, y: number) => (x - end(side, 0)) * dx + (y - end(side, 1)) * dy;
  const offset = (x: number, y: number) => (y - end(side, 1)) * dx - (x - end(side, 0)) * dy;
  const [from, to] = [place(end(other, 0), end(other, 1)), place(end(other, 2), end(other, 3))];
  const [low, high] = [Math.max(0, Math.min(from, to)), Math.min(length, Math.max(from, to))];
  if (high <= low) return 0;
  const [first, last] = [offset(end(other, 0), end(other, 1)), offset(end(other, 2), end(other, 3))];
  const offsetAt = (at: number) => first + ((last - first) * (at - from)) / (to - from);
  return Math.abs(offsetAt(low)) <= tolerance && Math.abs(offsetAt(high)) <= tolerance ? high - low : 0;
}
