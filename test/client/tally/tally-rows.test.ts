import { describe, expect, it } from 'vitest';
import { cover } from '../../../client/src/panels/tally/cover.ts';
import { behindNumber, rowLabel, sortRows } from '../../../client/src/panels/tally/tally-rows.ts';
import { placePoints } from '../../../client/src/panels/tally/trend-points.ts';
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
    const rows = [line('D', 900), line(null, 800), line('C-', 700), line('A', 1)];
    expect(sortRows('class', rows).map(({ key }) => key)).toEqual(['A', 'D', 'C-', null]);
  });

  it('are called by the words of the trade', () => {
    const say = (by: Parameters<typeof rowLabel>[2], key: string | null) => rowLabel(zh, 'zh', by, { key, label: key });
    expect([
      say('class', 'D'),
      say('class', null),
      say('class', 'C-'),
      say('industry', '17'),
      say('park', null),
      say('finding', 'low-efficiency+suspected-idle'),
    ]).toEqual([
      'D 落后整治',
      '待核 · 未评',
      'C-',
      '17 纺织',
      '园区外',
      `${zh.common.findings['low-efficiency']} + ${zh.common.findings['suspected-idle']}`,
    ]);
  });

  it('open the find panel with the condition of the row', () => {
    expect(behindNumber({ by: 'town', key: '330681003', part: 'pending' })).toEqual({
      job: 'find',
      sel: null,
      tab: 'pending',
      town: '330681003',
    });
    expect(behindNumber({ by: 'park', key: null, part: 'all' })).toEqual({
      job: 'find',
      sel: null,
      tab: 'all',
      park: '-',
    });
    expect(behindNumber({ by: 'class', key: null, part: 'potential' })).toEqual({
      job: 'find',
      sel: null,
      tab: 'potential',
      off: ['A', 'B', 'C', 'D'],
    });
    expect(behindNumber({ by: 'finding', key: 'none', part: 'all' })).toEqual({ job: 'find', sel: null, tab: 'rest' });
    expect(behindNumber({ by: 'town', key: undefined, part: 'potential' })).toEqual({
      job: 'find',
      sel: null,
      tab: 'potential',
    });
  });
});

describe('years of the trend', () => {
  const sums = [
    { year: 2024, potential: 80_000, pending: 20_000 },
    { year: 2025, potential: 60_000, pending: 0 },
  ];

  it('stand on a scale from zero with round steps, and leave room at the sides', () => {
    expect(placePoints(sums, null)).toEqual({
      points: [
        { year: 2024, sums: sums[0], x: 8, potential: 20, pending: 80 },
        { year: 2025, sums: sums[1], x: 92, potential: 40, pending: 100 },
      ],
      ticks: [0, 20_000, 40_000, 60_000, 80_000, 100_000].map((value, index) => ({ value, y: 100 - index * 20 })),
      targetY: null,
    });
  });

  it('draw a target that is near, and leave out one that would flatten them', () => {
    expect(placePoints(sums, 92_000).targetY).toBe(8);
    expect(placePoints(sums, 1_000_000).targetY).toBeNull();
  });
});

it('says how the potential stands to a target: a share below it, times from it on', () => {
  expect(cover(25_000, 50_000)).toEqual({ kind: 'share', ratio: 0.5 });
  expect(cover(50_000, 50_000)).toEqual({ kind: 'times', times: 1 });
  expect(cover(60_000, 50_000)).toEqual({ kind: 'times', times: 1.2 });
});
