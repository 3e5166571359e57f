import { describe, expect, it } from 'vitest';
import { methodFaults } from '../../../server/src/domain/evaluation/faults.ts';
import type { EvaluationMethod, MethodItem } from '../../../server/src/domain/evaluation/method.ts';
import { methodFile, taxMethod } from '../../support/methods.ts';

const faultsOf = (changes: Partial<EvaluationMethod>) => methodFaults(taxMethod(changes));
const item = (changes: Partial<MethodItem>): Partial<EvaluationMethod> => ({
  items: [{ indicator: 'rdRatio', weight: 100, baseline: 1, ...changes }],
});
const codes = (changes: Partial<EvaluationMethod>) => faultsOf(changes).map(({ code, place }) => `${code} ${place}`);

describe('methodFaults', () => {
  it('finds nothing in the methods that are shipped', () => {
    for (const id of ['huangyan-2021', 'huangyan-2022', 'wenling-2022', 'bounded-form', 'jingde-form'])
      expect(methodFaults(methodFile(id, 'above-scale'))).toEqual([]);
  });

  it('says every fault with its place and its cure', () => {
    const faults = faultsOf({
      items: [
        { indicator: 'rdRatio', weight: 60, baseline: 0 },
        { indicator: 'rdRatio', weight: 50, baseline: 1 },
      ],
      classes: [
        { name: 'A', throughShare: 0.5 },
        { name: 'B', throughShare: 0.4 },
      ],
    });
    expect(faults).toEqual([
      { code: 'weights-sum', place: 'items', message: 'The weights sum to 110; they must sum to 100.' },
      { code: 'item-twice', place: 'items[1].indicator', message: 'rdRatio is weighed twice.' },
      {
        code: 'baseline-not-positive',
        place: 'items[0].baseline',
        message: 'The baseline of rdRatio must be above 0.',
      },
      {
        code: 'class-cut-gap',
        place: 'classes[1].throughShare',
        message: 'Class B ends at 0.4, where the one before already ended at 0.5.',
      },
      {
        code: 'class-cut-end',
        place: 'classes[1].throughShare',
        message: 'The classes reach through 0.4 of the ranking; the last one must reach 1.',
      },
    ]);
  });

  it('tells small numbers as they are', () => {
    const messages = (changes: Partial<EvaluationMethod>) => faultsOf(changes).map(({ message }) => message);
    expect(messages(item({ baseline: 1e-10 }))).toEqual([
      'The baseline of rdRatio is 1e-10; 0.000001 is the least to divide by.',
    ]);
    expect(messages(item({ weight: 99.9999999 }))).toEqual(['The weights sum to 99.9999999; they must sum to 100.']);
  });

  it('takes weights that sum to 100 but for the last bit of a float', () => {
    const items = (['rdRatio', 'taxPerMu10kYuan', 'taxPerEnergy10kYuanPerTce'] as const).map((indicator, index) => ({
      indicator,
      weight: [33.3, 33.3, 33.4][index] ?? 0,
      baseline: 1,
    }));
    expect(faultsOf({ items })).toEqual([]);
  });

  it.each<[string, Partial<EvaluationMethod>, string[]]>([
    ['a weight of zero', item({ weight: 0 }), ['weights-sum items', 'weight-not-positive items[0].weight']],
    [
      'a weight that is not a number',
      item({ weight: Number.NaN }),
      ['weights-sum items', 'weight-not-positive items[0].weight'],
    ],
    ['a negative baseline', item({ baseline: -1 }), ['baseline-not-positive items[0].baseline']],
    ['a baseline next to nothing', item({ baseline: 1e-320 }), ['baseline-not-positive items[0].baseline']],
    ['a range for a ratio', item({ baseline: { min: 0, max: 1 } }), ['baseline-of-other-formula items[0].baseline']],
    ['a number for ranks', { formula: 'rank' }, ['baseline-of-other-formula items[0].baseline']],
    [
      'an empty range',
      { formula: 'min-max', ...item({ baseline: { min: 2, max: 2 } }) },
      ['range-empty items[0].baseline'],
    ],
    ['a cap under its floor', item({ floor: 0.5, cap: 0.4 }), ['cap-under-floor items[0].cap']],
    ['a cap on its floor', item({ floor: 0.5, cap: 0.5 }), ['cap-under-floor items[0].cap']],
    [
      'a class through nothing',
      {
        classes: [
          { name: 'A', throughShare: 0 },
          { name: 'B', throughShare: 1 },
        ],
      },
      ['class-cut-gap classes[0].throughShare'],
    ],
    [
      'classes beyond the ranking',
      { classes: [{ name: 'A', throughShare: 1.2 }] },
      ['class-cut-end classes[0].throughShare'],
    ],
    [
      'a class twice',
      {
        classes: [
          { name: 'A', throughShare: 0.5 },
          { name: 'A', throughShare: 1 },
        ],
      },
      ['class-twice classes[1].name'],
    ],
    [
      'cuts of both kinds',
      {
        classes: [
          { name: 'A', throughShare: 0.5 },
          { name: 'B', fromScore: null },
        ],
      },
      ['class-cut-mixed classes'],
    ],
    [
      'scores that fall under the last class',
      {
        classes: [
          { name: 'A', fromScore: 80 },
          { name: 'B', fromScore: 60 },
        ],
      },
      ['class-cut-end classes[1].fromScore'],
    ],
    [
      'a class after the one that takes all',
      {
        classes: [
          { name: 'A', fromScore: null },
          { name: 'B', fromScore: null },
        ],
      },
      ['class-cut-end classes[0].fromScore'],
    ],
    [
      'score cuts that rise',
      {
        classes: [
          { name: 'A', fromScore: 60 },
          { name: 'B', fromScore: 80 },
          { name: 'C', fromScore: null },
        ],
      },
      ['class-cut-gap classes[1].fromScore'],
    ],
    [
      'a factor of zero',
      { coefficients: [{ name: 'k', when: { mark: 'm' }, factor: 0 }] },
      ['factor-not-positive coefficients[0].factor'],
    ],
    [
      'a veto to no class',
      { vetoes: [{ name: 'v', when: { mark: 'm' }, class: 'E' }] },
      ['class-unknown vetoes[0].class'],
    ],
    [
      'a bonus twice',
      {
        adjustments: [
          { name: 'b', when: { mark: 'm' }, points: 1 },
          { name: 'b', count: 'tenants', first: 0, more: -5 },
        ],
      },
      ['name-twice adjustments[1].name'],
    ],
    [
      'an industry in two groups',
      {
        industryGroups: [
          { name: 'x', divisions: ['33', '34'] },
          { name: 'y', divisions: ['34'] },
        ],
      },
      ['industry-twice industryGroups[1].divisions[0]'],
    ],
  ])('names %s', (_, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });
});
