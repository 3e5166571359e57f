import { filterText, NOT_KNOWN } from './filter.ts';
import { UNRATED, type View } from './view.ts';

export type FilterView = Pick<View, 'off' | 'finding' | 'town' | 'park' | 'industry'>;
const OPEN: FilterView = { off: [], finding: null, town: null, park: null, industry: null };

type Node = { readonly op: string; readonly args: readonly unknown[] };
const isNode = (json: unknown): json is Node => typeof json === 'object' && json !== null && 'op' in json;
const propertyOf = (json: unknown): string => (json as { property?: string } | undefined)?.property ?? '';

/** The parts of the view that a filter was written from; null where it is not one that the view writes. */
export function filterView(text: string | null): FilterView | null {
  if (text === null) return OPEN;
  let view = OPEN;
  try {
    const whole: unknown = JSON.parse(text);
    const parts = isNode(whole) && whole.op === 'and' ? whole.args : [whole];
    for (const part of parts) if (isNode(part)) view = { ...view, ...readPart(part) };
  } catch {
    return null;
  }
  return filterText(view) === text ? view : null;
}

function readPart({ op, args }: Node): Partial<FilterView> {
  const [first, second] = args;
  const name = propertyOf(first);
  if (op === 'a_contains' && Array.isArray(second)) return { finding: second[0] as FilterView['finding'] };
  if (op === 'isNull') return { [name]: NOT_KNOWN };
  if (op === '=' && typeof second === 'string') return { [name]: second };
  const inner = op === 'or' ? first : { op, args };
  const off = isNode(inner) ? offOf(inner) : [];
  // Classes that are left on with 待核, or without it.
  return { off: op === 'or' || off.includes(UNRATED) || off.length === 0 ? off : [...off, UNRATED] };
}

/** The classes that a negation switches off: some by name, or only those without one. */
function offOf({ op, args: [inner] }: Node): string[] {
  if (op !== 'not' || !isNode(inner)) return [];
  if (inner.op === 'isNull') return [UNRATED];
  return Array.isArray(inner.args[1]) ? inner.args[1].map(String) : [];
}
