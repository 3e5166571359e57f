import type { Scenario, ScenarioHistory, ScenarioList, ScenarioSummary } from '../../contract/scenario.ts';
import { ZoneMeasure } from '../../contract/zone-measure.ts';
import type { Connection } from '../../db/database.ts';
import { requireWhole } from '../../db/places.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { findFates } from './fates.queries.ts';
import { deletedScenario, noScenario } from './in-writing.ts';
import {
  findDeleted,
  findMeasure,
  findParcels,
  findScenarios,
  findSummaries,
  findVersions,
  findZone,
} from './scenarios.queries.ts';

type Reader = Pick<Services, 'db' | 'clock'>;

/** Scenarios of a jurisdiction, those of one year where it is given, and what can be taken back. */
export const listScenarios = (
  { db, clock }: Reader,
  actor: Actor,
  asked: { readonly jurisdiction: string; readonly year?: number | undefined },
): Promise<ScenarioList> =>
  inSnapshot(db, async (moment) => {
    const { id: jurisdictionId } = await requireWhole(moment, actor.scope, asked.jurisdiction);
    const now = clock();
    return {
      items: await findScenarios(moment, actor.scope, { jurisdictionId, year: asked.year, now }),
      deleted: await findDeleted(moment, actor.scope, { jurisdictionId, now }),
    };
  });

/** A scenario in short. Refuses with `scenario-not-found` and `scenario-deleted`. */
export async function requireSummary(db: Connection, actor: Actor, id: number, now: Date): Promise<ScenarioSummary> {
  const [summary] = await findSummaries(db, actor.scope, { ids: [id], now });
  if (!summary) throw noScenario(id);
  if (summary.deletedAt !== null) throw deletedScenario(summary.name);
  return summary;
}

/** The newest version with its newest measure, and what became of its parcels since. */
export const readScenario = ({ db, clock }: Reader, actor: Actor, id: number): Promise<Scenario> =>
  inSnapshot(db, (moment) => scenarioNow(moment, actor, id, clock()));

/** The same as of a moment that is open already. */
export async function scenarioNow(db: Connection, actor: Actor, id: number, now: Date): Promise<Scenario> {
  const summary = await requireSummary(db, actor, id, now);
  const zone = await findZone(db, actor.scope, id, summary.version);
  if (!zone) throw new Error(`Scenario ${id} has no version ${summary.version}`);
  const key = { id, version: summary.version, revision: summary.revision };
  const measure = ZoneMeasure.safeParse(await findMeasure(db, actor.scope, key));
  return {
    ...summary,
    boundary: zone.boundary,
    locks: zone.locks,
    parcels: await findParcels(db, actor.scope, key),
    fates: summary.isBehind ? await findFates(db, actor.scope, key) : [],
    measure: measure.success ? measure.data : null,
  };
}

/** Every version of a scenario. Refuses as `requireSummary` does. */
export const readHistory = ({ db, clock }: Reader, actor: Actor, id: number): Promise<ScenarioHistory> =>
  inSnapshot(db, async (moment) => {
    await requireSummary(moment, actor, id, clock());
    return { items: await findVersions(moment, actor.scope, id) };
  });
