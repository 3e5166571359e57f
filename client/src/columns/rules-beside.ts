import type { ProgrammeRule } from '@yima-guandi/server/contract';
import { type Filter, propertiesOf, readFurtherCondition, rulePredicate } from '@yima-guandi/server/domain';
import type { ThresholdRule } from './question.ts';

const LOW: Filter = { op: 'a_contains', args: [{ property: 'findings' }, ['low-efficiency']] };

/**
 * What finds land low-efficient whatever is tried: the other low-efficiency rules in force. A rule over facts that columns
 * do not hold, such as those of an enterprise, stands there by what it found: land found low-efficient that the rules over
 * columns, as they are in force, do not find, or of which they cannot tell.
 */
export function foundBeside(rules: readonly ProgrammeRule[], movable: readonly ThresholdRule[]): Filter[] {
  const others = rules.filter(
    ({ id, finding, isOn }) =>
      finding === 'low-efficiency' && isOn !== false && !movable.some((rule) => rule.id === id),
  );
  const told = others.map(overColumns).filter((filter) => filter !== null);
  if (told.length === others.length) return told;
  const own: Filter = { op: 'or', args: [...movable.map((rule) => rulePredicate(rule)), ...told] };
  const isElsewhere: Filter =
    own.args.length === 0
      ? LOW
      : {
          op: 'and',
          args: [
            LOW,
            {
              op: 'or',
              args: [
                { op: 'not', args: [own] },
                ...propertiesOf(own).map((property): Filter => ({ op: 'isNull', args: [{ property }] })),
              ],
            },
          ],
        };
  return [...told, isElsewhere];
}

/** What a rule asks as a filter; null where columns do not hold it. */
function overColumns(rule: ProgrammeRule): Filter | null {
  if ('whenEnterprise' in rule || 'projectsOfYears' in rule) return null;
  if ('indicator' in rule) return rulePredicate(rule);
  const condition = readFurtherCondition(rule.when);
  return condition.ok ? rulePredicate({ ...rule, when: condition.filter }) : null;
}
