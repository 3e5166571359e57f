import { expect, it } from 'vitest';
import { foundFilterText, LIST_TABS, offAllBut, readTab } from '../../../client/src/panels/find/found-filter.ts';
import { CLASS_KEYS } from '../../../client/src/url/view.ts';
import { readFilter } from '../../../server/src/domain/filter.ts';

type Asked = Parameters<typeof foundFilterText>[0];
const OPEN: Asked = { off: [], finding: null, town: null, park: null, industry: null, further: [], tab: null };
const ask = (change: Partial<Asked>) => JSON.parse(foundFilterText({ ...OPEN, ...change }));
const FINDINGS = { property: 'findings' };
const POTENTIAL = { op: 'a_overlaps', args: [FINDINGS, ['low-efficiency', 'suspected-idle']] };

it('lists what could be freed when nothing is chosen', () => {
  expect(ask({})).toEqual(POTENTIAL);
});

it('lists one finding when it is chosen, whatever it is', () => {
  expect(ask({ finding: 'two-high' })).toEqual({ op: 'a_contains', args: [FINDINGS, ['two-high']] });
});

it('keeps the potential of a finding apart from the finding itself', () => {
  expect(ask({ finding: 'two-high', tab: 'potential' })).toEqual({
    op: 'and',
    args: [{ op: 'a_contains', args: [FINDINGS, ['two-high']] }, POTENTIAL],
  });
  expect(readTab({ finding: null, tab: 'potential' })).toBe('found');
});

it('adds the place to the tab', () => {
  expect(ask({ tab: 'pending', town: '330681003', park: '-' })).toEqual({
    op: 'and',
    args: [
      { op: '=', args: [{ property: 'town' }, '330681003'] },
      { op: 'isNull', args: [{ property: 'park' }] },
      { op: '=', args: [{ property: 'pending' }, true] },
    ],
  });
});

it.each(LIST_TABS)('writes a filter that the server reads: %s', (tab) => {
  for (const finding of [null, 'overlap'] as const) {
    expect(readFilter(ask({ tab, finding, off: offAllBut('U', CLASS_KEYS), industry: '17' })).ok).toBe(true);
  }
});

it('takes a tab that is not known for the found ones', () => {
  expect(readTab({ finding: null, tab: 'nonsense' })).toBe('found');
});

it('leaves one class on', () => {
  expect(offAllBut('C', CLASS_KEYS)).toEqual(['A', 'B', 'D', 'U']);
  expect(offAllBut('C-', ['A', 'C-', 'U'])).toEqual(['A', 'U']);
});
