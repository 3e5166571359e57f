import type { ScenarioComparison } from '../../contract/scenario.ts';
import { comparedRows } from '../../contract/scenario-figures.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { requireSummary } from './read-scenario.ts';
import { findCountedBy } from './scenarios.queries.ts';

/** Lays scenarios side by side in the order asked for. Refuses with `scenario-not-found` and `scenario-deleted`. */
export const compareScenarios = (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  ids: readonly number[],
): Promise<ScenarioComparison> =>
  inSnapshot(db, async (moment) => {
    const scenarios = [];
    for (const id of ids) scenarios.push(await requireSummary(moment, actor, id, clock()));
    return {
      scenarios,
      rows: comparedRows(scenarios.map(({ figures }) => figures)),
      parcels: await findCountedBy(moment, actor.scope, scenarios),
    };
  });
