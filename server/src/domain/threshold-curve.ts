import type { Comparator } from './comparison.ts';
import type { ParcelColumns } from './parcel-columns.ts';
import { TRUTH } from './truth.ts';

/** Comparators whose found land grows or shrinks with the value compared. */
export type ThresholdComparator = Exclude<Comparator, '='>;
/** Columns whose value a threshold can be compared with. */
export const THRESHOLD_COLUMNS = ['taxPerMu10kYuan', 'farRatio', 'energyTceHundredths', 'countedMuHundredths'] as const;
export type ThresholdColumn = (typeof THRESHOLD_COLUMNS)[number];

/**
 * Found land against the threshold of one comparison. It changes at the values that parcels have and nowhere else.
 * `values` rise without repeating; `muHundredths[i]` is the land of the parcels with values up to and with `values[i]`.
 */
export type ThresholdCurve = {
  readonly comparator: ThresholdComparator;
  readonly values: Float64Array;
  readonly muHundredths: Float64Array;
  /** Land that is found whatever the threshold */
  readonly alwaysMuHundredths: number;
};

export type CurveQuestion = {
  readonly column: ThresholdColumn;
  readonly comparator: ThresholdComparator;
  /** Rows on which the comparison decides: true by all else that the rule asks; null: all. One truth a row. */
  readonly selection: Uint8Array | null;
  /** Rows that are found whatever the threshold, for example by another rule; null: none. One truth a row. */
  readonly always: Uint8Array | null;
};

const { true: TRUE } = TRUTH;

/** The curve of found mu against the threshold. Parcels whose value is not known are found at none. */
export function muByThreshold(land: ParcelColumns, question: CurveQuestion): ThresholdCurve {
  const { column, comparator, selection, always } = question;
  const { rows } = land;
  const [figures, area] = [land.columns[column], land.columns.countedMuHundredths];
  const isFound = (row: number): boolean => always !== null && always[row] === TRUE;
  const isAsked = (row: number): boolean => selection === null || selection[row] === TRUE;
  const known = new Float64Array(rows);
  let count = 0;
  let alwaysMuHundredths = 0;
  for (let row = 0; row < rows; row += 1) {
    const value = figures[row] as number;
    if (isFound(row)) alwaysMuHundredths += area[row] as number;
    else if (isAsked(row) && !Number.isNaN(value)) {
      known[count] = value;
      count += 1;
    }
  }
  const values = distinct(known.subarray(0, count).sort());
  const muHundredths = new Float64Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    const value = figures[row] as number;
    if (isFound(row) || !isAsked(row) || Number.isNaN(value)) continue;
    const at = countUpTo(values, value) - 1;
    muHundredths[at] = (muHundredths[at] as number) + (area[row] as number);
  }
  for (let at = 1; at < values.length; at += 1)
    muHundredths[at] = (muHundredths[at] as number) + (muHundredths[at - 1] as number);
  return { comparator, values, muHundredths, alwaysMuHundredths };
}

/** Land found at a threshold: what the tally gives for the rule with this value. */
export function muAt(curve: ThresholdCurve, threshold: number): number {
  const { comparator, values, muHundredths, alwaysMuHundredths } = curve;
  const sumOf = (count: number): number => (count === 0 ? 0 : (muHundredths[count - 1] as number));
  const isBelow = comparator === '<' || comparator === '<=';
  // <= and > part the values after the threshold, < and >= before it.
  const isAfter = comparator === '<=' || comparator === '>';
  const below = sumOf(isAfter ? countUpTo(values, threshold) : countBelow(values, threshold));
  return alwaysMuHundredths + (isBelow ? below : sumOf(values.length) - below);
}

/** Where the curve first reaches a target. */
export type Crossing = {
  /** The value of the parcels with which the target is reached */
  readonly value: number;
  /** Whether a threshold of just this value reaches it; else (< and >) the threshold must lie beyond it */
  readonly isInclusive: boolean;
  /** Land found once these parcels are */
  readonly muHundredths: number;
};

/**
 * The strictest threshold that finds as much land as the target: the lowest for < and <=, the highest for > and >=.
 * `met`: the land that is found at every threshold suffices. `unreachable`: all the land does not.
 */
export function crossing(curve: ThresholdCurve, targetMuHundredths: number): Crossing | 'met' | 'unreachable' {
  const { comparator, values, muHundredths, alwaysMuHundredths } = curve;
  const wanted = targetMuHundredths - alwaysMuHundredths;
  const whole = values.length === 0 ? 0 : (muHundredths[values.length - 1] as number);
  if (wanted <= 0) return 'met';
  if (wanted > whole) return 'unreachable';
  const isInclusive = comparator === '<=' || comparator === '>=';
  const isBelow = comparator === '<' || comparator === '<=';
  // From above, the land from a value on is the whole without what comes before it.
  const at = isBelow ? countBelow(muHundredths, wanted) : countUpTo(muHundredths, whole - wanted);
  const before = at === 0 ? 0 : (muHundredths[at - 1] as number);
  const found = isBelow ? (muHundredths[at] as number) : whole - before;
  return { value: values[at] as number, isInclusive, muHundredths: alwaysMuHundredths + found };
}

/** Sorted numbers without repetitions, in the same memory. */
function distinct(sorted: Float64Array): Float64Array {
  let count = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue;
    sorted[count] = sorted[at] as number;
    count += 1;
  }
  return sorted.slice(0, count);
}

/** How many of rising numbers are less than a value. */
function countBelow(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of rising numbers are at most a value. */
function countUpTo(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
