import type { EnterpriseExplanation, ExplainedItem } from '../../contract/evaluation.ts';
import { Problem } from '../../contract/problem.ts';
import type { Connection } from '../../db/database.ts';
import { currentRevision } from '../../db/revision.ts';
import { NO_CLASS } from '../../domain/evaluation/classes.ts';
import { type Lift, liftOf, type Standing } from '../../domain/evaluation/lift.ts';
import { AGES, COUNTED_FACTS, type EnterpriseFacts, FIGURES } from '../../domain/evaluation/method.ts';
import type { ItemBasis } from '../../domain/evaluation/points.ts';
import { type Evaluation, evaluate } from '../../domain/evaluation/score.ts';
import { groupFinder } from '../../domain/evaluation/tier.ts';
import type { Actor } from '../../domain/scope.ts';
import { type Evaluated, findEvaluated, findNames, findValues } from './enterprises.queries.ts';
import { publishedMethod } from './read-evaluation.ts';
import { findTiers, type StoredTier } from './tiers.queries.ts';

export type ExplanationRequest = {
  readonly creditCode: string;
  readonly year: number;
  readonly jurisdiction: string | undefined;
};

/** Why an enterprise got its class, and the smallest change that would lift it. Refuses with `enterprise-not-found`. */
export async function explainEnterprise(
  db: Connection,
  actor: Actor,
  request: ExplanationRequest,
): Promise<EnterpriseExplanation> {
  const found = await findEvaluated(db, actor.scope, request);
  const tiers = found ? await findTiers(db, actor.scope, { ...found, year: request.year }) : [];
  const tier = tiers.find(({ methodId }) => methodId === found?.methodId);
  if (!found || !tier)
    throw new Problem(
      'enterprise-not-found',
      `No enterprise with the credit code ${request.creditCode} was evaluated in ${request.year}. It may have no figures of that year, or not be known to be above or below scale.`,
      'params.creditCode',
    );
  const basis = await basisOf(db, tier, request.year);
  const facts: EnterpriseFacts = { ...found.inputs.figures, ...found.inputs.facts };
  const evaluation = evaluate(facts, tier.definition, basis);
  const standing = standingOf(found, tier);
  const lift = liftOf(evaluation, standing, tier.definition, basis);
  const { definition, id, version, origin, publishedAt, note } = publishedMethod(tier);
  const rankedClass = definition.classes[standing.ranked]?.name ?? null;
  const ownClass = found.inputs.classOf ? found.inputs.classOf.ownClass : found.class;
  const holder = await holderOf(db, found);
  return {
    revision: (await currentRevision(db)).id,
    jurisdiction: found.jurisdiction,
    year: request.year,
    creditCode: found.creditCode,
    name: found.name,
    industryCode: found.industryCode,
    tier: found.tier,
    method: { id, version, origin, publishedAt, note, name: definition.name },
    facts: Object.fromEntries(
      [...FIGURES, ...AGES, ...COUNTED_FACTS].map((name) => [name, facts[name]]),
    ) as EnterpriseExplanation['facts'],
    marks: [...facts.marks],
    items: itemsOf(found, evaluation, basis, lift),
    itemsSum: evaluation.rated ? evaluation.itemsSum : null,
    coefficients: [...evaluation.coefficients],
    adjustments: [...evaluation.adjustments],
    undecided: [...evaluation.undecided],
    score: found.score,
    group: found.group,
    rank: found.rank,
    of: tier.cuts.groupSizes[groupFinder(definition)(facts.industryDivision)] ?? 0,
    classByRank: rankedClass,
    veto: vetoOf(evaluation, rankedClass, ownClass),
    class: found.class,
    mergedFirms: found.inputs.merged?.firms ?? null,
    holder,
    unrated: evaluation.rated
      ? null
      : { reason: evaluation.reason, missing: [...evaluation.missing], exemption: evaluation.exemption },
    lift: holder ? { possible: false, reason: 'class-of-holder' } : liftReply(lift),
  };
}

/** The basis as it was stored; where ranks make the points, with the values of the peers. */
async function basisOf(
  db: Connection,
  { definition, basis, methodId }: StoredTier,
  year: number,
): Promise<ItemBasis[]> {
  const whole: ItemBasis[] = [];
  for (const [index, item] of definition.items.entries()) {
    const stored = basis[index] ?? { baseline: null, known: 0, meanPoints: null, belowZero: 0 };
    const isRank = definition.formula === 'rank' && stored.known > 0;
    whole.push(isRank ? { ...stored, baseline: await findValues(db, { methodId, year }, item.indicator) } : stored);
  }
  return whole;
}

/** Where it stands by its score: classes are cut by falling score, so the first whose least score is not above it. */
function standingOf(found: Evaluated, { definition, cuts }: StoredTier): Standing {
  const leastScores = definition.classes.map(
    ({ name }) => cuts.bounds.find((bound) => bound.class === name && bound.group === found.group)?.leastScore ?? null,
  );
  const { score } = found;
  const own = found.inputs.classOf ? found.inputs.classOf.ownClass : found.class;
  const place = (at: number): number => (at < 0 ? NO_CLASS : at);
  return {
    ranked: place(score === null ? -1 : leastScores.findIndex((least) => least !== null && score >= least)),
    classed: place(definition.classes.findIndex(({ name }) => name === own)),
    leastScores,
  };
}

function itemsOf(found: Evaluated, evaluation: Evaluation, basis: readonly ItemBasis[], lift: Lift): ExplainedItem[] {
  return evaluation.items.map((item, index) => {
    const { baseline = null, known = 0 } = basis[index] ?? {};
    return {
      ...item,
      baseline: typeof baseline === 'number' ? baseline : null,
      range: baseline !== null && typeof baseline === 'object' && 'min' in baseline ? baseline : null,
      rank: found.inputs.ranks[index] ?? null,
      peers: known,
      reachesNextClassAt: lift.possible ? (lift.values[index] ?? null) : null,
    };
  });
}

/** The veto that lowered the class: the one that leads to the class it has. */
const vetoOf = (evaluation: Evaluation, ranked: string | null, own: string | null): EnterpriseExplanation['veto'] =>
  ranked === own ? null : (evaluation.vetoes.find((veto) => veto.class === own) ?? null);

async function holderOf(db: Connection, { inputs: { classOf } }: Evaluated): Promise<EnterpriseExplanation['holder']> {
  if (!classOf) return null;
  const holder = (await findNames(db, [classOf.holderId])).get(classOf.holderId);
  return holder ? { ...holder, ownClass: classOf.ownClass } : null;
}

function liftReply(lift: Lift): EnterpriseExplanation['lift'] {
  if (!lift.possible) return lift;
  return { possible: true, toClass: lift.toClass, score: lift.score, ...lift.smallest };
}
