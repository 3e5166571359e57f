import { describe, expect, it } from 'vitest';
import { gone, parcelMarker } from '../../../client/src/map/mark-parcels.ts';
import { exportHref } from '../../../client/src/panels/find/export-href.ts';
import { liveFigures } from '../../../client/src/panels/find/live-figures.ts';
import {
  barsPath,
  curveShape,
  decimalsOf,
  shareOf,
  stepOf,
  ticksOf,
} from '../../../client/src/panels/find/threshold-shape.ts';
import { formatFor } from '../../../client/src/text/format.ts';
import { zh } from '../../../client/src/text/zh.ts';
import { readTriedValue, writeTriedValue } from '../../../client/src/url/tried.ts';
import type { View } from '../../../client/src/url/view.ts';

describe('a value that is tried, in a link', () => {
  it.each(['zhuji-low-efficiency:4.5', 'a:0', 'a:1000000', 'a:0.1234'])('reads and writes %s alike', (text) => {
    const value = readTriedValue(text);
    expect(value && writeTriedValue(value)).toBe(text);
  });
  it.each(['', 'a', 'a:', ':4', 'a:-1', 'a:1e3', 'a:1000001', 'A:1', 'a:1,5', 'a:NaN'])('refuses %j', (text) => {
    expect(readTriedValue(text)).toBeNull();
  });
});

describe('the axis of a threshold', () => {
  it('steps by a round number', () => {
    expect([12.5, 25, 7.5, 20, 2500].map(stepOf)).toEqual([0.1, 0.1, 0.1, 0.1, 10]);
    expect([0.1, 0.01, 1, 10].map(decimalsOf)).toEqual([1, 2, 0, 0]);
  });
  it('has six labels, and keeps what lies beyond at its end', () => {
    expect(ticksOf(12.5)).toEqual([0, 2.5, 5, 7.5, 10, 12.5]);
    expect([shareOf(5, 12.5), shareOf(40, 12.5), shareOf(-1, 12.5)]).toEqual([0.4, 1, 0]);
  });
  it('draws bars to the height of the highest within the axis; what lies beyond is cut off, and nothing is not drawn', () => {
    // Four bars of 25: half as high, as high as the box, none, cut off.
    expect(barsPath([5, 10, 0, 900])).toBe(
      'M0.16 100v-50.00h24.68V100zM25.16 100v-100.00h24.68V100zM75.16 100v-100.00h24.68V100z',
    );
  });
  it('shows the target in the scale of the curve, unless it lies far above', () => {
    const profile = { curveMuHundredths: [0, 50, 100] } as unknown as Parameters<typeof curveShape>[0];
    expect(curveShape(profile, 54).targetY).toBeCloseTo(50, 9); // half of 100 × 1.08
    expect(curveShape(profile, 151).targetY).toBeNull();
    expect(curveShape(profile, null).line).toBe('M0.00 100.00L50.00 53.70L100.00 7.41');
  });
});

describe('marks by feature-state', () => {
  it('touch only what differs from what is marked', () => {
    expect([...gone(Int32Array.from([1, 3, 5, 9]), Int32Array.from([2, 3, 9]))]).toEqual([1, 5]);
    const calls: unknown[][] = [];
    const map = {
      getSource: () => ({}),
      setFeatureState: ({ id }: { id: number }, state: object) => calls.push(['set', id, state]),
      removeFeatureState: ({ id }: { id: number }, key: string) => calls.push(['remove', id, key]),
    };
    const marker = parcelMarker(map as unknown as Parameters<typeof parcelMarker>[0]);
    const differ = (on: number[], off: number[]) => {
      calls.length = 0;
      marker.differ({ on: Int32Array.from(on), off: Int32Array.from(off) });
      return [...calls];
    };
    expect(differ([1, 2], [7])).toEqual([
      ['set', 1, { found: true }],
      ['set', 2, { found: true }],
      ['set', 7, { found: false }],
    ]);
    expect(differ([2, 7], [1])).toEqual([
      ['set', 7, { found: true }],
      ['set', 1, { found: false }],
    ]);
    expect(differ([2], [])).toEqual([
      ['remove', 7, 'found'],
      ['remove', 1, 'found'],
    ]);
    calls.length = 0;
    marker.restore();
    expect(calls).toEqual([['set', 2, { found: true }]]);
  });
});

describe('the figures of the panel', () => {
  const sums = (parcels: number, yuan: number | null) => ({
    land: { parcels, muHundredths: parcels * 1000 },
    pending: { parcels: 2, muHundredths: 200 },
    figures: {
      enterprises: parcels,
      taxYuan: { sum: yuan, unknownParcels: 3 },
      addedValueYuan: { sum: null, unknownParcels: parcels },
      energyTceHundredths: { sum: 12_345, unknownParcels: 0 },
      employeesHundredths: { sum: 1000, unknownParcels: 0 },
    },
  });
  const words = { text: zh, format: formatFor('zh') };
  const question = { targetMuHundredths: 50_000 } as Parameters<typeof liveFigures>[1]['question'];
  const answer = { tried: sums(499, 1_234_999_999), inForce: sums(736, 1_334_990_000), whole: sums(998, 0), question };
  const noteOf = (isTrying: boolean) =>
    Object.fromEntries(liveFigures(words, answer, isTrying).map(({ key, value, note }) => [key, [value, note]]));

  it('say by how much they differ from the rule in force', () => {
    expect(noteOf(true)).toEqual({
      parcels: ['499', '较方案线 −237'],
      area: ['4,990', '较方案线 −2,370'],
      enterprises: ['499', '较方案线 −237'],
      tax: ['123,500', '较方案线 −9,999'],
      addedValue: ['无数据', ''],
      energy: ['123', '与方案线相同'],
      employees: ['10', '与方案线相同'],
      pending: ['2', '与方案线相同'],
      target: ['998', '较方案线 −474'],
    });
  });
  it('say what share they are of all where nothing is tried', () => {
    const { parcels, tax, target } = noteOf(false);
    expect([parcels, tax, target]).toEqual([
      ['499', '占全部 50.0%'],
      ['123,500', '3 宗缺数'],
      ['998', '目标 500 亩'],
    ]);
  });
});

describe('the file of a list', () => {
  const view = {
    off: [],
    finding: null,
    town: '330681003',
    park: null,
    industry: null,
    further: [],
    tab: null,
  } as unknown as View;
  const rule = { id: 'low', indicator: 'taxPerMu10kYuan', comparator: '<=', value: 5, scope: { party: 'enterprise' } };
  type Tried = Parameters<typeof exportHref>[1]['whatIsTried'];
  const whatIsTried = (tried: Record<string, number>) =>
    ({
      rules: [rule],
      beside: [],
      tried,
      isTrying: Object.keys(tried).length > 0,
      gone: [],
      programme: undefined,
    }) as unknown as Tried;
  const asked = (tried: Record<string, number>, side?: 'in' | 'out') => {
    const place = { jurisdiction: 'zhuji', year: 2025, view, whatIsTried: whatIsTried(tried) };
    const { searchParams } = new URL(exportHref('csv', side ? { ...place, side } : place), 'http://a');
    return [JSON.parse(searchParams.get('filter') ?? ''), searchParams.get('tried')];
  };
  const TOWN = { op: '=', args: [{ property: 'town' }, '330681003'] };
  const BEFORE = { op: 'a_overlaps', args: [{ property: 'findings' }, ['low-efficiency', 'suspected-idle']] };
  const AFTER = {
    op: 'or',
    args: [
      { op: '<=', args: [{ property: 'taxPerMu10kYuan' }, 4] },
      { op: 'a_contains', args: [{ property: 'findings' }, ['suspected-idle']] },
    ],
  };
  it('is what the rules in force found, or what a tried value would find, and then says so', () => {
    expect(asked({})).toEqual([{ op: 'and', args: [TOWN, BEFORE] }, null]);
    expect(asked({ low: 4 })).toEqual([{ op: 'and', args: [TOWN, AFTER] }, 'low:4']);
  });
  it('holds only what comes in, or only what drops out', () => {
    const not = (filter: object) => ({ op: 'not', args: [filter] });
    expect(asked({ low: 4 }, 'in')[0]).toEqual({
      op: 'and',
      args: [TOWN, { op: 'and', args: [AFTER, not(BEFORE)] }],
    });
    expect(asked({ low: 4 }, 'out')[0]).toEqual({
      op: 'and',
      args: [TOWN, { op: 'and', args: [BEFORE, not(AFTER)] }],
    });
  });
});
