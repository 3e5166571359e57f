import { describe, expect, it } from 'vitest';
import { filterText } from '../../client/src/url/filter.ts';
import { readFilter } from '../../server/src/domain/filter.ts';

const OPEN = { off: [], finding: null, town: null, park: null, industry: null, further: [] } as const;
type Asked = Parameters<typeof filterText>[0];
const ask = (change: Partial<Asked>) => JSON.parse(filterText({ ...OPEN, ...change } as Asked) ?? 'null');

describe('the filter of the view', () => {
  it('is nothing when the view narrows nothing', () => {
    expect(filterText(OPEN as unknown as Asked)).toBeUndefined();
  });

  it('names the classes that are off, so that one it never heard of stays on, and takes 待核 for an unknown class', () => {
    const isOther = { op: 'not', args: [{ op: 'in', args: [{ property: 'class' }, ['A']] }] };
    const isUnrated = { op: 'isNull', args: [{ property: 'class' }] };
    expect(ask({ off: ['A'] })).toEqual({ op: 'or', args: [isOther, isUnrated] });
    expect(ask({ off: ['A', 'U'] })).toEqual(isOther);
    expect(ask({ off: ['U'] })).toEqual({ op: 'not', args: [isUnrated] });
  });

  it('joins its parts by and', () => {
    expect(ask({ finding: 'two-high', town: '330681001' })).toEqual({
      op: 'and',
      args: [
        { op: 'a_contains', args: [{ property: 'findings' }, ['two-high']] },
        { op: '=', args: [{ property: 'town' }, '330681001'] },
      ],
    });
  });

  it('is read by the server whatever the view is', () => {
    const views: Partial<Asked>[] = [
      { off: ['A'] },
      { off: ['A', 'B', 'C', 'D', 'U'] },
      { off: ['U'], finding: 'suspected-idle', town: '1', park: '园', industry: '17' },
      { town: '-', park: '-', industry: '-' },
    ];
    expect(views.map((view) => readFilter(ask(view)).ok)).toEqual(views.map(() => true));
  });
});
