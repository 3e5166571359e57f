import { UNRATED, type View } from './view.ts';

type Expression = { readonly op: string; readonly args: readonly unknown[] };
const property = (name: string) => ({ property: name });
const and = (parts: readonly Expression[]): Expression | null =>
  parts.length > 1 ? { op: 'and', args: parts } : (parts[0] ?? null);

const not = (part: Expression): Expression => ({ op: 'not', args: [part] });

/**
 * What is left when classes are switched off, as CQL2. It names those that are off, so that a class which the page
 * has never heard of stays on. A class that is not known fits neither `in` nor its negation. Null: all of them.
 */
function classes(off: View['off']): Expression | null {
  const isUnrated: Expression = { op: 'isNull', args: [property('class')] };
  const rated = off.filter((key) => key !== UNRATED);
  if (rated.length === 0) return off.length === 0 ? null : not(isUnrated);
  const isOther = not({ op: 'in', args: [property('class'), rated] });
  return off.includes(UNRATED) ? isOther : { op: 'or', args: [isOther, isUnrated] };
}

/** Stands in a link for a town, park or industry that is not known. */
export const NOT_KNOWN = '-';

type Part = 'off' | 'finding' | 'town' | 'park' | 'industry';

/** The one filter that drives map, list, totals and exports, as CQL2-JSON text; undefined: nothing is filtered. */
export function filterText(view: Pick<View, Part>, without: readonly Part[] = []): string | undefined {
  const uses = (part: Part) => !without.includes(part);
  const parts: Expression[] = [];
  const byClass = uses('off') ? classes(view.off) : null;
  if (byClass) parts.push(byClass);
  if (view.finding && uses('finding')) parts.push({ op: 'a_contains', args: [property('findings'), [view.finding]] });
  for (const name of ['town', 'park', 'industry'] as const) {
    const value = view[name];
    if (value === null || !uses(name)) continue;
    parts.push(
      value === NOT_KNOWN ? { op: 'isNull', args: [property(name)] } : { op: '=', args: [property(name), value] },
    );
  }
  const whole = and(parts);
  return whole ? JSON.stringify(whole) : undefined;
}
