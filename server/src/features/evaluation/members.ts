import {
  type BinCount,
  binScale,
  type ClassGroupCount,
  type Distribution,
  describeTier,
  OUTER_SHARE,
  valueAtShare,
  writeUnrated,
} from '../../domain/evaluation/distribution.ts';
import type { EvaluationMethod } from '../../domain/evaluation/method.ts';
import { evaluate, exemptionOf } from '../../domain/evaluation/score.ts';
import { cutsOf, type ScoredTier, scoreTier } from '../../domain/evaluation/tier.ts';
import { takesHolderClass } from '../../domain/tenancy.ts';
import type { TierFactsOfYear } from '../assessment/read-tier-facts.ts';

/** The enterprises of a tier under a method, each as its evaluation would be stored. */
export type Members = {
  readonly ids: Int32Array;
  /** Where the figures that it was evaluated by stand in the tier */
  readonly places: Int32Array;
  readonly classes: readonly (string | null)[];
  readonly scored: ScoredTier;
};

/** Scores a tier and gives each firm its class: that of the firms it is evaluated with, or of its landlord, where the method says so. */
export function scoreMembers(facts: TierFactsOfYear, method: EvaluationMethod): Members {
  const { tier, heads } = facts;
  const scored = scoreTier(tier, method);
  const ids = new Int32Array(tier.length + heads.length);
  const places = new Int32Array(ids.length);
  const placeOf = new Map<number, number>();
  for (let place = 0; place < tier.length; place++) {
    ids[place] = tier.idAt(place);
    places[place] = place;
    placeOf.set(tier.idAt(place), place);
  }
  for (const [index, { id, headId }] of heads.entries()) {
    ids[tier.length + index] = id;
    places[tier.length + index] = placeOf.get(headId) ?? 0;
  }
  const classes = Array.from(places, (place) => method.classes[scored.classes[place] ?? -1]?.name ?? null);
  takeHolderClasses(facts, method, { classes, placeOf });
  return { ids, places, classes, scored };
}

function takeHolderClasses(
  { tier, tenancies }: TierFactsOfYear,
  method: EvaluationMethod,
  { classes, placeOf }: { readonly classes: (string | null)[]; readonly placeOf: ReadonlyMap<number, number> },
): void {
  const rule = method.occupancy?.tenants ?? 'own-class';
  for (const { id, landlordId, isInPark, landlordClass } of tenancies) {
    const place = placeOf.get(id);
    if (place === undefined || !takesHolderClass(rule, { enterpriseId: id, parcelId: 0, landlordId }, isInPark))
      continue;
    if (exemptionOf(method, tier.at(place)) !== null) continue;
    const own = placeOf.get(landlordId);
    const taken = own === undefined ? landlordClass : (classes[own] ?? null);
    if (taken !== null) classes[place] = taken;
  }
}

/** How the members are spread, counted as the stored evaluations would be. */
export function spreadOf({ tier }: TierFactsOfYear, members: Members, method: EvaluationMethod): Distribution {
  const { scored, places, classes } = members;
  const scoreAt = (index: number): number => scored.scores[places[index] ?? 0] ?? Number.NaN;
  const rising = Float64Array.from(places, (_, index) => scoreAt(index))
    .filter((score) => !Number.isNaN(score))
    .sort();
  const low = valueAtShare(rising, OUTER_SHARE);
  const high = valueAtShare(rising, 1 - OUTER_SHARE);
  const scale = low === null || high === null ? null : binScale(low, high);
  const counts = new Map<string, ClassGroupCount>();
  const bins = new Map<string, BinCount>();
  for (const [index, name] of classes.entries()) {
    const place = places[index] ?? 0;
    const score = scoreAt(index);
    const group = method.industryGroups?.[scored.groups[place] ?? 0]?.name ?? null;
    const because = Number.isNaN(score) ? becauseOf(evaluate(tier.at(place), method, scored.basis)) : null;
    raise(counts, { class: name, group, because });
    if (scale && name !== null && !Number.isNaN(score)) {
      const bin = Math.min(Math.max(Math.floor(score / scale.binWidth), scale.first), scale.last);
      raise(bins, { bin, class: name });
    }
  }
  return describeTier(method, {
    counts: [...counts.values()],
    scale,
    bins: [...bins.values()],
    cuts: cutsOf(scored, method),
  });
}

const becauseOf = (evaluation: ReturnType<typeof evaluate>): string | null =>
  evaluation.rated ? null : writeUnrated(evaluation.reason, evaluation.exemption);

function raise<Key extends object>(counts: Map<string, Key & { readonly enterprises: number }>, key: Key): void {
  const text = JSON.stringify(key);
  counts.set(text, { ...key, enterprises: (counts.get(text)?.enterprises ?? 0) + 1 });
}
