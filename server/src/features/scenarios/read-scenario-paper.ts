import type { ScenarioSummary } from '../../contract/scenario.ts';
import type { Connection } from '../../db/database.ts';
import type { Actor } from '../../domain/scope.ts';
import { findPaperParcels, type PaperParcel } from './paper.queries.ts';
import { requireSummary } from './read-scenario.ts';
import { findZone, type ZoneRow } from './scenarios.queries.ts';

/** What goes out of a scenario: its newest version as it was last measured, with the ground of every counted parcel. */
export type ScenarioPaper = {
  readonly scenario: ScenarioSummary;
  readonly boundary: ZoneRow['boundary'];
  readonly parcels: readonly PaperParcel[];
};

/** Refuses with `scenario-not-found` and `scenario-deleted`. */
export async function readScenarioPaper(db: Connection, actor: Actor, id: number, now: Date): Promise<ScenarioPaper> {
  const scenario = await requireSummary(db, actor, id, now);
  const zone = await findZone(db, actor.scope, id, scenario.version);
  if (!zone) throw new Error(`Scenario ${id} has no version ${scenario.version}`);
  return { scenario, boundary: zone.boundary, parcels: await findPaperParcels(db, actor.scope, scenario) };
}
