import { describe, expect, it } from 'vitest';
import {
  classesByRank,
  type EvaluationMethod,
  evaluate,
  indicatorValues,
  methodFaults,
  resolveBaselines,
} from '../../server/src/domain/evaluation.ts';

const CLASSES = [
  { name: 'A', throughShare: 0.2 },
  { name: 'B', throughShare: 0.8 },
  { name: 'C', throughShare: 0.95 },
  { name: 'D', throughShare: 1 },
];

/** Huangyan's published weights with the baselines of a year. */
function aboveScale([tax, value, energy, emissions, labour, rd]: readonly [
  number,
  number,
  number,
  number,
  number,
  number,
]): EvaluationMethod {
  return {
    formula: 'ratio-to-baseline',
    items: [
      { indicator: 'taxPerMu10kYuan', weight: 30, baseline: tax },
      { indicator: 'addedValuePerMu10kYuan', weight: 20, baseline: value },
      { indicator: 'addedValuePerEnergy10kYuanPerTce', weight: 20, baseline: energy },
      { indicator: 'addedValuePerEmissions10kYuanPerT', weight: 10, baseline: emissions },
      { indicator: 'labourProductivity10kYuanPerPerson', weight: 10, baseline: labour },
      { indicator: 'rdRatio', weight: 10, baseline: rd },
    ],
    whenMissing: 'unrated',
    ties: 'better-class',
    classes: CLASSES,
  };
}

function belowScale(tax: number, energy: number): EvaluationMethod {
  return {
    ...aboveScale([1, 1, 1, 1, 1, 1]),
    items: [
      { indicator: 'taxPerMu10kYuan', weight: 50, baseline: tax },
      { indicator: 'taxPerEnergy10kYuanPerTce', weight: 50, baseline: energy },
    ],
  };
}

const HUANGYAN_2021 = aboveScale([26.01, 132.27, 2.54, 4861.08, 17.45, 0.0305]);
const HUANGYAN_2022 = aboveScale([24.097, 136.16, 2.694, 4929.81, 18.14, 0.0302]);
const LARGE_FIRM = {
  taxPerMu10kYuan: 18,
  addedValuePerMu10kYuan: 120,
  addedValuePerEnergy10kYuanPerTce: 3,
  addedValuePerEmissions10kYuanPerT: 4000,
  labourProductivity10kYuanPerPerson: 20,
  rdRatio: 0.025,
};
const SMALL_FIRM = { taxPerMu10kYuan: 6, taxPerEnergy10kYuanPerTce: 0.3 };

describe('evaluate', () => {
  it.each([
    ['above scale, 2022', LARGE_FIRM, HUANGYAN_2022, 89.7249],
    ['above scale, 2021', LARGE_FIRM, HUANGYAN_2021, 90.4147],
    ['below scale, 2022', SMALL_FIRM, belowScale(11.5932, 0.2352), 89.6527],
    ['below scale, 2021', SMALL_FIRM, belowScale(16.601058, 0.236565), 81.4787],
  ])('gives the published method’s score: %s', (_, values, method, score) => {
    expect(evaluate(values, method)).toMatchObject({ rated: true, score: expect.closeTo(score, 4) });
  });

  it('keeps the points of each item', () => {
    const evaluation = evaluate(LARGE_FIRM, HUANGYAN_2022);
    const points = evaluation.rated ? evaluation.parts.map((part) => Number(part.points.toFixed(4))) : [];
    expect(points).toEqual([22.4094, 17.6263, 22.2717, 8.1139, 11.0254, 8.2781]);
  });

  it('leaves an enterprise unrated when a value is missing, and says which', () => {
    expect(evaluate({ ...LARGE_FIRM, rdRatio: null, taxPerMu10kYuan: null }, HUANGYAN_2022)).toEqual({
      rated: false,
      missing: ['taxPerMu10kYuan', 'rdRatio'],
    });
  });

  it('takes negative tax as it is', () => {
    const evaluation = evaluate({ taxPerMu10kYuan: -6, taxPerEnergy10kYuanPerTce: 0 }, belowScale(12, 1));
    expect(evaluation).toMatchObject({ rated: true, score: -25 });
  });
});

describe('indicatorValues', () => {
  const figures = {
    usedLandMu: 10,
    tax10kYuan: 50,
    addedValue10kYuan: 600,
    energyTce: 200,
    emissionsT: 0,
    employees: 30,
    revenue10kYuan: 2000,
    rd10kYuan: 60,
  };

  it('divides, and knows nothing where the divisor is zero or a part is unknown', () => {
    expect(indicatorValues({ ...figures, revenue10kYuan: null })).toEqual({
      taxPerMu10kYuan: 5,
      addedValuePerMu10kYuan: 60,
      addedValuePerEnergy10kYuanPerTce: 3,
      addedValuePerEmissions10kYuanPerT: null,
      labourProductivity10kYuanPerPerson: 20,
      rdRatio: null,
      taxPerEnergy10kYuanPerTce: 0.25,
      revenuePerMu10kYuan: null,
    });
  });
});

describe('resolveBaselines', () => {
  const method = {
    ...belowScale(12, 1),
    items: [{ indicator: 'rdRatio', weight: 100, baseline: 'tier-mean' }],
  } as const;

  it('takes the mean of the tier, and none where it is not above zero', () => {
    expect(resolveBaselines(method, () => 0.03)).toEqual({ rdRatio: 0.03 });
    expect(resolveBaselines(method, () => 0)).toEqual({ rdRatio: null });
    expect(resolveBaselines(method, () => null)).toEqual({ rdRatio: null });
    expect(resolveBaselines(belowScale(12, 1), () => 7)).toEqual({ taxPerMu10kYuan: 12, taxPerEnergy10kYuanPerTce: 1 });
  });
});

describe('classesByRank', () => {
  it('cuts 20 enterprises into 4 A, 12 B, 3 C and 1 D', () => {
    const scores = Array.from({ length: 20 }, (_, index) => 100 - index);
    expect(classesByRank(scores, CLASSES).join('')).toBe('AAAABBBBBBBBBBBBCCCD');
  });

  it('rounds the places of a class to the nearest whole: of three, one A, one B and one C', () => {
    // Places through A 0.6 -> 1, through B 2.4 -> 2, through C 2.85 -> 3.
    expect(classesByRank([1, 3, 2], CLASSES)).toEqual(['C', 'A', 'B']);
    expect(classesByRank([7], CLASSES)).toEqual(['B']);
  });

  it('gives a tie across a cut the better class', () => {
    // Ten: A takes two places; the second and third are equal, so both stand on place 2.
    expect(classesByRank([9, 8, 8, 7, 6, 5, 4, 3, 2, 1], CLASSES).join('')).toBe('AAABBBBBCC');
    expect(classesByRank([5, 5, 5, 5, 5], CLASSES).join('')).toBe('AAAAA');
  });

  it('gives the unrated no class and no place', () => {
    expect(classesByRank([Number.NaN, 4, Number.NaN, 3, 2, 1, 0], CLASSES)).toEqual([
      null,
      'A',
      null,
      'B',
      'B',
      'B',
      'C',
    ]);
    expect(classesByRank([], CLASSES)).toEqual([]);
  });

  it('takes class names as data', () => {
    const cuts = [
      { name: 'A', throughShare: 0.5 },
      { name: 'C-', throughShare: 1 },
    ];
    expect(classesByRank([1, 2], cuts)).toEqual(['C-', 'A']);
  });
});

describe('methodFaults', () => {
  it('finds nothing in a sound method', () => {
    expect(methodFaults(HUANGYAN_2021)).toEqual([]);
  });

  it('says what is wrong', () => {
    const faults = methodFaults({
      ...belowScale(0, 1),
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
      'The weights sum to 110; they must sum to 100.',
      'The baseline of rdRatio must be above 0.',
      'rdRatio is weighed twice.',
      'Class B ends at 0.4, where the one before already ended at 0.5.',
      'The classes reach through 0.4 of the ranking; the last one must reach 1.',
    ]);
  });
});
