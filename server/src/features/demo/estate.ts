import type { Random } from '../../domain/random.ts';
import { cutAcross } from './lots.ts';
import {
  chordOf,
  crossingShare,
  densified,
  distance,
  extended,
  inset,
  leftOf,
  type Point,
  type Ring,
  rightOf,
  ringArea,
  type Segment,
} from './polygon.ts';

type Street = {
  readonly kind: 'arterial' | 'street';
  /** 0 for those large enough to bear a name. */
  readonly rank: number;
  readonly path: readonly Point[];
};
export type Cell = { readonly plate: Ring; readonly blocks: readonly Ring[] };
export type EstatePlan = {
  readonly streets: readonly Street[];
  readonly ringRoad: readonly Point[];
  readonly cells: readonly Cell[];
  readonly bend: Bend;
};
/** Takes a point of the straight plan to its place in the field. */
export type Bend = (point: Point) => Point;

const ARTERIAL_GAP_M = 42;
const MAIN_STREET_GAP_M = 26;
const STREET_GAP_M = 18;
const MEDIAN_BLOCK_M2 = 82_000;

export type EstateShape = {
  readonly widthM: number;
  readonly heightM: number;
  readonly angle: number;
  readonly cells: number;
  /** 1 for lots of their natural size, less for smaller ones. */
  readonly lotScale: number;
};

/** Lays out an estate around the origin: arterials first, streets inside their cells, blocks between the streets. */
export function planEstate(shape: EstateShape, random: Random): EstatePlan {
  const streets: Street[] = [];
  const outline = estateOutline(shape, random);
  const ringRoad = densified([...outline, outline[0] as Point], 60, false);
  streets.push({ kind: 'arterial', rank: 0, path: ringRoad });
  const plates = arterialCells(outline, shape, random, streets);
  const centrelines = streets.flatMap(({ path }) => path.slice(1).map((to, at): Segment => [path[at] as Point, to]));
  const cells = plates.map((cell) => {
    const blocks: Ring[] = [];
    divideBlocks(inset(cell, ARTERIAL_GAP_M / 2 + 5), 0, {
      random,
      streets,
      centrelines,
      blocks,
      scale: shape.lotScale,
    });
    return { plate: densified(inset(cell, ARTERIAL_GAP_M / 2 - 4), 80, true), blocks };
  });
  return { streets, ringRoad, cells, bend: bendOf(random) };
}

function estateOutline({ widthM, heightM, angle }: EstateShape, random: Random): Ring {
  const w = widthM / 2;
  const h = heightM / 2;
  const loose = () => random.between(0.9, 1.06);
  const corners: Point[] = [
    [-w * loose(), -h * loose()],
    [w * loose(), -h * loose()],
    [w * loose(), h * loose()],
    [-w * loose(), h * loose()],
  ];
  return corners.map(([x, y]) => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ]);
}

function arterialCells(outline: Ring, shape: EstateShape, random: Random, streets: Street[]): Ring[] {
  let cells: Ring[] = [outline];
  while (cells.length < shape.cells) {
    cells.sort((a, b) => ringArea(b) - ringArea(a));
    const [largest, ...others] = cells as [Ring, ...Ring[]];
    const line = cutAcross(largest, random, { from: 0.42, to: 0.58, skew: 0.09 });
    const chord = chordOf(largest, line);
    if (chord) streets.push({ kind: 'arterial', rank: 0, path: densified(chord, 60, false) });
    cells = [leftOf(largest, line), rightOf(largest, line), ...others];
  }
  return cells;
}

type Blocks = {
  readonly random: Random;
  readonly streets: Street[];
  /** Middles of the streets and arterials laid so far, unbent. */
  readonly centrelines: Segment[];
  readonly blocks: Ring[];
  readonly scale: number;
};

function divideBlocks(ring: Ring, depth: number, into: Blocks): void {
  const { random, streets, centrelines, blocks, scale } = into;
  if (ring.length < 3) return;
  if (depth > 9 || ringArea(ring) < MEDIAN_BLOCK_M2 * Math.sqrt(scale) * random.between(0.75, 1.55)) {
    if (ringArea(ring) > 2600) blocks.push(dressed(ring, random));
    return;
  }
  const gap = depth < 2 ? MAIN_STREET_GAP_M : STREET_GAP_M;
  const line = cutAcross(ring, random, { from: 0.4, to: 0.6, skew: 0.055 });
  const chord = chordOf(ring, line);
  if (chord) {
    const way = joined(chord, centrelines);
    centrelines.push(way);
    streets.push({ kind: 'street', rank: depth < 2 ? 0 : 1, path: densified(way, 60, false) });
  }
  divideBlocks(leftOf(ring, line, gap / 2), depth + 1, into);
  divideBlocks(rightOf(ring, line, gap / 2), depth + 1, into);
}

const LONGEST_JOINT_M = 45;

/** A street made longer at both ends until it meets the middle of the next. */
function joined([start, end]: Segment, centrelines: readonly Segment[]): Segment {
  return [meeting(end, start, centrelines), meeting(start, end, centrelines)];
}

function meeting(from: Point, end: Point, centrelines: readonly Segment[]): Point {
  const [, far] = extended([from, end], LONGEST_JOINT_M);
  const shares = centrelines.map((line) => crossingShare([end, far], line)).filter((share) => share !== null);
  const share = shares.length === 0 ? 0 : Math.min(...shares);
  return [end[0] + (far[0] - end[0]) * share, end[1] + (far[1] - end[1]) * share];
}

/** Street corners are cut off or rounded, and long fronts get points so that they can follow a bent street. */
function dressed(block: Ring, random: Random): Ring {
  const style = random.next();
  const around = block.reduce((sum, point, at) => sum + distance(point, block[(at + 1) % block.length] as Point), 0);
  // Few enough that a lot as large as its block stays below forty corners.
  const step = Math.max(random.between(28, 60), around / 18);
  if (style < 0.2) return densified(block, step, true);
  const reach = style > 0.85 ? random.between(18, 30) : random.between(7, 13);
  const corners = block.flatMap((point, at): Point[] => {
    const before = block[(at + block.length - 1) % block.length] as Point;
    const next = block[(at + 1) % block.length] as Point;
    if (distance(before, point) < 4 * reach || distance(point, next) < 4 * reach) return [point];
    const start = towards(point, before, reach);
    const end = towards(point, next, reach);
    return style < 0.6 ? [start, end] : rounded(start, point, end, style > 0.85 ? 4 : 2);
  });
  return densified(corners, step, true);
}

/** A corner as a curve (quadratic Bézier) of so many pieces. */
function rounded(start: Point, corner: Point, end: Point, pieces: number): Point[] {
  return Array.from({ length: pieces + 1 }, (_, piece): Point => {
    const t = piece / pieces;
    const blend = (axis: 0 | 1) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * corner[axis] + t ** 2 * end[axis];
    return [blend(0), blend(1)];
  });
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) / length) * by, from[1] + ((to[1] - from[1]) / length) * by];
}

/** Soft waves with slopes far below one, so that bending never folds the plan. */
function bendOf(random: Random): Bend {
  const phase = Array.from({ length: 4 }, () => random.between(0, 2 * Math.PI)) as [number, number, number, number];
  const size = random.between(0.6, 1.1);
  return ([x, y]) => [
    x + size * (70 * Math.sin(y / 950 + phase[0]) + 32 * Math.sin(x / 1500 + y / 1250 + phase[1])),
    y + size * (75 * Math.sin(x / 1100 + phase[2]) + 28 * Math.cos(y / 900 - x / 1900 + phase[3])),
  ];
}
