import type { ParcelColumns } from '@yima-guandi/server/domain';
import type { Cluster } from './question.ts';

/** Pairs of rows whose parcels lie beside each other: row, neighbour, row, neighbour… */
export type NeighbourRows = Int32Array;

/** Pairs of ids as pairs of rows. Ids that the columns do not hold are left out. */
export function rowsOfPairs({ columns: { id } }: ParcelColumns, pairs: Int32Array): NeighbourRows {
  const rowOf = (wanted: number): number => {
    let [low, high] = [0, id.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((id[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return id[low] === wanted ? low : -1;
  };
  const rows: number[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [one, other] = [rowOf(pairs[at] as number), rowOf(pairs[at + 1] as number)];
    if (one >= 0 && other >= 0) rows.push(one, other);
  }
  return Int32Array.from(rows);
}

/** Found parcels that lie together, each cluster as its rows; single parcels are none. The largest land comes first. */
export function clustersOf(land: ParcelColumns, found: Uint8Array, neighbours: NeighbourRows): Int32Array[] {
  const leader = new Int32Array(land.rows).map((_, row) => row);
  const lead = (row: number): number => {
    let at = row;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at] as number] as number;
      at = leader[at] as number;
    }
    return at;
  };
  for (let at = 0; at + 1 < neighbours.length; at += 2) {
    const [one, other] = [neighbours[at] as number, neighbours[at + 1] as number];
    if (found[one] === 1 && found[other] === 1)
      leader[Math.max(lead(one), lead(other))] = Math.min(lead(one), lead(other));
  }
  const members = new Map<number, number[]>();
  for (let row = 0; row < land.rows; row += 1) {
    if (found[row] !== 1) continue;
    const first = lead(row);
    const known = members.get(first);
    if (known) known.push(row);
    else members.set(first, [row]);
  }
  const area = land.columns.countedMuHundredths;
  const muOf = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + (area[row] as number), 0);
  return [...members.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => ({ rows, mu: muOf(rows) }))
    .sort((one, other) => other.mu - one.mu || (one.rows[0] as number) - (other.rows[0] as number))
    .map(({ rows }) => Int32Array.from(rows));
}

/** A cluster as the panel names it. */
export function describeCluster(land: ParcelColumns, rows: Int32Array): Cluster {
  const { countedMuHundredths, town, longitude, latitude } = land.columns;
  const parcelsByTown = new Map<number, number>();
  let muHundredths = 0;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const row of rows) {
    muHundredths += countedMuHundredths[row] as number;
    const code = town[row] as number;
    parcelsByTown.set(code, (parcelsByTown.get(code) ?? 0) + 1);
    [west, east] = [Math.min(west, longitude[row] as number), Math.max(east, longitude[row] as number)];
    [south, north] = [Math.min(south, latitude[row] as number), Math.max(north, latitude[row] as number)];
  }
  const [most] = [...parcelsByTown].sort((one, other) => other[1] - one[1] || one[0] - other[0])[0] ?? [0];
  return {
    parcels: rows.length,
    muHundredths,
    town: most === 0 ? null : (land.names.town[most - 1] ?? null),
    box: [west, south, east, north],
  };
}
