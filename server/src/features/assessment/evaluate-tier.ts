import type { Connection } from '../../db/database.ts';
import { NO_CLASS } from '../../domain/evaluation/classes.ts';
import { writeUnrated } from '../../domain/evaluation/distribution.ts';
import { COUNTED_FACTS, type EnterpriseFacts, FIGURES } from '../../domain/evaluation/method.ts';
import { type Evaluation, evaluate } from '../../domain/evaluation/score.ts';
import { cutsOf, itemRanks, type ScoredTier, scoreTier } from '../../domain/evaluation/tier.ts';
import { TIERS, type Tier } from '../../domain/evaluation.ts';
import {
  dropEnterpriseLand,
  type EvaluationRow,
  makeEnterpriseLand,
  storeEvaluations,
  storeTier,
  type TierYear,
} from './evaluation.queries.ts';
import { isSettled, type StoredMethod } from './methods.queries.ts';
import { PAGE, type PackedTier } from './packed-figures.ts';
import { forgetTier, isMerging, readTier } from './read-tier.ts';
import { dropTenancies, makeTenancies, shareResults, takeHolderClasses } from './tenants.queries.ts';

type Year = Omit<TierYear, 'tier'>;

/** Scores and classes the enterprises of a jurisdiction in one year, each tier by its method; a closed year keeps what it has. Needs `land` and the year's `shares`. */
export async function evaluateYear(
  db: Connection,
  of: Year,
  methods: Readonly<Record<Tier, StoredMethod>>,
): Promise<void> {
  if (await isSettled(db, of)) return;
  await makeEnterpriseLand(db, of);
  await makeTenancies(db);
  for (const tier of TIERS) await evaluateTier(db, { ...of, tier }, methods[tier]);
  for (const tier of TIERS) {
    const rule = methods[tier].definition.occupancy?.tenants;
    if (rule === 'holder-class' || rule === 'holder-class-outside-parks')
      await takeHolderClasses(db, { ...of, tier }, rule);
  }
  await dropTenancies(db);
  await dropEnterpriseLand(db);
}

/** Reads a tier in pages, ranks it whole, stores it in pages. */
async function evaluateTier(db: Connection, of: TierYear, method: StoredMethod): Promise<void> {
  const tier = await readTier(db, of, method.definition);
  const scored = scoreTier(tier, method.definition);
  const ranks = itemRanks(tier, method.definition);
  let storing: Promise<void> = Promise.resolve();
  for (let first = 0; first < tier.length; first += PAGE) {
    const rows = rowsOf({ tier, scored, ranks, method }, first);
    // The next page is worked out here while the database stores the last.
    await storing;
    storing = storeEvaluations(db, of.year, method.id, rows);
    storing.catch(() => undefined);
  }
  await storing;
  if (isMerging(method.definition)) await shareResults(db, of.year);
  await forgetTier(db, method.definition);
  await storeTier(db, {
    ...of,
    methodId: method.id,
    basis: scored.basis.map(basisOf),
    cuts: cutsOf(scored, method.definition),
  });
}

/** The values that a rank is taken among are not kept: they are in the evaluations. */
const basisOf = ({ baseline, known, meanPoints, belowZero }: ScoredTier['basis'][number]) => ({
  baseline: baseline instanceof Float64Array ? null : baseline,
  known,
  meanPoints,
  belowZero,
});

type Worked = {
  readonly tier: PackedTier;
  readonly scored: ScoredTier;
  readonly ranks: readonly Int32Array[];
  readonly method: StoredMethod;
};

/** The rows of the page that begins at a place. */
function rowsOf({ tier, scored, ranks, method: { definition } }: Worked, first: number): EvaluationRow[] {
  const count = Math.min(PAGE, tier.length - first);
  return Array.from({ length: count }, (_, index) => {
    const place = first + index;
    const facts = tier.at(place);
    const evaluation = evaluate(facts, definition, scored.basis);
    const classPlace = scored.classes[place] ?? NO_CLASS;
    return {
      id: tier.idAt(place),
      score: evaluation.rated ? evaluation.score : null,
      class: definition.classes[classPlace]?.name ?? null,
      rank: evaluation.rated ? (scored.ranks[place] ?? null) : null,
      industry_group: definition.industryGroups?.[scored.groups[place] ?? 0]?.name ?? null,
      unrated_because: unratedBecause(evaluation),
      inputs: { ...inputsOf(facts, evaluation, scored), ranks: ranks.map((each) => each[place] || null) },
    };
  });
}

function unratedBecause(evaluation: Evaluation): string | null {
  if (evaluation.rated) return null;
  return writeUnrated(evaluation.reason, evaluation.exemption);
}

/** What went in, kept with the score so that it can be explained later. Points and baselines stand in the order of the method's items. */
function inputsOf(facts: EnterpriseFacts, evaluation: Evaluation, { basis }: ScoredTier) {
  return {
    figures: Object.fromEntries(FIGURES.map((name) => [name, facts[name]])),
    facts: otherFacts(facts),
    baselines: basis.map(({ baseline }) => (baseline instanceof Float64Array ? null : baseline)),
    points: evaluation.rated ? evaluation.items.map((item) => item.points) : null,
    missing: evaluation.rated ? [] : evaluation.missing,
  };
}

/** Only those that say something: most enterprises carry no mark and let nothing. */
function otherFacts(facts: EnterpriseFacts) {
  return {
    ...(facts.industryDivision === null ? {} : { industryDivision: facts.industryDivision }),
    ...(facts.marks.length === 0 ? {} : { marks: facts.marks }),
    ...(facts.registeredYears === null ? {} : { registeredYears: facts.registeredYears }),
    ...(facts.buildingYears === null ? {} : { buildingYears: facts.buildingYears }),
    ...Object.fromEntries(COUNTED_FACTS.filter((name) => facts[name] > 0).map((name) => [name, facts[name]])),
  };
}
