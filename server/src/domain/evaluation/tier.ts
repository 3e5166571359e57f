import type { EvaluationIndicator } from '../evaluation.ts';
import { type ClassedTier, cutClasses } from './classes.ts';
import type { EnterpriseFacts, EvaluationMethod, MethodItem } from './method.ts';
import { type ItemBasis, notAbove, pointsOf, type ResolvedBaseline } from './points.ts';
import { type Evaluation, evaluate, exemptionOf } from './score.ts';

/** The enterprise-years of one tier, however they are kept: asked for one at a time, so that a tier of any size fits. */
export type TierFacts = {
  readonly length: number;
  readonly at: (place: number) => EnterpriseFacts;
  /** The same as of `at(place)`, without making the rest */
  readonly valueAt: (place: number, indicator: EvaluationIndicator) => number | null;
};

/** A tier as a method scores and classes it. Places are those of the tier's facts. */
export type ScoredTier = ClassedTier & {
  /** In the order of the method's items */
  readonly basis: readonly ItemBasis[];
  /** NaN: not rated */
  readonly scores: Float64Array;
  /** Industry group by its place in the method; one past the last: all other industries */
  readonly groups: Uint8Array;
};

/** Scores and classes every enterprise-year of a tier. */
export function scoreTier(tier: TierFacts, method: EvaluationMethod): ScoredTier {
  const basis = resolveBasis(tier, method);
  const scores = new Float64Array(tier.length).fill(Number.NaN);
  const groups = new Uint8Array(tier.length);
  const vetoed = new Uint8Array(tier.length);
  const groupOf = groupFinder(method);
  const vetoOf = vetoFinder(method);
  for (let place = 0; place < tier.length; place++) {
    const facts = tier.at(place);
    groups[place] = groupOf(facts.industryDivision);
    const evaluation = evaluate(facts, method, basis);
    if (!evaluation.rated) continue;
    scores[place] = evaluation.score;
    vetoed[place] = vetoOf(evaluation);
  }
  return { basis, scores, groups, ...cutClasses({ scores, groups, vetoed }, method) };
}

/** Fixes what each item is held against: given numbers stay, the rest is taken over the known values of those not exempt. */
export function resolveBasis(tier: TierFacts, method: EvaluationMethod): ItemBasis[] {
  const isExempt = exemptions(tier, method);
  return method.items.map((item) => {
    const values = knownValues(tier, item.indicator, isExempt);
    const baseline = resolveBaseline(item, values);
    return { baseline, known: values.length, ...sumPoints(method, item, baseline, values) };
  });
}

/** 1: exempt */
function exemptions(tier: TierFacts, method: EvaluationMethod): Uint8Array {
  const isExempt = new Uint8Array(tier.length);
  if (method.exemptions && method.exemptions.length > 0)
    for (let place = 0; place < tier.length; place++)
      isExempt[place] = exemptionOf(method, tier.at(place)) === null ? 0 : 1;
  return isExempt;
}

function knownValues(tier: TierFacts, indicator: EvaluationIndicator, isExempt: Uint8Array): Float64Array {
  const values = new Float64Array(tier.length);
  let known = 0;
  for (let place = 0; place < tier.length; place++) {
    if (isExempt[place] === 1) continue;
    const value = tier.valueAt(place, indicator);
    if (value !== null) values[known++] = value;
  }
  return values.subarray(0, known);
}

/** Errors: none; null where the tier gives nothing to hold a value against. */
function resolveBaseline({ baseline }: MethodItem, values: Float64Array): ResolvedBaseline | null {
  if (typeof baseline === 'number' || typeof baseline === 'object') return baseline;
  if (values.length === 0) return null;
  if (baseline === 'tier-mean') return aboveZero(meanOf(values));
  const rising = values.slice().sort();
  switch (baseline) {
    case 'top-decile-mean':
      return aboveZero(meanOf(rising.subarray(rising.length - Math.ceil(rising.length / 10))));
    case 'tier-range':
      return { min: rising[0] ?? 0, max: rising[rising.length - 1] ?? 0 };
    case 'none':
      return rising;
  }
}

const aboveZero = (mean: number): number | null => (mean > 0 ? mean : null);
const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function sumPoints(
  method: EvaluationMethod,
  item: MethodItem,
  baseline: ResolvedBaseline | null,
  values: Float64Array,
): Pick<ItemBasis, 'meanPoints' | 'belowZero'> {
  if (baseline === null || values.length === 0) return { meanPoints: null, belowZero: 0 };
  let [sum, belowZero] = [0, 0];
  for (const value of values) {
    const { points } = pointsOf(method, item, baseline, value);
    sum += points;
    belowZero += +(points < 0);
  }
  return { meanPoints: sum / values.length, belowZero };
}

/** Of each item the place of every enterprise by its value, ties sharing the best; 0: not known, or exempt. */
export function itemRanks(tier: TierFacts, method: EvaluationMethod): Int32Array[] {
  const isExempt = exemptions(tier, method);
  return method.items.map(({ indicator }) => {
    const rising = knownValues(tier, indicator, isExempt).sort();
    const ranks = new Int32Array(tier.length);
    for (let place = 0; place < tier.length; place++) {
      const value = isExempt[place] === 1 ? null : tier.valueAt(place, indicator);
      if (value !== null) ranks[place] = rising.length - notAbove(rising, value) + 1;
    }
    return ranks;
  });
}

/** Where and how the classes of a tier were cut. */
export type TierCuts = {
  /** Of each group and class the least score in it before vetoes; null: nobody is in it */
  readonly bounds: readonly {
    readonly class: string;
    readonly group: string | null;
    readonly leastScore: number | null;
  }[];
  /** Rated enterprises of each group, in the order of the method’s groups, all other industries last */
  readonly groupSizes: readonly number[];
  /** How many a veto lowered */
  readonly vetoed: number;
};

export function cutsOf({ leastScores, groupSizes, ranked, classes }: ScoredTier, method: EvaluationMethod): TierCuts {
  const bounds = leastScores.flatMap((least, group) =>
    method.classes.map((cut, place) => ({
      class: cut.name,
      group: method.industryGroups?.[group]?.name ?? null,
      leastScore: least[place] ?? null,
    })),
  );
  return {
    bounds,
    groupSizes,
    vetoed: classes.reduce((sum, each, place) => (each === ranked[place] ? sum : sum + 1), 0),
  };
}

/** The group that an industry division is ranked in, by its place; all others have the place after the last. */
export function groupFinder({ industryGroups = [] }: EvaluationMethod): (division: string | null) => number {
  const places = new Map(
    industryGroups.flatMap(({ divisions }, place) => divisions.map((division) => [division, place])),
  );
  return (division) => (division === null ? undefined : places.get(division)) ?? industryGroups.length;
}

/** The class, by its place, that vetoes leave at best; 0 where none holds. */
function vetoFinder(method: EvaluationMethod): (evaluation: Evaluation) => number {
  const places = new Map(method.classes.map((cut, place) => [cut.name, place]));
  return (evaluation) => Math.max(0, ...evaluation.vetoes.map((veto) => places.get(veto.class) ?? 0));
}
