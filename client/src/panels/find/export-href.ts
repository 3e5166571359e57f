import type { Filter } from '@yima-guandi/server/domain';
import { apiAddress } from '../../api/request.ts';
import { lowEfficiencyFilter } from '../../columns/verdict.ts';
import type { WhatIsTried } from '../../columns/what-is-tried.ts';
import { allOf, conditionsOf } from '../../url/filter.ts';
import { writeTriedValue } from '../../url/tried.ts';
import type { View } from '../../url/view.ts';
import { foundFilterText, readTab } from './found-filter.ts';

type Exported = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly view: View;
  readonly whatIsTried: WhatIsTried;
  /** Only the parcels that come in or drop out; absent: the list. */
  readonly side?: 'in' | 'out';
};

const IDLE: Filter = { op: 'a_contains', args: [{ property: 'findings' }, ['suspected-idle']] };
const POTENTIAL: Filter = { op: 'a_overlaps', args: [{ property: 'findings' }, ['low-efficiency', 'suspected-idle']] };
const LOW: Filter = { op: 'a_contains', args: [{ property: 'findings' }, ['low-efficiency']] };
const not = (filter: Filter): Filter => ({ op: 'not', args: [filter] });

/** What is listed under the values that are tried, as one filter; null: the list asks nothing that a rule's value changes. */
function triedFilter({ view, whatIsTried, side }: Exported): Filter | null {
  const low = lowEfficiencyFilter(whatIsTried);
  const isLow = view.finding === 'low-efficiency';
  const [before, after]: [Filter, Filter] = isLow ? [LOW, low] : [POTENTIAL, { op: 'or', args: [low, IDLE] }];
  if (side === 'in') return { op: 'and', args: [after, not(before)] };
  if (side === 'out') return { op: 'and', args: [before, not(after)] };
  return readTab(view) === 'found' && (view.finding === null || isLow) ? after : null;
}

/** Where the list is downloaded as it stands: with the values that are tried, which the file then names. */
export function exportHref(format: 'csv' | 'xlsx', exported: Exported): string {
  const { jurisdiction, year, view, whatIsTried } = exported;
  const address = `/api/exports/found.${format}`;
  const tried = whatIsTried.isTrying ? triedFilter(exported) : null;
  if (!tried) return apiAddress(address, { jurisdiction, year, filter: foundFilterText(view) });
  return apiAddress(address, {
    jurisdiction,
    year,
    filter: JSON.stringify(allOf([...conditionsOf(view, ['finding']), tried])),
    tried: Object.entries(whatIsTried.tried)
      .map(([rule, value]) => writeTriedValue({ rule, value }))
      .join(),
  });
}
