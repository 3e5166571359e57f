import type { Programme, ProgrammeRule } from '../../server/src/contract/programme.ts';
import type { Filter } from '../../server/src/domain/filter.ts';
import { readProgrammeFiles } from '../../server/src/features/programmes/programme-files.ts';

/** A condition as one reads it: and within or without brackets, or in them. */
const conditionOf = <Property extends string>(filter: Filter<Property>): string => {
  switch (filter.op) {
    case 'and':
      return filter.args.map(conditionOf).join(' & ');
    case 'or':
      return `(${filter.args.map(conditionOf).join(' OR ')})`;
    case 'not':
      return `not ${conditionOf(filter.args[0])}`;
    case 'isNull':
      return `${filter.args[0].property} unknown`;
    case 'in':
    case 'a_contains':
    case 'a_overlaps':
      return `${filter.args[0].property} in ${filter.args[1].join('/')}`;
    default:
      return `${filter.args[0].property} ${filter.op} ${filter.args[1]}`;
  }
};
const askedBy = (rule: ProgrammeRule): string => {
  if ('projectsOfYears' in rule) return `projects of ${rule.projectsOfYears} years`;
  if ('whenEnterprise' in rule) {
    const years = rule.belowScaleYears === undefined ? '' : ` & below scale ${rule.belowScaleYears} years`;
    return `firm: ${conditionOf(rule.whenEnterprise)}${years}`;
  }
  return 'indicator' in rule
    ? `${rule.indicator} ${rule.comparator} ${rule.value} ${rule.unit}`
    : conditionOf(rule.when);
};

/** One line for each thing of a programme, so that a test reads like the document beside it. */
export const rulesOf = ({ rules }: Programme) =>
  rules.map((rule) => {
    const built = [
      'builtFrom' in rule && `built>=${rule.builtFrom}`,
      'builtBefore' in rule && `built<${rule.builtBefore}`,
      rule.valuesAreOurs && 'values ours',
    ];
    const { party, ...scope } = rule.scope;
    const parts = [rule.finding, askedBy(rule), party, ...built];
    return [...parts.filter(Boolean), ...Object.entries(scope).map((pair) => pair.join('=')), rule.clause.number].join(
      ' | ',
    );
  });
export const targetsOf = ({ targets }: Programme) =>
  targets.map(
    (t) => `${t.measure} ${t.basis} ${t.from}-${t.to} ${t.comparator} ${t.value} ${t.unit} ${t.clause.number}`,
  );
export const pathsOf = ({ paths }: Programme) => paths.map((path) => `${path.name}: ${path.countsAs ?? 'none'}`);
export const criteriaOf = ({ criteria }: Programme) =>
  criteria.map(({ id, anyOf, clause }) => {
    const alternatives = anyOf.map(({ allOf }) =>
      allOf.map((term) => `${term.indicator} ${term.comparator} ${term.value}`).join(' & '),
    );
    return `${id}: ${alternatives.join(' OR ')} (${clause.number})`;
  });

export const furtherTargetsOf = ({ furtherTargets }: Programme) =>
  furtherTargets.map((t) => {
    const value = t.valueTo === undefined ? `${t.value}` : `${t.value}..${t.valueTo}`;
    return `${t.id} ${t.basis} ${t.from}-${t.to} ${t.comparator} ${value} ${t.unit} ${t.clause.number}`;
  });
export const phasesOf = ({ phases }: Programme) => phases.map(({ name, from, to }) => `${name} ${from} ${to}`);
export const milestonesOf = ({ milestones }: Programme) => milestones.map(({ by, clause }) => `${by} ${clause.number}`);

/** One of the programmes that come with the product. */
export async function programmeById(id: string): Promise<Programme> {
  const found = (await readProgrammeFiles()).find((programme) => programme.id === id);
  if (!found) throw new Error(`There is no programme ${id}`);
  return found;
}
