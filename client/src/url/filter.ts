import { CLASS_KEYS, type View } from './view.ts';

type Expression = { readonly op: string; readonly args: readonly unknown[] };
const property = (name: string) => ({ property: name });
const and = (parts: readonly Expression[]): Expression | null =>
  parts.length > 1 ? { op: 'and', args: parts } : (parts[0] ?? null);

/** Which classes stay on, as CQL2: `in` for the rated ones, `isNull` for 待核. Null: all of them. */
function classes(off: View['off']): Expression | null {
  if (off.length === 0) return null;
  const on = CLASS_KEYS.filter((key) => !off.includes(key));
  const rated = on.filter((key) => key !== 'U');
  const either: Expression[] = [];
  if (rated.length > 0) either.push({ op: 'in', args: [property('class'), rated] });
  if (on.includes('U')) either.push({ op: 'isNull', args: [property('class')] });
  if (either.length === 0) return { op: 'in', args: [property('class'), ['-']] };
  return either.length > 1 ? { op: 'or', args: either } : (either[0] ?? null);
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
