import type { Ground } from './rows-inside.ts';

/** Lays a drawn boundary on the outlines of parcels: its corners on theirs or on their edges, its lines through their corners. */

type Position = readonly [number, number];
type Ring = readonly Position[];

export type SnappedGround = {
  readonly ground: [number, number][][][];
  /** How far the farthest point was moved, or a corner taken in lies off the line as drawn, m */
  readonly movedM: number;
};

/** Metres of a degree of latitude on the sphere that holds as much as the ellipsoid: exact enough for some metres. */
const M_PER_DEGREE = 111_195;
/** Edges are looked up by squares of this size. */
const CELL_M = 50;
/** Corners of neighbours that lie so near to each other are one. */
const SAME_M = 0.05;

/**
 * The ground with its boundary moved by at most `toleranceM`. A corner goes to the nearest corner of an outline, else to
 * the nearest point of an edge; then each line takes in the corners that lie beside it. A ring that would collapse stays.
 */
export function snapGround(ground: Ground, outlines: readonly Ring[], toleranceM: number): SnappedGround {
  const latitude = ground[0]?.[0]?.[0]?.[1] ?? 0;
  const plane = planeAt(latitude);
  const edges = edgeIndex(outlines.map((ring) => ring.map(plane.toM)));
  let movedM = 0;
  const snapRing = (ring: Ring): [number, number][] => {
    const moved = ring.map((position) => {
      const from = plane.toM(position);
      const found = nearest(from, edges, toleranceM);
      if (found === null) return { at: from, to: position };
      movedM = Math.max(movedM, distance(from, found));
      return { at: found, to: plane.toDegrees(found) };
    });
    const taken = moved.flatMap((corner, index) => {
      const next = moved[index + 1];
      const between = next ? cornersBeside(corner.at, next.at, edges, toleranceM) : [];
      for (const { offM } of between) movedM = Math.max(movedM, offM);
      return [corner.to, ...between.map(({ corner: at }) => plane.toDegrees(at))];
    });
    const snapped = withoutRepeats(taken);
    return snapped.length < 4 ? ring.map(([x, y]) => [x, y]) : snapped;
  };
  return { ground: ground.map((rings) => rings.map(snapRing)), movedM };
}

type Point = { readonly x: number; readonly y: number; readonly from?: Position };
const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** A plane in metres about a latitude; a corner of an outline keeps the very degrees that it came from. */
function planeAt(latitude: number) {
  const perLongitude = M_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  return {
    toM: (from: Position): Point => ({ x: from[0] * perLongitude, y: from[1] * M_PER_DEGREE, from }),
    toDegrees: ({ x, y, from }: Point): [number, number] =>
      from ? [from[0], from[1]] : [x / perLongitude, y / M_PER_DEGREE],
  };
}

type Edge = readonly [Point, Point];
type EdgesNear = (west: number, south: number, east: number, north: number) => ReadonlySet<Edge>;

/** Finds the edges whose box comes into a box. */
function edgeIndex(outlines: readonly (readonly Point[])[]): EdgesNear {
  const cells = new Map<string, Edge[]>();
  const cellsOf = (west: number, south: number, east: number, north: number, take: (key: string) => void) => {
    for (let column = Math.floor(west / CELL_M); column <= Math.floor(east / CELL_M); column += 1)
      for (let row = Math.floor(south / CELL_M); row <= Math.floor(north / CELL_M); row += 1) take(`${column} ${row}`);
  };
  for (const ring of outlines)
    ring.forEach((start, index) => {
      const end = ring[index + 1];
      if (!end) return;
      const [west, east] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
      const [south, north] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
      cellsOf(west, south, east, north, (key) => {
        const cell = cells.get(key);
        if (cell) cell.push([start, end]);
        else cells.set(key, [[start, end]]);
      });
    });
  return (west, south, east, north) => {
    const found = new Set<Edge>();
    cellsOf(west, south, east, north, (key) => {
      for (const edge of cells.get(key) ?? []) found.add(edge);
    });
    return found;
  };
}

/** Where a point falls on an edge. */
function footOn(point: Point, [start, end]: Edge): Point {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length2;
  if (along <= 0) return start;
  return along >= 1 ? end : { x: start.x + along * dx, y: start.y + along * dy };
}

/** The corner within reach that is nearest, else the nearest point of an edge; null: nothing is within reach. */
function nearest({ x, y }: Point, edges: EdgesNear, reachM: number): Point | null {
  const point = { x, y };
  let [corner, foot]: [Point | null, Point | null] = [null, null];
  for (const edge of edges(x - reachM, y - reachM, x + reachM, y + reachM)) {
    for (const end of edge) corner = nearer(point, end, corner, reachM);
    foot = nearer(point, footOn(point, edge), foot, reachM);
  }
  return corner ?? foot;
}

function nearer(point: Point, candidate: Point, best: Point | null, reachM: number): Point | null {
  const away = distance(point, candidate);
  return away <= reachM && (best === null || away < distance(point, best)) ? candidate : best;
}

/** Corners that lie beside a line within reach, in their order along it. */
function cornersBeside(start: Point, end: Point, edges: EdgesNear, reachM: number) {
  const line: Edge = [start, end];
  const near = edges(
    Math.min(start.x, end.x) - reachM,
    Math.min(start.y, end.y) - reachM,
    Math.max(start.x, end.x) + reachM,
    Math.max(start.y, end.y) + reachM,
  );
  const beside: { corner: Point; along: number; offM: number }[] = [];
  for (const [corner] of near) {
    const foot = footOn(corner, line);
    const offM = distance(corner, foot);
    if (offM > reachM || distance(corner, start) <= reachM || distance(corner, end) <= reachM) continue;
    beside.push({ corner, offM, along: distance(start, foot) });
  }
  beside.sort((one, other) => one.along - other.along || one.offM - other.offM);
  return beside.filter(({ corner }, index) => {
    const before = beside[index - 1];
    return !before || distance(before.corner, corner) > SAME_M;
  });
}

const withoutRepeats = (ring: readonly Position[]): [number, number][] =>
  ring.flatMap(([x, y], index): [number, number][] => {
    const before = ring[index - 1];
    return before && before[0] === x && before[1] === y ? [] : [[x, y]];
  });
