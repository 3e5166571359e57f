import type { EvaluationMethod, MethodItem, ValueRange } from './method.ts';

/** What an item's values are held against once the tier is known: a number, a range, or the known values, rising (formula rank). */
export type ResolvedBaseline = number | ValueRange | Float64Array;

/** An item of a method as it stands in one tier and year. */
export type ItemBasis = {
  /** null: nothing to hold a value against, so that every value counts as missing */
  readonly baseline: ResolvedBaseline | null;
  /** Enterprises whose value is known, the exempt left out */
  readonly known: number;
  /** Mean of the points of those; null where there are none */
  readonly meanPoints: number | null;
  /** How many of those get points below zero, as a negative added value does where no floor is set; null: not counted */
  readonly belowZero: number | null;
};

/** How many of the values, which rise, are not above this one. */
export function notAbove(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Points by the formula alone, before floor and cap. */
function rawPoints(method: EvaluationMethod, weight: number, baseline: ResolvedBaseline, value: number): number {
  if (typeof baseline === 'number') return (value / baseline) * weight;
  if (baseline instanceof Float64Array) return (weight * notAbove(baseline, value)) / baseline.length;
  const share = method.baseShare ?? 0;
  // Where all values are the same each of them is the best.
  const place = baseline.max > baseline.min ? (value - baseline.min) / (baseline.max - baseline.min) : 1;
  return weight * share + weight * (1 - share) * place;
}

export type Points = { readonly points: number; readonly bound: 'floor' | 'cap' | null };

/** Points of a value, within the item's floor and cap. */
export function pointsOf(
  method: EvaluationMethod,
  item: MethodItem,
  baseline: ResolvedBaseline,
  value: number,
): Points {
  const points = rawPoints(method, item.weight, baseline, value);
  if (item.floor !== undefined && points < item.floor * item.weight)
    return { points: item.floor * item.weight, bound: 'floor' };
  if (item.cap !== undefined && points > item.cap * item.weight)
    return { points: item.cap * item.weight, bound: 'cap' };
  return { points, bound: null };
}

/** The least value that gets these points by the formula; null where none does. */
export function valueFor(
  method: EvaluationMethod,
  item: MethodItem,
  baseline: ResolvedBaseline,
  points: number,
): number | null {
  if (item.cap !== undefined && points > item.cap * item.weight) return null;
  if (typeof baseline === 'number') return (points / item.weight) * baseline;
  if (baseline instanceof Float64Array) {
    const wanted = Math.ceil((points / item.weight) * baseline.length - 1e-9);
    return wanted > baseline.length ? null : (baseline[Math.max(wanted, 1) - 1] ?? null);
  }
  const share = method.baseShare ?? 0;
  if (!(baseline.max > baseline.min)) return null;
  return baseline.min + ((points / item.weight - share) / (1 - share)) * (baseline.max - baseline.min);
}
