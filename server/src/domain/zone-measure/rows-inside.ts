import type { ParcelColumns } from '../parcel-columns.ts';

/** Ground as GeoJSON has it: polygons of rings of positions. A point is inside where it is inside an odd number of rings. */
export type Ground = readonly (readonly (readonly (readonly [number, number])[])[])[];

/** Bands of latitude, each with the edges that cross it: a point is held against those of its own band only. */
const BANDS = 256;

type Edges = {
  readonly box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
  readonly bandsPerDegree: number;
  /** Edges of band i stand from start[i] to before start[i + 1], four numbers each: y of both ends, the lower first, its x, and x by y */
  readonly start: Int32Array;
  readonly edges: Float64Array;
};

/** Rows the middle of whose box lies inside the ground, rising. */
export function rowsInside({ rows, columns }: ParcelColumns, ground: Ground): Int32Array {
  const found = edgesOf(ground);
  if (found === null) return new Int32Array(0);
  const near = rowsInBox(rows, columns, found.box);
  const { longitude, latitude } = columns;
  let count = 0;
  for (const row of near) {
    near[count] = row;
    count += crossings(found, longitude[row] as number, latitude[row] as number) & 1;
  }
  return near.subarray(0, count);
}

function rowsInBox(
  rows: number,
  { longitude, latitude }: Pick<ParcelColumns['columns'], 'longitude' | 'latitude'>,
  { west, south, east, north }: Edges['box'],
): Int32Array {
  const near = new Int32Array(rows);
  let count = 0;
  // Every row is written and the next one overwrites it where it lies outside: cheaper than to branch.
  for (let row = 0; row < rows; row += 1) {
    const y = latitude[row] as number;
    const x = longitude[row] as number;
    near[count] = row;
    count += +(y >= south) & +(y < north) & +(x >= west) & +(x <= east);
  }
  return near.subarray(0, count);
}

/** How many edges a ray to the east crosses. */
function crossings({ box, bandsPerDegree, start, edges }: Edges, x: number, y: number): number {
  const band = bandOf(y, box.south, bandsPerDegree);
  const end = start[band + 1] as number;
  let count = 0;
  for (let at = start[band] as number; at < end; at += 4) {
    const lowY = edges[at] as number;
    if (y < lowY || y >= (edges[at + 1] as number)) continue;
    count += +(x < (edges[at + 2] as number) + (y - lowY) * (edges[at + 3] as number));
  }
  return count;
}

const bandOf = (y: number, south: number, bandsPerDegree: number): number =>
  Math.min(BANDS - 1, Math.floor((y - south) * bandsPerDegree));

type Edge = readonly [lowX: number, lowY: number, highX: number, highY: number];

function edgesOf(ground: Ground): Edges | null {
  const edges = ground.flat().flatMap(edgesOfRing);
  if (edges.length === 0) return null;
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lowX, lowY, highX, highY] of edges) {
    box.west = Math.min(box.west, lowX, highX);
    box.east = Math.max(box.east, lowX, highX);
    box.south = Math.min(box.south, lowY);
    box.north = Math.max(box.north, highY);
  }
  const bandsPerDegree = BANDS / (box.north - box.south);
  const bands: number[][] = Array.from({ length: BANDS }, () => []);
  for (const [lowX, lowY, highX, highY] of edges) {
    const last = bandOf(highY, box.south, bandsPerDegree);
    for (let band = bandOf(lowY, box.south, bandsPerDegree); band <= last; band += 1)
      bands[band]?.push(lowY, highY, lowX, (highX - lowX) / (highY - lowY));
  }
  const start = new Int32Array(BANDS + 1);
  bands.forEach((band, index) => {
    start[index + 1] = (start[index] as number) + band.length;
  });
  return { box, bandsPerDegree, start, edges: Float64Array.from(bands.flat()) };
}

/** The edges of a ring but the level ones, which no ray to the east crosses. A ring may be left open: its ends are joined. */
function edgesOfRing(ring: readonly (readonly [number, number])[]): Edge[] {
  return ring.flatMap(([x, y], index): Edge[] => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    if (y === nextY) return [];
    return [y < nextY ? [x, y, nextX, nextY] : [nextX, nextY, x, y]];
  });
}
