import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { type ComparedFigure, signedWords, toldFigure } from '../../client/src/panels/scenarios/figure-words.ts';
import {
  bitsKind,
  boxOf,
  differenceStyle,
  type Shown,
  scenarioStyle,
} from '../../client/src/panels/scenarios/scenario-look.ts';
import { formatFor } from '../../client/src/text/format.ts';
import { zh } from '../../client/src/text/zh.ts';
import { comparedRows, type ScenarioFigures } from '../../server/src/contract/scenario-figures.ts';
import type { Boundary } from '../../server/src/contract/zone.ts';

const boundary = (west: number): Boundary => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 29],
        [west + 1, 29],
        [west + 1, 30],
        [west, 29],
      ],
    ],
  ],
});
const SHOWN: Shown = { year: 2025, revision: 7, language: 'zh', classes: ['A', 'B', 'C', 'D', 'U'] };

describe('what the bits of a parcel say', () => {
  it('tells by all, by one of them, or by some', () => {
    expect([1, 2, 3].map((bits) => bitsKind(bits, 2))).toEqual([0, 1, 'all']);
    expect([4, 5, 7, 8, 15].map((bits) => bitsKind(bits, 4))).toEqual([2, 'some', 'some', 3, 'all']);
  });
});

describe('the maps of scenarios', () => {
  it('have valid styles, with and without parcels, and a box that holds every boundary', () => {
    const scenarios = [{}, {}] as Parameters<typeof differenceStyle>[1]['scenarios'];
    const parcels = [1, 2, 3].map((bits) => ({ id: bits, code: `P${bits}`, in: bits }));
    const both = [boundary(120), boundary(121.5)];
    const styles = [
      scenarioStyle(SHOWN, [1, 2], boundary(120)),
      differenceStyle(SHOWN, { scenarios, parcels }, both),
      differenceStyle(SHOWN, { scenarios, parcels: [] }, both),
    ];
    for (const style of styles) expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
    expect([boxOf(both), boxOf([])]).toEqual([[120, 29, 122.5, 30], null]);
  });
});

describe('figures of scenarios', () => {
  const figures = { freedMuHundredths: 20150, gapMuHundredths: null, tax10kYuan: 5711.4, compactness: 0.806 };

  it('are printed with what they are measured in, a difference with its sign, and nothing that rounds to naught with one', () => {
    const format = formatFor('zh');
    const told = (figure: ComparedFigure, more: object = {}) =>
      toldFigure(format, zh.scenarios, figure, { ...figures, ...more } as ScenarioFigures);
    expect([told('freedMuHundredths'), told('gapMuHundredths'), told('compactness')]).toEqual([
      '201.50',
      '未设目标',
      '0.81',
    ]);
    const noCost = { taxPerFreedMu10kYuan: null };
    expect([{}, { freedMuHundredths: 0 }].map((more) => told('taxPerFreedMu10kYuan', { ...noCost, ...more }))).toEqual([
      '无数据',
      '未腾出',
    ]);
    expect([620, -29850, 0].map((value) => signedWords(format, 'gapMuHundredths', value))).toEqual([
      '+6.20',
      '−298.50',
      '0.00',
    ]);
    expect(signedWords(format, 'tax10kYuan', 0.3)).toBe('0');
  });

  it('are held against the first; what is not known has no difference', () => {
    const columns = [figures, { ...figures, freedMuHundredths: 50620, gapMuHundredths: 620 }] as ScenarioFigures[];
    const rows = comparedRows(columns);
    expect(rows.slice(0, 2)).toEqual([
      { figure: 'freedMuHundredths', unit: '0.01 mu', values: [20150, 50620], differences: [0, 30470] },
      { figure: 'gapMuHundredths', unit: '0.01 mu', values: [null, 620], differences: [null, null] },
    ]);
  });
});
