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

/** An outline made ready to be asked for the sides that may be near another one. */
export type Outline = { readonly sides: Sides; readonly near: (side: Sides) => readonly number[] };

/**
 * How much of one outline runs along another, no farther from it than `tolerance`: the border that both share even where
 * they were not surveyed together. Everything in the unit of the coordinates. The outline of fewer sides is followed.
 */
export function sharedBorder(one: Outline, other: Outline, tolerance: number): number {
  const [followed, along] = one.sides.length <= other.sides.length ? [one.sides, other] : [other.sides, one];
  let sum = 0;
  for (let at = 0; at < followed.length; at += 4) {
    const side = followed.subarray(at, at + 4);
    const length = Math.hypot(end(side, 2) - end(side, 0), end(side, 3) - end(side, 1));
    if (length === 0) continue;
    let shared = 0;
    for (const next of along.near(side))
      shared += alongside(side, length, along.sides.subarray(next, next + 4), tolerance);
    sum += Math.min(length, shared);
  }
  return sum;
}

/** An outline as it is compared with others at a tolerance. */
export const outlineOf = (sides: Sides, tolerance: number): Outline => ({ sides, near: sidesNear(sides, tolerance) });

/** Outlines of fewer sides are gone through whole. */
const FEW_SIDES = 64;

/** Finds where the sides of an outline begin that may be near another side: of a whole street network few are near one lot. */
function sidesNear(sides: Sides, tolerance: number): (side: Sides) => readonly number[] {
  const all = Array.from({ length: sides.length / 4 }, (_, place) => place * 4);
  if (all.length <= FEW_SIDES) return () => all;
  const extents = all.map(
    (at) => Math.abs(end(sides, at + 2) - end(sides, at)) + Math.abs(end(sides, at + 3) - end(sides, at + 1)),
  );
  const cell = Math.max(4 * tolerance, (2 * extents.reduce((sum, extent) => sum + extent, 0)) / all.length);
  const cells = new Map<string, number[]>();
  for (const at of all)
    for (const key of cellsOf(sides, at, cell, tolerance)) {
      const here = cells.get(key);
      if (here) here.push(at);
      else cells.set(key, [at]);
    }
  return (side) => [...new Set(cellsOf(side, 0, cell, 0).flatMap((key) => cells.get(key) ?? []))];
}

/** The cells that the box of a side reaches into. */
function cellsOf(sides: Sides, at: number, cell: number, tolerance: number): string[] {
  const span = (place: number) => {
    const [one, other] = [end(sides, at + place), end(sides, at + place + 2)];
    return [
      Math.floor((Math.min(one, other) - tolerance) / cell),
      Math.floor((Math.max(one, other) + tolerance) / cell),
    ];
  };
  const [[west = 0, east = 0], [south = 0, north = 0]] = [span(0), span(1)];
  const keys: string[] = [];
  for (let x = west; x <= east; x += 1) for (let y = south; y <= north; y += 1) keys.push(`${x} ${y}`);
  return keys;
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
