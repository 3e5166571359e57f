import type { EnterpriseExplanation } from '@yima-guandi/server/contract';

export type PointsBar = { readonly x: number; readonly width: number; readonly isLoss: boolean };

/** Bars of the points, each beginning where the one before ended; in parts of the width, 0 to 1. */
export function layPoints(points: readonly (number | null)[]): readonly (PointsBar | null)[] {
  const known = points.map((each) => each ?? 0);
  const ends = known.map((_, index) => known.slice(0, index + 1).reduce((sum, each) => sum + each, 0));
  const [least, most] = [Math.min(0, ...ends), Math.max(1e-9, ...ends)];
  const at = (score: number) => (score - least) / (most - least);
  return points.map((each, index) => {
    if (each === null) return null;
    const end = ends[index] ?? 0;
    const start = end - each;
    return { x: at(Math.min(start, end)), width: Math.abs(at(end) - at(start)), isLoss: each < 0 };
  });
}

/** What a coefficient adds to or takes from the points so far, so that it can stand as a bar among them. */
export function coefficientPoints({
  itemsSum,
  coefficients,
}: Pick<EnterpriseExplanation, 'itemsSum' | 'coefficients'>): number[] {
  let sum = itemsSum ?? 0;
  return coefficients.map(({ factor }) => {
    const before = sum;
    sum *= factor;
    return sum - before;
  });
}
