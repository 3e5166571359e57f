import type { LandUse } from './occupancy.ts';
import { wholeParts } from './units.ts';

/**
 * Part of an enterprise-year that falls to a parcel. The parcels of an enterprise stand in the order of their ids, each
 * from where the one before ends, the first from 0 and the last exactly through 1.
 */
export type LandShare = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  readonly share: number;
  readonly from: number;
  readonly through: number;
};

/** What an enterprise is divided by: the land it uses; one that has let it all, the land it holds; one of whose land that is not known, equal parts. */
function weigher(uses: readonly LandUse[]): (use: LandUse) => number {
  if (uses.some((use) => use.usedM2 === null)) return () => 1;
  if (uses.some((use) => (use.usedM2 ?? 0) > 0)) return (use) => use.usedM2 ?? 0;
  if (uses.some((use) => (use.heldM2 ?? 0) > 0)) return (use) => use.heldM2 ?? 0;
  return () => 1;
}

/** Divides each enterprise over its parcels: its figures must fall somewhere, or the total would shrink. */
export function landShares(uses: readonly LandUse[]): LandShare[] {
  return [...groupBy(uses, (use) => use.enterpriseId).values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.parcelId - b.parcelId);
    const weightOf = weigher(sorted);
    const total = sorted.reduce((sum, use) => sum + weightOf(use), 0);
    let run = 0;
    return sorted.map((use) => {
      const weight = weightOf(use);
      const from = run / total;
      run += weight;
      return {
        enterpriseId: use.enterpriseId,
        parcelId: use.parcelId,
        share: weight / total,
        from,
        through: run / total,
      };
    });
  });
}

/**
 * Each enterprise's part of the land in use on one parcel; the parts sum to 1. null for all where the land that one of
 * them uses is not known, or nobody uses any.
 */
export function parcelShares(uses: readonly LandUse[]): Map<number, number | null> {
  const total = uses.reduce<number | null>(
    (sum, { usedM2 }) => (sum === null || usedM2 === null ? null : sum + usedM2),
    0,
  );
  return new Map(
    uses.map(({ enterpriseId, usedM2 }) => [
      enterpriseId,
      total === null || total === 0 || usedM2 === null ? null : usedM2 / total,
    ]),
  );
}

/**
 * A figure of the enterprises (tax, energy, employees) brought to the parcels, in whole parts of its unit. A parcel gets
 * what the rounded running sum rises by along it, so that no part is off by as much as one and the parcels of an
 * enterprise sum to its figure exactly. A parcel with an enterprise whose figure is not known is itself unknown (null),
 * never a partial sum; a parcel without enterprises is not in the map.
 */
export function apportion(
  shares: readonly LandShare[],
  figure: (enterpriseId: number) => number | null,
  partsPerUnit: number,
): Map<number, number | null> {
  const sums = new Map<number, number | null>();
  for (const { enterpriseId, parcelId, share, from, through } of shares) {
    if (share === 0) continue;
    const value = figure(enterpriseId);
    const sum = sums.get(parcelId);
    if (value === null || sum === null) sums.set(parcelId, null);
    else {
      const whole = wholeParts(value, partsPerUnit);
      sums.set(parcelId, (sum ?? 0) + wholeParts(through, whole) - wholeParts(from, whole));
    }
  }
  return sums;
}

/** The rows of each key, in their order. */
export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
