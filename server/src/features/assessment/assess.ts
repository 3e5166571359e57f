import type { StartingMethods } from '../../contract/evaluation-method.ts';
import type { Programme } from '../../contract/programme.ts';
import { type AuditDraft, writeAudit } from '../../db/audit.ts';
import type { Connection, Database } from '../../db/database.ts';
import { raiseRevision } from '../../db/revision.ts';
import { AREA_SOURCES } from '../../domain/counted-area.ts';
import { judgementDay } from '../../domain/idle-land.ts';
import type { Report } from '../../domain/progress.ts';
import { type Actor, PROGRAM_ACTOR } from '../../domain/scope.ts';
import { type NewProgramme, programmesOf, syncProgrammes } from '../programmes/sync-programmes.ts';
import {
  analyzeFacts,
  clearAssessment,
  findIndicatorYears,
  findJurisdictionIds,
  holdAssessment,
  tidyAssessment,
} from './assess.queries.ts';
import { evaluateYear } from './evaluate-tier.ts';
import { dropLand, dropYearTables, makeFacts, makeLand, storeParcelYears } from './land.queries.ts';
import { renewMap } from './map.queries.ts';
import { readStartingMethods } from './method-files.ts';
import { methodsInForce } from './methods.queries.ts';
import { makeRedrawn, renewOverlaps } from './overlaps.queries.ts';
import { findParcelMinZoom, storeOverviewCells } from './overview.queries.ts';
import { definitionsOf, floorAreaRules } from './read-tier.ts';
import { makeShares } from './shares.queries.ts';
import { storeFindings } from './store-findings.ts';

export { tidyAssessment };

export type Assessment = {
  readonly jurisdictionIds: 'all' | readonly number[];
  /** Why, in words for the list of revisions */
  readonly reason: string;
  readonly batchId: number | null;
  /** The only years whose figures have changed; absent: any facts may have */
  readonly changedYears?: readonly number[] | undefined;
  /** The only year of which anything has changed, and that is a method */
  readonly methodYear?: number;
};

/**
 * Makes everything that rules and methods say of the facts anew: evaluations, parcel-years, findings, overview cells.
 * All jurisdictions change at one moment, and the revision with them.
 */
export async function assess(
  { db, clock }: { db: Database; clock: () => Date },
  assessment: Assessment,
  report: Report,
  actor: Actor = PROGRAM_ACTOR,
): Promise<{ revision: number }> {
  const made = await db.transaction(async (transaction) => {
    const { revision } = await assessWithin({ db: transaction, clock }, assessment, report);
    const facts = { reason: assessment.reason, revision };
    await writeAudit(transaction, actor, { kind: 'data-assessed', jurisdictionId: null, subject: '', facts }, clock());
    return { revision };
  });
  await tidyAssessment(db);
  return made;
}

/** The same inside a transaction that also changes the facts. Call `tidyAssessment` when it has committed. */
export async function assessWithin(
  { db, clock }: { db: Connection; clock: () => Date },
  assessment: Assessment,
  report: Report,
): Promise<{ revision: number }> {
  await holdAssessment(db);
  await analyzeFacts(db);
  const methods = await readStartingMethods();
  const ids = await findJurisdictionIds(db, assessment.jurisdictionIds);
  const published = await syncProgrammes(db, ids);
  for (const [index, id] of ids.entries()) {
    report({ phase: 'assessing', done: index, total: ids.length });
    const years = await yearsOf(db, id, clock());
    const programmes = await programmesOf(db, id);
    const anew = yearsToJudge(years, assessment, programmes);
    const work = {
      jurisdictionId: id,
      years: anew,
      keptYears: years.filter((year) => !anew.includes(year)),
      programmes,
      methods,
    };
    await assessJurisdiction(db, work, clock().toISOString().slice(0, 10));
  }
  const parcelMinZoom = await findParcelMinZoom(db);
  const { reason, batchId, jurisdictionIds } = assessment;
  const revision = await raiseRevision(db, { reason, batchId, parcelMinZoom, at: clock(), of: jurisdictionIds });
  report({ phase: 'assessing', done: ids.length, total: ids.length });
  for (const each of published) await writeAudit(db, PROGRAM_ACTOR, publishedEntry(each), clock());
  return { revision };
}

const publishedEntry = ({ jurisdictionId, programme, before }: NewProgramme): AuditDraft => ({
  kind: 'programme-published',
  jurisdictionId,
  subject: programme.id,
  before: before ?? undefined,
  after: programme,
});

/** The years that changed; where a rule looks back on figures, also all after them: its findings tell for how many years they held. */
function yearsToJudge(
  years: readonly number[],
  { changedYears = years, methodYear }: Assessment,
  programmes: readonly Programme[],
): number[] {
  if (methodYear !== undefined) return years.filter((year) => year === methodYear);
  const rules = programmes.flatMap((programme) => programme.rules);
  const looksBack = rules.some((rule) => 'belowScaleYears' in rule && rule.belowScaleYears !== undefined);
  return years.filter((year) => changedYears.some((changed) => changed === year || (looksBack && changed < year)));
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
    keptYears,
    programmes,
    methods,
  }: {
    jurisdictionId: number;
    years: readonly number[];
    keptYears: readonly number[];
    programmes: readonly Programme[];
    methods: StartingMethods;
  },
  today: string,
): Promise<void> {
  const [leading] = programmes;
  await clearAssessment(db, jurisdictionId, keptYears);
  await makeLand(db, jurisdictionId, leading?.areaBasis ?? AREA_SOURCES);
  if ((await makeRedrawn(db, jurisdictionId)) > 0) await renewOverlaps(db, jurisdictionId);
  for (const year of years) {
    const inForce = await methodsInForce(db, { jurisdictionId, year }, methods);
    await makeShares(db, year, floorAreaRules(definitionsOf(inForce)));
    await evaluateYear(db, { jurisdictionId, year }, inForce);
    await makeFacts(db, year, leading?.parcelClass);
    await storeFindings(db, { jurisdictionId, year, asOf: judgementDay(year, today) }, programmes);
    await storeParcelYears(db, jurisdictionId, year);
    await storeOverviewCells(db, jurisdictionId, year);
    await dropYearTables(db);
  }
  await renewMap(db, jurisdictionId);
  await dropLand(db);
}
