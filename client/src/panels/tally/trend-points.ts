/** What a year adds up to, hundredths of a mu. */
export type YearSums = { readonly year: number; readonly potential: number; readonly pending: number };
type Point = {
  readonly year: number;
  readonly sums: YearSums;
  /** Per cent of the chart from its left and from its top. */
  readonly x: number;
  readonly potential: number;
  readonly pending: number;
};
export type Trend = {
  readonly points: readonly Point[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  /** Where the target lies; null where it is too far beyond the values to be drawn with them. */
  readonly targetY: number | null;
};

/** Per cent of the width kept free at either side, so that the outermost labels have room. */
const SIDE = 8;
/** A target is drawn when it is at most so many times the largest value. */
const TARGET_REACH = 1.6;

/** The round number at or above a value: 1, 2, 2.5 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

/** Lays years out on a chart that starts at zero. */
export function placePoints(sums: readonly YearSums[], target: number | null): Trend {
  const largest = Math.max(1, ...sums.flatMap(({ potential, pending }) => [potential, pending]));
  const hasTarget = target !== null && target <= largest * TARGET_REACH;
  const step = roundUp(Math.max(largest, hasTarget ? target : 0) / 4);
  const top = Math.ceil((Math.max(largest, hasTarget ? target : 0) * 1.08) / step) * step;
  const y = (value: number) => round(100 - (value / top) * 100);
  const gap = sums.length > 1 ? (100 - 2 * SIDE) / (sums.length - 1) : 0;
  return {
    points: sums.map((each, index) => ({
      year: each.year,
      sums: each,
      x: round(SIDE + index * gap),
      potential: y(each.potential),
      pending: y(each.pending),
    })),
    ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => ({
      value: index * step,
      y: y(index * step),
    })),
    targetY: hasTarget ? y(target) : null,
  };
}

const round = (percent: number): number => Math.round(percent * 100) / 100;
