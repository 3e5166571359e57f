import { describe, expect, it } from 'vitest';
import { cover } from '../../../client/src/panels/tally/cover.ts';
import { foldBars } from '../../../client/src/panels/tally/potential-chart.tsx';
import { behindNumber, rowLabel, sortRows } from '../../../client/src/panels/tally/tally-rows.ts';
import { zh } from '../../../client/src/text/zh.ts';

const none = { parcels: 0, muHundredths: 0 };
const line = (key: string | null, muHundredths: number, label = key) => ({
  key,
  label,
  all: { parcels: 1, muHundredths: 9000 },
  potential: { parcels: 1, muHundredths },
  pending: none,
});

describe('rows of the tally', () => {
  it('stand by potential, largest first, with the unknown last', () => {
    const rows = [line(null, 900), line('330681001', 100), line('330681002', 300), line('330681003', 100)];
    expect(sortRows('town', rows).map(({ key }) => key)).toEqual(['330681002', '330681001', '330681003', null]);
  });

  it('keep the order of classes, 待核 last', () => {
    expect(sortRows('class', [line('D', 900), line(null, 800), line('A', 1)]).map(({ key }) => key)).toEqual([
      'A',
      'D',
      null,
    ]);
  });

  it('are called by the words of the trade', () => {
    const say = (by: Parameters<typeof rowLabel>[2], key: string | null) => rowLabel(zh, 'zh', by, { key, label: key });
    expect([
      say('class', 'D'),
      say('class', null),
      say('industry', '17'),
      say('park', null),
      say('finding', 'low-efficiency+suspected-idle'),
    ]).toEqual([
      'D 落后整治',
      '待核 · 未评',
      '17 纺织',
      '园区外',
      `${zh.common.findings['low-efficiency']} + ${zh.common.findings['suspected-idle']}`,
    ]);
  });

  it('open the find panel with the condition of the row', () => {
    expect(behindNumber('town', '330681003', 'pending')).toEqual({
      job: 'find',
      sel: null,
      tab: 'pending',
      town: '330681003',
    });
    expect(behindNumber('park', null, 'all')).toEqual({ job: 'find', sel: null, tab: 'all', park: '-' });
    expect(behindNumber('class', null, 'potential')).toEqual({
      job: 'find',
      sel: null,
      tab: 'potential',
      off: ['A', 'B', 'C', 'D'],
    });
    expect(behindNumber('finding', 'none', 'all')).toEqual({ job: 'find', sel: null, tab: 'rest' });
    expect(behindNumber('town', undefined, 'potential')).toEqual({ job: 'find', sel: null, tab: 'potential' });
  });
});

describe('bars of the chart', () => {
  it('hold all of the potential when the shortest are folded into one', () => {
    const bars = Array.from({ length: 15 }, (_, index) => ({
      key: String(index),
      label: String(index),
      all: 100,
      potential: 15 - index,
    }));
    const folded = foldBars(bars, (rows) => `${rows} more`);
    expect(folded).toHaveLength(12);
    expect(folded.at(-1)).toEqual({ key: 'rest', label: '4 more', all: 400, potential: 10 });
    expect(folded.reduce((sum, bar) => sum + bar.potential, 0)).toBe(120);
  });
});

it('says how the potential stands to a target: a share below it, times from it on', () => {
  expect(cover(25_000, 50_000)).toEqual({ kind: 'share', ratio: 0.5 });
  expect(cover(50_000, 50_000)).toEqual({ kind: 'times', times: 1 });
  expect(cover(60_000, 50_000)).toEqual({ kind: 'times', times: 1.2 });
});
