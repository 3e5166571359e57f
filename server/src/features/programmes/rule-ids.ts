import type { Programme, ProgrammeRule } from '../../contract/programme.ts';
import { PROJECT_STAGES } from '../../domain/unfinished-project.ts';

/** Rules of the product itself, which every jurisdiction has. */
const OWN_RULE_IDS = [
  'area-conflict',
  'idle-land-not-started',
  'idle-land-stopped',
  'missing-data',
  'overlap',
  'vacant-floor-area',
];

/** The ids under which a rule's findings are kept: a rule on projects has one for each stage. */
const findingIds = (rule: ProgrammeRule): string[] =>
  'projectsOfYears' in rule ? [rule.id, ...PROJECT_STAGES.map((stage) => `${rule.id}-${stage}`)] : [rule.id];

/**
 * A parcel has one finding for each rule id and year, so the programmes of one jurisdiction may not share any, nor use
 * an id of the product's own rules. `place` names where a programme stands.
 */
export function refuseSharedRuleIds(programmes: readonly Programme[], place: (programme: Programme) => string): void {
  const owners = new Map<string, string>();
  for (const programme of programmes) {
    for (const id of programme.rules.flatMap(findingIds)) {
      const key = `${programme.jurisdiction} ${id}`;
      const owner = OWN_RULE_IDS.includes(id) ? 'a rule of the product itself' : owners.get(key);
      if (owner !== undefined)
        throw new Error(
          `${place(programme)} uses the rule id ${id}, which in ${programme.jurisdiction} belongs to ${owner}. Findings are told apart by it: give the rule another id, and the programme a higher version.`,
        );
      owners.set(key, place(programme));
    }
  }
}
