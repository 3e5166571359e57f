import type { EvaluationMethod } from './method.ts';

type NamedMethod = EvaluationMethod & { readonly name: string; readonly note: string };

/** Whether two methods say the same: what is left out is what it stands for, and a list of divisions has no order. */
export const sameMethod = (a: NamedMethod, b: NamedMethod): boolean =>
  a === b || JSON.stringify(sorted(whole(a))) === JSON.stringify(sorted(whole(b)));

function whole(method: NamedMethod) {
  const { coefficients = [], adjustments = [], vetoes = [], exemptions = [], industryGroups = [] } = method;
  return {
    ...method,
    baseShare: method.baseShare ?? 0,
    items: method.items.map((item) => ({ ...item, whenMissing: item.whenMissing ?? method.whenMissing })),
    industryGroups: industryGroups.map((group) => ({ ...group, divisions: group.divisions.toSorted() })),
    coefficients: coefficients.map(ordered),
    adjustments: adjustments.map((part) => ('when' in part ? ordered(part) : part)),
    vetoes: vetoes.map(ordered),
    exemptions: exemptions.map(ordered),
    occupancy: {
      floorArea: method.occupancy?.floorArea ?? 'by-far',
      tenants: method.occupancy?.tenants ?? 'own-class',
    },
  };
}

type Conditional = { readonly when: NonNullable<EvaluationMethod['exemptions']>[number]['when'] };
const ordered = <Part extends Conditional>(part: Part) =>
  'industries' in part.when ? { ...part, when: { industries: part.when.industries.toSorted() } } : part;

/** The same value without blanks around its words, with its keys in one order and without those that hold nothing: a database returns them in its own. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const held = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(held.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}
