import type { EvaluationIndicator } from '../evaluation.ts';
import { wholeParts } from '../units.ts';
import type { EvaluationMethod } from './method.ts';
import { type ItemBasis, pointsOf, valueFor } from './points.ts';
import { type Evaluation, SCORE_PARTS, sumUp } from './score.ts';

/** Where an enterprise stands after the tier was cut. */
export type Standing = {
  /** Class by its place in the method, before and after vetoes */
  readonly ranked: number;
  readonly classed: number;
  /** Of its group: the least score in each class */
  readonly leastScores: readonly (number | null)[];
};

export type Lift =
  | {
      readonly possible: true;
      readonly toClass: string;
      readonly score: number;
      /** In the order of the items: the value that alone reaches the score; null where none does */
      readonly values: readonly (number | null)[];
      /** The one that needs the smallest change in proportion to its value */
      readonly smallest: { readonly indicator: EvaluationIndicator; readonly from: number; readonly to: number };
    }
  | {
      readonly possible: false;
      readonly reason: 'unrated' | 'best-class' | 'vetoed' | 'nobody-above' | 'no-single-indicator';
    };

/** The smallest change that lifts an enterprise a class: one indicator raised, all else, baselines too, staying as it is. */
export function liftOf(
  evaluation: Evaluation,
  standing: Standing,
  method: EvaluationMethod,
  basis: readonly ItemBasis[],
): Lift {
  if (!evaluation.rated) return { possible: false, reason: 'unrated' };
  if (standing.ranked === 0 && standing.classed === 0) return { possible: false, reason: 'best-class' };
  if (standing.classed > standing.ranked) return { possible: false, reason: 'vetoed' };
  const target = targetOf(standing, method);
  if (!target) return { possible: false, reason: 'nobody-above' };
  const values = method.items.map((_, index) => valueReaching(evaluation, index, target, method, basis));
  let smallest: { indicator: EvaluationIndicator; from: number; to: number; change: number } | null = null;
  for (const [index, to] of values.entries()) {
    const item = evaluation.items[index];
    if (to === null || !item || item.value === null) continue;
    const change = item.value === 0 ? Number.MAX_VALUE : (to - item.value) / Math.abs(item.value);
    if (smallest === null || change < smallest.change)
      smallest = { indicator: item.indicator, from: item.value, to, change };
  }
  if (smallest === null) return { possible: false, reason: 'no-single-indicator' };
  const { indicator, from, to } = smallest;
  return { possible: true, toClass: target.name, score: target.score, values, smallest: { indicator, from, to } };
}

/** `score` is what is told, `least` what has to be reached: the next score after it where ties take the worse class. */
type Target = { readonly name: string; readonly score: number; readonly least: number };

/** The score of the last one in the next better class that anybody is in; cut by score, the least score of the next class. */
function targetOf({ ranked, leastScores }: Standing, { classes, ties }: EvaluationMethod): Target | null {
  for (let place = ranked - 1; place >= 0; place--) {
    const cut = classes[place];
    if (!cut) continue;
    if ('fromScore' in cut) {
      const score = cut.fromScore ?? 0;
      return { name: cut.name, score, least: score };
    }
    const score = leastScores[place] ?? null;
    if (score !== null) return { name: cut.name, score, least: ties === 'worse-class' ? nextScore(score) : score };
  }
  return null;
}

const nextScore = (score: number): number => (wholeParts(score, SCORE_PARTS) + 1) / SCORE_PARTS;

/** Steps of the last decimal that rounding may need until the score, added up in its own order, is reached. */
const STEP = 1e-6;
const MOST_STEPS = 3;

function valueReaching(
  evaluation: Evaluation & { readonly rated: true },
  index: number,
  target: Target,
  method: EvaluationMethod,
  basis: readonly ItemBasis[],
): number | null {
  const item = method.items[index];
  const scored = evaluation.items[index];
  const baseline = basis[index]?.baseline ?? null;
  if (!item || !scored || scored.value === null || scored.points === null || baseline === null) return null;
  const factor = evaluation.coefficients.reduce((product, each) => product * each.factor, 1);
  const wanted = scored.points + (target.least - evaluation.score) / factor;
  const value = valueFor(method, item, baseline, wanted);
  if (value === null) return null;
  const scoreAt = (raised: number): number => {
    const { points } = pointsOf(method, item, baseline, raised);
    const items = evaluation.items.map((each, place) => (place === index ? { ...each, points } : each));
    return sumUp({ ...evaluation, items }).score;
  };
  const first = Math.ceil(value / STEP - 1e-9);
  for (let step = 0; step <= MOST_STEPS; step++) {
    const raised = Number(((first + step) * STEP).toFixed(6));
    if (scoreAt(raised) >= target.least) return raised;
  }
  return null;
}
