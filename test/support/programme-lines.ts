import type { Programme } from '../../server/src/contract/programme.ts';
import { readProgrammeFiles } from '../../server/src/features/programmes/programme-files.ts';

/** One line for each thing of a programme, so that a test reads like the document beside it. */
export const rulesOf = ({ rules }: Programme) =>
  rules.map((rule) => {
    const built = [rule.builtFrom && `built>=${rule.builtFrom}`, rule.builtBefore && `built<${rule.builtBefore}`];
    const { party, ...scope } = rule.scope;
    const parts = [rule.finding, `${rule.indicator} ${rule.comparator} ${rule.value} ${rule.unit}`, party, ...built];
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
      allOf
        .map((term) => {
          if ('oneOf' in term) return `class in ${term.oneOf.join('/')}`;
          return 'is' in term ? `${term.indicator}=${term.is}` : `${term.indicator} ${term.comparator} ${term.value}`;
        })
        .join(' & '),
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
