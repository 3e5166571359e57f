import type { TierDistribution } from '@yima-guandi/server/contract';

/** All in parts of the width and height of the chart, 0 to 1; y from the foot up. */
type Bar = {
  readonly x: number;
  readonly width: number;
  readonly parts: readonly { readonly class: string; readonly y: number; readonly height: number }[];
};
export type CutLine = {
  readonly better: string;
  readonly worse: string;
  readonly score: number;
  readonly x: number;
  /** Rows by which its words are moved away, so that they do not stand on those of the next line. */
  readonly level: number;
};
export type DistributionChart = {
  readonly from: number;
  readonly to: number;
  /** Where the last bar begins, which also holds all that lies beyond. */
  readonly last: number;
  readonly bars: readonly Bar[];
  readonly lines: readonly CutLine[];
};

const ratedClasses = ({ classes }: TierDistribution): string[] =>
  classes.flatMap((each) => (each.class === null ? [] : [each.class]));

/** Bars of the histogram with the classes in them, and a line where each class ends. */
export function layDistribution(distribution: TierDistribution): DistributionChart | null {
  const { bins, binWidth } = distribution.histogram;
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last || distribution.rated === 0) return null;
  const [from, to] = [Math.min(0, first.from), last.from + binWidth];
  const x = (score: number) => (score - from) / (to - from);
  const tallest = Math.max(1, ...bins.map(({ counts }) => sum(counts)));
  const names = ratedClasses(distribution);
  return {
    from,
    to,
    last: last.from,
    bars: bins.map(({ from: start, counts }) => ({
      x: x(start),
      width: binWidth / (to - from),
      parts: stack(counts, tallest).map((part, index) => ({ class: names[index] ?? '', ...part })),
    })),
    lines: keepApart(cutLines(distribution).map((line) => ({ ...line, x: Math.min(1, Math.max(0, x(line.score))) }))),
  };
}

/** Lines nearer than this part of the width have words that meet. */
const NEAR = 0.13;

/** Lines come from the right to the left; each that is near the one before it goes a row further. */
function keepApart(lines: readonly Omit<CutLine, 'level'>[]): CutLine[] {
  const placed: CutLine[] = [];
  for (const line of lines) {
    const before = placed.at(-1);
    placed.push({ ...line, level: before && before.x - line.x < NEAR ? before.level + 1 : 0 });
  }
  return placed;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);

/** The worst class stands at the foot. */
function stack(counts: readonly number[], tallest: number): { y: number; height: number }[] {
  return counts.map((count, index) => ({
    y: sum(counts.slice(index + 1)) / tallest,
    height: count / tallest,
  }));
}

/** Where one class ends and the next begins; none where industry groups are cut each by itself. */
function cutLines(distribution: TierDistribution): Omit<CutLine, 'x' | 'level'>[] {
  const names = ratedClasses(distribution);
  const whole = distribution.cuts.filter(({ group }) => group === null);
  if (distribution.groups.length > 0) return [];
  return names.slice(0, -1).flatMap((better, index) => {
    const worse = names[index + 1];
    const score = whole.find((cut) => cut.class === better)?.leastScore ?? null;
    return worse === undefined || score === null ? [] : [{ better, worse, score }];
  });
}

/** The share of rated enterprises with at least this score, evenly within a bin: where a line set down here would cut. */
export function shareAbove({ histogram: { bins, binWidth }, rated }: TierDistribution, score: number): number {
  if (rated === 0) return 0;
  let above = 0;
  for (const { from, counts } of bins) {
    const part = Math.min(1, Math.max(0, (from + binWidth - score) / binWidth));
    above += sum(counts) * part;
  }
  return above / rated;
}

/** Share steps of half a per cent: what a hand can set and a document would say. */
export const roundShare = (share: number): number => Math.round(share * 200) / 200;
