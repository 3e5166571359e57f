import type { ClassCut, EvaluationMethod } from './method.ts';
import { notAbove } from './points.ts';

type Scores = {
  /** NaN: not rated */
  readonly scores: Float64Array;
  /** Group that each is ranked in */
  readonly groups: Uint8Array;
  /** Place of the best class that vetoes leave */
  readonly vetoed: Uint8Array;
};

/** Ranks and classes of a tier, classes by their place in the method. */
export type ClassedTier = {
  /** Place in the ranking of its group, ties sharing the best; 0: not rated */
  readonly ranks: Int32Array;
  /** Rated enterprises of each group */
  readonly groupSizes: readonly number[];
  /** Class before vetoes; NO_CLASS: not rated */
  readonly ranked: Uint8Array;
  /** The same after vetoes */
  readonly classes: Uint8Array;
  /** Of each group and class the least score in it, before vetoes; null where nobody is in it */
  readonly leastScores: readonly (readonly (number | null)[])[];
};

export const NO_CLASS = 255;

/**
 * Ranks each group by itself and cuts it into classes. Of n rated enterprises the classes through the k-th take the
 * first n × share places, rounded to the nearest whole (half up). The unrated take no place and get no class.
 */
export function cutClasses({ scores, groups, vetoed }: Scores, method: EvaluationMethod): ClassedTier {
  const ranks = new Int32Array(scores.length);
  const ranked = new Uint8Array(scores.length).fill(NO_CLASS);
  const classes = new Uint8Array(scores.length).fill(NO_CLASS);
  const rising = risingScores(scores, groups, (method.industryGroups?.length ?? 0) + 1);
  const cutters = rising.map((group) => cutter(group, method));
  const leastScores = rising.map(() => method.classes.map((): number | null => null));
  for (const [place, score] of scores.entries()) {
    if (Number.isNaN(score)) continue;
    const group = groups[place] ?? 0;
    const cut = cutters[group]?.(score) ?? { rank: 0, classPlace: NO_CLASS };
    ranks[place] = cut.rank;
    ranked[place] = cut.classPlace;
    classes[place] = Math.max(cut.classPlace, vetoed[place] ?? 0);
    const least = leastScores[group];
    if (least) least[cut.classPlace] = Math.min(least[cut.classPlace] ?? score, score);
  }
  return { ranks, ranked, classes, leastScores, groupSizes: rising.map((group) => group.length) };
}

/** The rated scores of each group, rising. */
function risingScores(scores: Float64Array, groups: Uint8Array, count: number): Float64Array[] {
  const sizes = new Int32Array(count);
  for (const [place, score] of scores.entries()) {
    const group = groups[place] ?? 0;
    if (!Number.isNaN(score)) sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const rising = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Int32Array(count);
  for (const [place, score] of scores.entries()) {
    if (Number.isNaN(score)) continue;
    const group = groups[place] ?? 0;
    const at = filled[group] ?? 0;
    const list = rising[group];
    if (list) list[at] = score;
    filled[group] = at + 1;
  }
  return rising.map((list) => list.sort());
}

/** From a score of a group to its rank, ties sharing the best, and its class. A tie across a cut takes the class of its best or its worst place, as the method says. */
function cutter(
  rising: Float64Array,
  { classes, ties }: EvaluationMethod,
): (score: number) => { rank: number; classPlace: number } {
  const size = rising.length;
  const through = classes.map((cut) => ('throughShare' in cut ? Math.floor(size * cut.throughShare + 0.5 + 1e-9) : 0));
  return (score) => {
    const rank = size - notAbove(rising, score) + 1;
    const placed = ties === 'better-class' ? rank : size - below(rising, score);
    const classPlace = classes.findIndex((cut, place) =>
      'throughShare' in cut ? placed <= (through[place] ?? 0) : reaches(cut, score),
    );
    return { rank, classPlace: classPlace < 0 ? classes.length - 1 : classPlace };
  };
}

const reaches = (cut: Exclude<ClassCut, { throughShare: number }>, score: number): boolean =>
  cut.fromScore === null || score >= cut.fromScore;

/** How many of the values, which rise, are below this one. */
function below(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
