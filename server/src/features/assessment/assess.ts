import type { EvaluationMethod } from '../../contract/evaluation-method.ts';
import type { Programme } from '../../contract/programme.ts';
import type { Connection, Database } from '../../db/database.ts';
import { raiseRevision } from '../../db/revision.ts';
import { AREA_SOURCES } from '../../domain/counted-area.ts';
import { TIERS, type Tier } from '../../domain/evaluation.ts';
import { judgementDay } from '../../domain/idle-land.ts';
import type { Report } from '../../domain/progress.ts';
import { programmesOf, syncProgrammes } from '../programmes/sync-programmes.ts';
import {
  analyzeFacts,
  clearAssessment,
  findIndicatorYears,
  findJurisdictionIds,
  tidyAssessment,
} from './assess.queries.ts';
import { evaluateTier } from './evaluate-tier.ts';
import { ensureMethod } from './evaluation.queries.ts';
import {
  makeOverlaps,
  storeAreaFindings,
  storeIdleFindings,
  storeOverlapFindings,
  storeRuleFindings,
  storeVacancyFindings,
} from './findings.queries.ts';
import { dropYearTables, makeFacts, makeLand, makeShares, storeParcelYears } from './land.queries.ts';
import { readStartingMethods } from './method-files.ts';
import { findParcelMinZoom, storeOverviewCells } from './overview.queries.ts';

export type Assessment = {
  readonly jurisdictionIds: 'all' | readonly number[];
  /** Why, in words for the list of revisions */
  readonly reason: string;
  readonly batchId: number | null;
};

type Methods = Readonly<Record<Tier, EvaluationMethod>>;

/**
 * Makes everything that rules and methods say of the facts anew: evaluations, parcel-years, findings, overview cells.
 * Each jurisdiction changes in one transaction, and the revision rises in the last of them.
 */
export async function assess(
  { db, clock }: { db: Database; clock: () => Date },
  assessment: Assessment,
  report: Report,
): Promise<{ revision: number }> {
  await syncProgrammes(db);
  const methods = await readStartingMethods();
  const ids = await findJurisdictionIds(db, assessment.jurisdictionIds);
  const raise = async (within: Connection) => {
    const parcelMinZoom = await findParcelMinZoom(within);
    return raiseRevision(within, {
      reason: assessment.reason,
      batchId: assessment.batchId,
      parcelMinZoom,
      at: clock(),
    });
  };
  if (ids.length === 0) return { revision: await raise(db) };
  await analyzeFacts(db);
  let revision = 0;
  for (const [index, id] of ids.entries()) {
    report({ phase: 'assessing', done: index, total: ids.length });
    const work = {
      jurisdictionId: id,
      years: await yearsOf(db, id, clock()),
      programmes: await programmesOf(db, id),
      methods,
    };
    await db.transaction(async (transaction) => {
      await assessJurisdiction(transaction, work, clock().toISOString().slice(0, 10));
      if (index === ids.length - 1) revision = await raise(transaction);
    });
  }
  await tidyAssessment(db);
  report({ phase: 'assessing', done: ids.length, total: ids.length });
  return { revision };
}

/** Without any indicators the last full year stands, so that the parcels still show. */
async function yearsOf(db: Connection, jurisdictionId: number, now: Date): Promise<number[]> {
  const years = await findIndicatorYears(db, jurisdictionId);
  return years.length > 0 ? years : [now.getUTCFullYear() - 1];
}

async function assessJurisdiction(
  db: Connection,
  {
    jurisdictionId,
    years,
    programmes,
    methods,
  }: { jurisdictionId: number; years: readonly number[]; programmes: readonly Programme[]; methods: Methods },
  today: string,
): Promise<void> {
  await clearAssessment(db, jurisdictionId);
  await makeLand(db, jurisdictionId, programmes[0]?.areaBasis ?? AREA_SOURCES);
  await makeOverlaps(db, jurisdictionId);
  for (const year of years) {
    await makeShares(db, year);
    for (const tier of TIERS) {
      const method = await ensureMethod(db, jurisdictionId, year, tier, methods[tier]);
      await evaluateTier(db, { jurisdictionId, year, tier }, method);
    }
    await makeFacts(db, year);
    await storeFindings(db, year, programmes, judgementDay(year, today));
    await storeParcelYears(db, jurisdictionId, year);
    await storeOverviewCells(db, jurisdictionId, year);
    await dropYearTables(db);
  }
}

async function storeFindings(
  db: Connection,
  year: number,
  programmes: readonly Programme[],
  asOf: string,
): Promise<void> {
  for (const programme of programmes) {
    for (const rule of programme.rules) await storeRuleFindings(db, year, programme, rule);
  }
  const naming = programmes.find((programme) => programme.vacancyClause !== null);
  await storeVacancyFindings(db, year, naming, naming?.vacancyClause ?? undefined);
  await storeIdleFindings(db, year, asOf);
  await storeAreaFindings(db, year);
  await storeOverlapFindings(db, year);
}
