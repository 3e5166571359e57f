import { figuresOfRows, type LandFigures } from '../land-figures.ts';
import type { ParcelColumns } from '../parcel-columns.ts';
import { type LandSum, potentialOf } from '../tally-columns.ts';
import { TRUTH } from '../truth.ts';
import { type Ground, rowsInside } from './rows-inside.ts';

/** A zone as the pen has it, with the ids of the parcels that are locked. */
export type LiveZone = {
  readonly ground: Ground;
  readonly lockedIn: readonly number[];
  readonly lockedOut: readonly number[];
};

/** What lies about under the pen: parcels whose middle is inside. Exact shares come from the database once the pen rests. */
export type LiveMeasure = {
  readonly all: LandSum;
  readonly potential: LandSum;
  readonly pending: LandSum;
  /** By class, those with land, in the order of the columns; null: not rated. They add up to `all`. */
  readonly classes: readonly (LandSum & { readonly class: string | null })[];
  readonly figures: LandFigures;
};

/** Measures one zone after another over the same columns. */
export function liveMeasurer(land: ParcelColumns): (zone: LiveZone) => LiveMeasure {
  const potential = potentialOf(land);
  return (zone) => {
    const rows = withLocks(land, rowsInside(land, zone.ground), zone);
    return { ...sumsOf(land, rows, potential), figures: figuresOfRows(land, rows) };
  };
}

function withLocks(
  { columns }: ParcelColumns,
  inside: Int32Array,
  { lockedIn, lockedOut }: Pick<LiveZone, 'lockedIn' | 'lockedOut'>,
): Int32Array {
  if (lockedIn.length === 0 && lockedOut.length === 0) return inside;
  const rows = new Set(inside);
  for (const id of lockedIn) {
    const row = rowOf(columns.id, id);
    if (row !== null) rows.add(row);
  }
  for (const id of lockedOut) rows.delete(rowOf(columns.id, id) ?? -1);
  return Int32Array.from(rows);
}

/** The row of an id, by halving: rows rise by it. null: there is none. */
function rowOf(ids: Int32Array, id: number): number | null {
  let [low, high] = [0, ids.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] as number;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

function sumsOf(land: ParcelColumns, rows: Int32Array, potential: Uint8Array): Omit<LiveMeasure, 'figures'> {
  const { countedMuHundredths, class: classes } = land.columns;
  // By truth: neither, potential, pending.
  const told = Array.from(Object.values(TRUTH), nothing);
  const byClass = [null, ...land.names.class].map((name) => ({ class: name, ...nothing() }));
  for (const row of rows) {
    const muHundredths = countedMuHundredths[row] as number;
    addTo(told[potential[row] as number], muHundredths);
    addTo(byClass[classes[row] as number], muHundredths);
  }
  const all = nothing();
  for (const sum of told) {
    all.parcels += sum.parcels;
    all.muHundredths += sum.muHundredths;
  }
  const rated = [...byClass.slice(1), ...byClass.slice(0, 1)].filter(({ parcels }) => parcels > 0);
  return {
    all,
    potential: told[TRUTH.true] ?? nothing(),
    pending: told[TRUTH.unknown] ?? nothing(),
    classes: rated,
  };
}

type Sum = { parcels: number; muHundredths: number };
const nothing = (): Sum => ({ parcels: 0, muHundredths: 0 });

function addTo(sum: Sum | undefined, muHundredths: number): void {
  if (!sum) return;
  sum.parcels += 1;
  sum.muHundredths += muHundredths;
}
