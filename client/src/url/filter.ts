import type { Filter, FindingKind } from '@yima-guandi/server/domain';
import { type ClassKey, UNRATED } from './class-key.ts';

/** The parts of a filter that the page has controls for. */
export type FilterParts = {
  /** Classes switched off. */
  readonly off: readonly ClassKey[];
  readonly finding: FindingKind | null;
  readonly town: string | null;
  readonly park: string | null;
  readonly industry: string | null;
};
/** The filter of the view: what its controls say, and what else must hold. */
export type AskedFilter = FilterParts & { readonly further: readonly Filter[] };
type Part = keyof FilterParts;

/** Stands in the view for a town, park or industry that is not known. */
export const NOT_KNOWN = '-';

const not = (filter: Filter): Filter => ({ op: 'not', args: [filter] });
const IS_UNRATED: Filter = { op: 'isNull', args: [{ property: 'class' }] };

/**
 * What is left when classes are switched off, as CQL2. It names those that are off, so that a class which the page
 * has never heard of stays on. A class that is not known fits neither `in` nor its negation. Null: all of them.
 */
function classes(off: FilterParts['off']): Filter | null {
  const rated = off.filter((key) => key !== UNRATED);
  if (rated.length === 0) return off.length === 0 ? null : not(IS_UNRATED);
  const isOther = not({ op: 'in', args: [{ property: 'class' }, rated] });
  return off.includes(UNRATED) ? isOther : { op: 'or', args: [isOther, IS_UNRATED] };
}

/** The conditions of the filter one by one, those of the controls first. */
export function conditionsOf(view: AskedFilter, without: readonly Part[] = []): Filter[] {
  const uses = (part: Part) => !without.includes(part);
  const conditions: Filter[] = [];
  const byClass = uses('off') ? classes(view.off) : null;
  if (byClass) conditions.push(byClass);
  if (view.finding !== null && uses('finding'))
    conditions.push({ op: 'a_contains', args: [{ property: 'findings' }, [view.finding]] });
  for (const property of ['town', 'park', 'industry'] as const) {
    const value = view[property];
    if (value === null || !uses(property)) continue;
    conditions.push(
      value === NOT_KNOWN ? { op: 'isNull', args: [{ property }] } : { op: '=', args: [{ property }, value] },
    );
  }
  return [...conditions, ...view.further];
}

/** Conditions that must all hold as one filter; null: there is none. */
export const allOf = (conditions: readonly Filter[]): Filter | null =>
  conditions.length > 1 ? { op: 'and', args: conditions } : (conditions[0] ?? null);

/** The one filter that drives map, list, totals and exports, as CQL2-JSON text; undefined: nothing is filtered. */
export function filterText(view: AskedFilter, without: readonly Part[] = []): string | undefined {
  const filter = allOf(conditionsOf(view, without));
  return filter ? JSON.stringify(filter) : undefined;
}
