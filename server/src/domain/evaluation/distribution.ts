import type { EvaluationMethod } from './method.ts';
import type { TierCuts } from './tier.ts';

const MOST_BINS = 60;
/** The best and the worst of these shares of all scores lie in the outermost bins, so that a few far ones do not flatten the rest. */
export const OUTER_SHARE = 0.02;

/** Bins of equal width; the first and the last also take what lies beyond them. Numbers of bins count widths from 0. */
export type BinScale = { readonly binWidth: number; readonly first: number; readonly last: number };

/** Bins of a width of 1, 2 or 5 times a power of ten, at most 60 from the low to the high score. Errors: RangeError for scores that no width divides. */
export function binScale(low: number, high: number): BinScale {
  if (!(Number.isFinite(low) && Number.isFinite(high)))
    throw new RangeError(`Scores from ${low} to ${high} are no numbers`);
  for (let exponent = -6; ; exponent++) {
    for (const digit of [1, 2, 5]) {
      const binWidth = Number(`${digit}e${exponent}`);
      const first = Math.floor(low / binWidth);
      const last = Math.floor(high / binWidth);
      if (last - first < MOST_BINS && binWidth >= 0.5) return { binWidth, first, last };
    }
  }
}

/** Enterprises that share class, group and reason. */
export type ClassGroupCount = {
  readonly class: string | null;
  readonly group: string | null;
  /** As `evaluations.unrated_because` has it */
  readonly because: string | null;
  readonly enterprises: number;
};
export type BinCount = { readonly bin: number; readonly class: string; readonly enterprises: number };
type ClassCount = { readonly class: string | null; readonly enterprises: number };
export type Unrated = {
  readonly reason: 'missing' | 'no-land' | 'exempt';
  readonly name: string | null;
  readonly enterprises: number;
};

/** How a tier is spread over scores and classes. */
export type Distribution = {
  readonly enterprises: number;
  readonly rated: number;
  readonly unrated: Unrated[];
  readonly classes: ClassCount[];
  readonly groups: { readonly name: string | null; readonly classes: ClassCount[] }[];
  readonly cuts: TierCuts['bounds'][number][];
  readonly histogram: {
    readonly binWidth: number;
    readonly bins: { readonly from: number; readonly counts: number[] }[];
  };
  readonly vetoed: number;
};

export type CountedTier = {
  readonly counts: readonly ClassGroupCount[];
  readonly scale: BinScale | null;
  readonly bins: readonly BinCount[];
  readonly cuts: TierCuts;
};

/** Puts counts in the order of the method: each class of it, also where it is empty. */
export function describeTier(method: EvaluationMethod, { counts, scale, bins, cuts }: CountedTier): Distribution {
  const own = method.classes.map((cut) => cut.name);
  // A tenant may take its landlord's class, which another method may have named.
  const others = counts
    .map((count) => count.class)
    .filter((name): name is string => name !== null && !own.includes(name));
  const names = [...own, ...new Set(others)];
  const groupNames =
    method.industryGroups && method.industryGroups.length > 0
      ? [...method.industryGroups.map((group) => group.name), null]
      : [];
  const rated = sum(counts.filter((count) => count.class !== null));
  return {
    enterprises: sum(counts),
    rated,
    unrated: unratedOf(counts),
    classes: classCounts(names, counts),
    groups: groupNames.map((name) => ({
      name,
      classes: classCounts(
        names,
        counts.filter((count) => count.group === name),
      ),
    })),
    cuts: [...cuts.bounds],
    histogram: histogramOf(names, scale, bins),
    vetoed: cuts.vetoed,
  };
}

const sum = (counts: readonly { readonly enterprises: number }[]): number =>
  counts.reduce((total, { enterprises }) => total + enterprises, 0);

const classCounts = (names: readonly string[], counts: readonly ClassGroupCount[]): ClassCount[] =>
  [...names, null].map((name) => ({ class: name, enterprises: sum(counts.filter((count) => count.class === name)) }));

const EXEMPT = 'exempt: ';

/** What is kept of why an enterprise is not rated, taken apart again. */
function readUnrated(because: string): Omit<Unrated, 'enterprises'> {
  if (because.startsWith(EXEMPT)) return { reason: 'exempt', name: because.slice(EXEMPT.length) };
  return { reason: because === 'no-land' ? 'no-land' : 'missing', name: null };
}

/** Why an enterprise is not rated, as it is kept. */
export const writeUnrated = (reason: Unrated['reason'], exemption: string | null): string =>
  exemption === null ? reason : `${EXEMPT}${exemption}`;

function unratedOf(counts: readonly ClassGroupCount[]): Unrated[] {
  const sums = new Map<string, number>();
  for (const count of counts)
    if (count.class === null && count.because !== null)
      sums.set(count.because, (sums.get(count.because) ?? 0) + count.enterprises);
  return [...sums.keys()].sort().map((because) => ({ ...readUnrated(because), enterprises: sums.get(because) ?? 0 }));
}

function histogramOf(
  names: readonly string[],
  scale: BinScale | null,
  counts: readonly BinCount[],
): Distribution['histogram'] {
  if (!scale) return { binWidth: 1, bins: [] };
  const bins = Array.from({ length: scale.last - scale.first + 1 }, (_, index) => ({
    from: Number(((scale.first + index) * scale.binWidth).toPrecision(12)),
    counts: names.map(() => 0),
  }));
  for (const { bin, class: name, enterprises } of counts) {
    const list = bins[bin - scale.first]?.counts;
    const place = names.indexOf(name);
    if (list) list[place] = (list[place] ?? 0) + enterprises;
  }
  return { binWidth: scale.binWidth, bins };
}

/** The least of the values, which rise, that has this share of them at or below it; null where there are none. */
export function valueAtShare(rising: Float64Array, share: number): number | null {
  return rising[Math.max(Math.ceil(share * rising.length) - 1, 0)] ?? null;
}
