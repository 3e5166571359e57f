import type { Filter, FindingKind } from '@yima-guandi/server/domain';
import { SHOWN, type Shown } from '../../columns/question.ts';
import { type AskedFilter, allOf, conditionsOf } from '../../url/filter.ts';
import type { ClassKey, View } from '../../url/view.ts';

/**
 * Which parcels the list shows. `found` (no tab in the link): of the chosen finding, else the potential.
 * The narrower ones are reached from rows of the tally, so that each of its numbers opens exactly its parcels.
 */
export const LIST_TABS = SHOWN;
export type ListTab = Shown;

/** The tab of the view. Where no finding is chosen, what is found and the potential are the same list. */
export function readTab({ tab, finding }: Pick<View, 'tab' | 'finding'>): ListTab {
  const named = LIST_TABS.find((name) => name === tab) ?? 'found';
  return named === 'potential' && finding === null ? 'found' : named;
}

const FINDINGS = { property: 'findings' } as const;
const POTENTIAL: Filter = { op: 'a_overlaps', args: [FINDINGS, ['low-efficiency', 'suspected-idle']] };
const PENDING: Filter = { op: '=', args: [{ property: 'pending' }, true] };
const not = (filter: Filter): Filter => ({ op: 'not', args: [filter] });
const has = (...kinds: FindingKind[]): Filter => ({ op: 'a_contains', args: [FINDINGS, kinds] });

const TAB_FILTERS: Record<Exclude<ListTab, 'found'>, readonly Filter[]> = {
  potential: [POTENTIAL],
  pending: [PENDING],
  // Said in words: an export without any filter holds the potential only.
  all: [{ op: '>=', args: [{ property: 'areaMu' }, 0] }],
  both: [has('low-efficiency', 'suspected-idle')],
  'only-low': [has('low-efficiency'), not(has('suspected-idle'))],
  'only-idle': [has('suspected-idle'), not(has('low-efficiency'))],
  rest: [not(POTENTIAL), not(PENDING)],
};

type FoundView = AskedFilter & Pick<View, 'tab'>;

/** The filter of the list and of its export: the view's own filter and the tab, as CQL2-JSON text. */
export function foundFilterText(view: FoundView): string {
  const tab = readTab(view);
  const ofTab = tab === 'found' ? (view.finding ? [] : [POTENTIAL]) : TAB_FILTERS[tab];
  return JSON.stringify(allOf([...conditionsOf(view), ...ofTab]));
}

/** The classes to switch off so that one class alone stays on. */
export const offAllBut = (key: ClassKey, classes: readonly ClassKey[]): ClassKey[] =>
  classes.filter((other) => other !== key);
