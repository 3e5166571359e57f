import { type EvaluationIndicator, indicatorValue, PER_LAND } from '../evaluation.ts';
import { wholeParts } from '../units.ts';
import { deciding } from './condition.ts';
import type { Adjustment, EnterpriseFacts, EvaluationMethod, MethodItem } from './method.ts';
import { type ItemBasis, pointsOf } from './points.ts';

type ScoredItem = {
  readonly indicator: EvaluationIndicator;
  readonly value: number | null;
  readonly weight: number;
  /** null: the value, or what to hold it against, is missing */
  readonly points: number | null;
  /** What the points are instead of the formula's; tier-mean: the value is missing and the tier's mean stands for it */
  readonly bound: 'floor' | 'cap' | 'tier-mean' | null;
};

type AppliedAdjustment = { readonly name: string; readonly points: number; readonly counted: number | null };

export type Score = {
  readonly items: readonly ScoredItem[];
  readonly coefficients: readonly { readonly name: string; readonly factor: number }[];
  readonly adjustments: readonly AppliedAdjustment[];
  /** Those that hold, whether or not they change the class */
  readonly vetoes: readonly { readonly name: string; readonly class: string }[];
  /** Parts of the method that could not be decided for want of a figure, and so were not applied */
  readonly undecided: readonly string[];
};

/** A missing value is not a zero: it leaves the enterprise unrated, unless the method gives the tier's mean for it. */
export type Evaluation =
  | (Score & { readonly rated: true; readonly itemsSum: number; readonly score: number })
  | (Score & {
      readonly rated: false;
      readonly reason: 'missing' | 'no-land' | 'exempt';
      readonly missing: readonly EvaluationIndicator[];
      readonly exemption: string | null;
    });

/** The exemption that an enterprise falls under, or null: the first that holds. */
export function exemptionOf(method: EvaluationMethod, facts: EnterpriseFacts): string | null {
  if (!method.exemptions || method.exemptions.length === 0) return null;
  return deciding(method.exemptions, facts).held[0]?.name ?? null;
}

/** Scores one enterprise-year of a tier. `basis` has an entry for each item of the method. */
export function evaluate(facts: EnterpriseFacts, method: EvaluationMethod, basis: readonly ItemBasis[]): Evaluation {
  const items = method.items.map((item, index) => scoreItem(facts, method, item, basis[index]));
  const coefficients = deciding(method.coefficients, facts);
  const adjustments = adjustmentsOf(method.adjustments, facts);
  const vetoes = deciding(method.vetoes, facts);
  const exemptions = deciding(method.exemptions, facts);
  const parts: Score = {
    items,
    coefficients: coefficients.held.map(({ name, factor }) => ({ name, factor })),
    adjustments: adjustments.held,
    vetoes: vetoes.held.map((veto) => ({ name: veto.name, class: veto.class })),
    undecided: [...exemptions.undecided, ...coefficients.undecided, ...adjustments.undecided, ...vetoes.undecided],
  };
  const missing = items.filter((item) => item.points === null).map((item) => item.indicator);
  const [exemption] = exemptions.held;
  if (exemption) return { ...parts, rated: false, reason: 'exempt', missing, exemption: exemption.name };
  if (lacksLand(method, facts)) return { ...parts, rated: false, reason: 'no-land', missing, exemption: null };
  if (missing.length > 0) return { ...parts, rated: false, reason: 'missing', missing, exemption: null };
  return { ...parts, rated: true, ...sumUp(parts) };
}

/** Scores are fixed at a millionth of a point, so that one exactly on a cut, or level with another, is not moved by the arithmetic of its parts. */
export const SCORE_PARTS = 1e6;

/** score = Σ points × coefficients + adjustments */
export function sumUp({ items, coefficients, adjustments }: Pick<Score, 'items' | 'coefficients' | 'adjustments'>): {
  itemsSum: number;
  score: number;
} {
  const itemsSum = items.reduce((sum, item) => sum + (item.points ?? 0), 0);
  const scaled = coefficients.reduce((sum, { factor }) => sum * factor, itemsSum);
  const score = adjustments.reduce((sum, { points }) => sum + points, scaled);
  return { itemsSum, score: wholeParts(score, SCORE_PARTS) / SCORE_PARTS };
}

function scoreItem(
  facts: EnterpriseFacts,
  method: EvaluationMethod,
  item: MethodItem,
  basis: ItemBasis | undefined,
): ScoredItem {
  const { indicator, weight } = item;
  const value = indicatorValue(facts, indicator);
  const plain = { indicator, value, weight };
  if (value !== null && basis && basis.baseline !== null)
    return { ...plain, ...pointsOf(method, item, basis.baseline, value) };
  const mean = basis?.meanPoints ?? null;
  if (mean === null || (item.whenMissing ?? method.whenMissing) === 'unrated')
    return { ...plain, points: null, bound: null };
  return { ...plain, points: mean, bound: 'tier-mean' };
}

/** Nothing per mu can be said of an enterprise that uses no land, or nobody knows how much, whatever stands in for missing values. */
const lacksLand = (method: EvaluationMethod, { usedLandMu }: EnterpriseFacts): boolean =>
  !(usedLandMu !== null && usedLandMu > 0) && method.items.some((item) => PER_LAND.includes(item.indicator));

function adjustmentsOf(
  adjustments: readonly Adjustment[] | undefined,
  facts: EnterpriseFacts,
): { held: AppliedAdjustment[]; undecided: string[] } {
  const held: AppliedAdjustment[] = [];
  const undecided: string[] = [];
  for (const adjustment of adjustments ?? []) {
    if ('count' in adjustment) {
      const counted = facts[adjustment.count];
      if (counted > 0)
        held.push({ name: adjustment.name, points: adjustment.first + (counted - 1) * adjustment.more, counted });
      continue;
    }
    const decided = deciding([adjustment], facts);
    undecided.push(...decided.undecided);
    held.push(...decided.held.map(({ name, points }) => ({ name, points, counted: null })));
  }
  return { held, undecided };
}
