import { Problem } from '../../contract/problem.ts';
import type { ScenarioRemeasure, ScenarioSummary } from '../../contract/scenario.ts';
import { writeAudit } from '../../db/audit.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { findFates } from './fates.queries.ts';
import { requireLocked } from './in-writing.ts';
import { measuredZone } from './measured.ts';
import { requireSummary, scenarioNow } from './read-scenario.ts';
import { keepMeasure } from './save-scenario.ts';
import { findParcels } from './scenarios.queries.ts';

/**
 * Measures the newest version on the newest data, keeps that measure beside the earlier ones and tells what differs.
 * Refuses as the reading and the measure of a zone do; the scenario then stays as it was.
 */
export async function remeasureScenario(
  services: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  id: number,
): Promise<ScenarioRemeasure> {
  const { db, clock } = services;
  const { before, fates } = await inSnapshot(db, async (moment) => {
    const scenario = await scenarioNow(moment, actor, id, clock());
    return { before: scenario, fates: await findFates(moment, actor.scope, scenario) };
  });
  const { jurisdiction, year, targetMu, version, boundary, locks, counting, origin } = before;
  const zone = { boundary, locks, counting, origin };
  const measured = await measuredZone(services, actor, { jurisdiction, year, zone, targetMu });
  const { now, after } = await db.transaction(async (transaction) => {
    const { version: newest, jurisdictionId } = await requireLocked(transaction, actor, id);
    if (newest !== version) throw changedMeanwhile(newest);
    await keepMeasure(transaction, { id, version, year, at: clock() }, measured);
    const summary = await requireSummary(transaction, actor, id, clock());
    const parcels = await findParcels(transaction, actor.scope, summary);
    const entry = {
      kind: 'scenario-remeasured',
      jurisdictionId,
      subject: id,
      facts: { name: summary.name, version },
    } as const;
    await writeAudit(transaction, actor, { ...entry, before: asMeasured(before), after: asMeasured(summary) }, clock());
    return { now: parcels, after: summary };
  });
  const gone = new Set(fates.filter(({ fate }) => fate !== 'area-changed').map(({ code }) => code));
  const [ids, idsBefore] = [now, before.parcels].map((parcels) => new Set(parcels.map((parcel) => parcel.id)));
  return {
    before: { revision: before.revision, measuredAt: before.measuredAt, figures: before.figures },
    after: { revision: after.revision, measuredAt: after.measuredAt, figures: after.figures },
    fates,
    left: before.parcels.filter((parcel) => !ids?.has(parcel.id) && !gone.has(parcel.code)),
    added: now.filter((parcel) => !idsBefore?.has(parcel.id)),
  };
}

const asMeasured = ({ revision, figures }: Pick<ScenarioSummary, 'revision' | 'figures'>) => {
  const { parcels, muHundredths, freedMuHundredths } = figures;
  return { revision, parcels, muHundredths, freedMuHundredths };
};

/** What was measured is then no longer the newest: its figures beside those of another drawing would tell a difference that is none. */
const changedMeanwhile = (newest: number): Problem =>
  new Problem(
    'scenario-changed',
    `测算时方案已保存到第 ${newest} 版，请再测算一次。 Version ${newest} was kept while this one was measured: measure again.`,
    'params.id',
  );
