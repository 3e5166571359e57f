import type { Scenario } from '@yima-guandi/server/contract';
import type { OpenScenario } from './draft.ts';
import { amendZoneDraft, changeDraft } from './zone-draft.ts';

const openOf = ({ id, version, name }: Scenario): OpenScenario => ({ id, version, name });

/** Takes a scenario up as the draft; what was drawn before is a step back. */
export function loadScenario(scenario: Scenario): void {
  const { boundary, locks, origin, counting, targetMu } = scenario;
  const target = targetMu === null ? {} : { targetMu };
  changeDraft('open', { boundary, locks, origin, scenario: openOf(scenario) });
  amendZoneDraft({ counting, ...target });
}

/** The draft is this state of this scenario from now on; the drawing stays as it is. */
export const keepAsScenario = (scenario: Scenario): void => amendZoneDraft({ scenario: openOf(scenario) });
