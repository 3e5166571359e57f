import { describe, expect, it } from 'vitest';
import type { EvaluationMethod } from '../../../server/src/domain/evaluation/method.ts';
import { EVALUATION_INDICATORS, indicatorValue } from '../../../server/src/domain/evaluation.ts';
import { enterprise, evaluateAmong, methodFile, paying, taxMethod } from '../../support/methods.ts';

/** On one mu: tax 18, added value 120, 120 / 40 = 3 per tce, 120 / 0.03 = 4000 per t, 120 / 6 = 20 a person, R&D 25 / 1000. */
const LARGE_FIRM = enterprise({
  usedLandMu: 1,
  tax10kYuan: 18,
  addedValue10kYuan: 120,
  energyTce: 40,
  emissionsT: 0.03,
  employees: 6,
  revenue10kYuan: 1000,
  rd10kYuan: 25,
});
/** Tax 6 per mu and 6 / 20 = 0.3 per unit of power. */
const SMALL_FIRM = enterprise({ usedLandMu: 1, tax10kYuan: 6, energyTce: 20 });

const pointsOf = (evaluation: ReturnType<typeof evaluateAmong>) =>
  evaluation.items.map(({ points }) => (points === null ? null : Number(points.toFixed(4))));

describe('the published scores of Huangyan', () => {
  it.each([
    ['above-scale', 2022, LARGE_FIRM, 89.7249],
    ['above-scale', 2021, LARGE_FIRM, 90.4147],
    ['below-scale', 2022, SMALL_FIRM, 89.6527],
    ['below-scale', 2021, SMALL_FIRM, 81.4787],
  ] as const)('%s, %i', (tier, year, firm, score) => {
    const evaluation = evaluateAmong(firm, methodFile(`huangyan-${year}`, tier));
    expect(evaluation).toMatchObject({ rated: true, score: expect.closeTo(score, 4) });
  });

  it('are the sum of these points in 2022', () => {
    const method = methodFile('huangyan-2022', 'above-scale');
    expect(pointsOf(evaluateAmong(LARGE_FIRM, method))).toEqual([22.4094, 17.6263, 22.2717, 8.1139, 11.0254, 8.2781]);
  });

  it('take the tier’s mean points where emissions are missing, as the text of 2022 says', () => {
    const method = methodFile('huangyan-2022', 'above-scale');
    const unknown = { ...LARGE_FIRM, emissionsT: null };
    // Two others: 4000 per t gives 8.1139 points and 120 / 0.06 = 2000 half of them. Their mean is 6.0854.
    const evaluation = evaluateAmong(unknown, method, [LARGE_FIRM, { ...LARGE_FIRM, emissionsT: 0.06 }]);
    expect(evaluation).toMatchObject({ rated: true, score: expect.closeTo(89.7249 - 8.1139 + 6.0854, 3) });
    expect(evaluation.items[3]).toEqual({
      indicator: 'addedValuePerEmissions10kYuanPerT',
      value: null,
      weight: 10,
      points: expect.closeTo(6.0854, 4),
      bound: 'tier-mean',
    });
    expect(evaluateAmong(unknown, methodFile('huangyan-2021', 'above-scale'))).toMatchObject({
      rated: false,
      reason: 'missing',
    });
  });
});

describe('an indicator', () => {
  it('is a quotient, and not known where the divisor is zero or a part is unknown', () => {
    const facts = enterprise({
      ...LARGE_FIRM,
      usedLandMu: 10,
      tax10kYuan: 50,
      addedValue10kYuan: 600,
      energyTce: 200,
      emissionsT: 0,
      employees: 30,
      revenue10kYuan: null,
    });
    expect(Object.fromEntries(EVALUATION_INDICATORS.map((each) => [each, indicatorValue(facts, each)]))).toEqual({
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

describe('points', () => {
  it('are negative where the value is, unless the item has a floor, and end at its cap', () => {
    expect(evaluateAmong(paying(-6), taxMethod())).toMatchObject({ rated: true, score: -60 });
    const bounded = taxMethod({
      items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 10, floor: 0, cap: 1.5 }],
    });
    expect(evaluateAmong(paying(-6), bounded)).toMatchObject({ score: 0, items: [{ points: 0, bound: 'floor' }] });
    expect(evaluateAmong(paying(14), bounded)).toMatchObject({ score: 140, items: [{ points: 140, bound: null }] });
    expect(evaluateAmong(paying(16), bounded)).toMatchObject({ score: 150, items: [{ points: 150, bound: 'cap' }] });
  });

  it('by the range: the least gets the base share of the weight and the most all of it', () => {
    const ranged = (baseline: 'tier-range' | { min: number; max: number }) =>
      taxMethod({
        formula: 'min-max',
        baseShare: 0.2,
        items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline }],
      });
    // 100 × [20 + 80 × (7 − 2) / (12 − 2)] / 100 = 60
    const others = [paying(2), paying(12)];
    expect(evaluateAmong(paying(7), ranged('tier-range'), others)).toMatchObject({ score: 60 });
    expect(evaluateAmong(paying(7), ranged({ min: 2, max: 12 }))).toMatchObject({ score: 60 });
    expect(evaluateAmong(paying(2), ranged('tier-range'), others)).toMatchObject({ score: 20 });
    expect(evaluateAmong(paying(7), ranged('tier-range'), [paying(7)])).toMatchObject({ score: 100 });
  });

  it('by rank: the share of the peers that are not better', () => {
    const ranking = taxMethod({
      formula: 'rank',
      items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 'none' }],
    });
    const others = [paying(1), paying(5), paying(9), paying(null)];
    expect(evaluateAmong(paying(5), ranking, others)).toMatchObject({ score: 75 });
    expect(evaluateAmong(paying(0), ranking, others)).toMatchObject({ score: 25 });
    expect(evaluateAmong(paying(10), ranking, others)).toMatchObject({ score: 100 });
  });
});

describe('baselines out of the tier', () => {
  const against = (baseline: 'tier-mean' | 'top-decile-mean') =>
    taxMethod({ items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline }] });

  it('are the mean of the known values', () => {
    expect(evaluateAmong(paying(10), against('tier-mean'), [paying(30), paying(null)])).toMatchObject({ score: 50 });
  });

  it('or the mean of the best tenth, rounded up to whole enterprises', () => {
    // Eleven known values: the best tenth are two, 100 and 60.
    const others = [100, 60, 1, 2, 3, 4, 5, 6, 7, 9].map((tax) => paying(tax));
    expect(evaluateAmong(paying(8), against('top-decile-mean'), others)).toMatchObject({ score: 10 });
  });

  it('leave everybody unrated where nothing is known, or the mean is not above zero', () => {
    for (const others of [[paying(-30)], [paying(-10)]])
      expect(evaluateAmong(paying(10), against('tier-mean'), others)).toMatchObject({
        rated: false,
        reason: 'missing',
        missing: ['taxPerMu10kYuan'],
      });
  });

  it('leave the exempt out', () => {
    const exempting: EvaluationMethod = {
      ...against('tier-mean'),
      exemptions: [{ name: '公用工程', when: { mark: '公用工程' } }],
    };
    const plant = paying(1000, { marks: ['公用工程'] });
    expect(evaluateAmong(paying(10), exempting, [paying(30), plant])).toMatchObject({ score: 50 });
  });
});

describe('who is not rated', () => {
  const method = taxMethod({
    exemptions: [
      { name: '公用工程', when: { mark: '公用工程' } },
      { name: '新成立', when: { measure: 'registeredYears', comparator: '<', value: 2 } },
      { name: '建设期', when: { measure: 'buildingYears', comparator: '<', value: 3 } },
      { name: '政策性搬迁', when: { mark: '政策性搬迁' } },
    ],
  });
  it.each([
    ['a public utility', paying(10, { marks: ['公用工程'] }), 'exempt', '公用工程'],
    ['one founded less than two years ago', paying(10, { registeredYears: 1.9 }), 'exempt', '新成立'],
    ['one that builds for less than three years', paying(10, { buildingYears: 2.9 }), 'exempt', '建设期'],
    ['one that was made to move', paying(10, { marks: ['政策性搬迁'] }), 'exempt', '政策性搬迁'],
    ['one whose land is not known', enterprise({ tax10kYuan: 10 }), 'no-land', null],
    ['one that has let all its land', enterprise({ tax10kYuan: 10, usedLandMu: 0 }), 'no-land', null],
    ['one without a figure for its tax', paying(null), 'missing', null],
  ])('%s', (_, facts, reason, exemption) => {
    expect(evaluateAmong(facts, method)).toMatchObject({ rated: false, reason, exemption });
  });

  it('but whoever has just passed an age is rated, and an age that is not known exempts nobody', () => {
    expect(evaluateAmong(paying(10, { registeredYears: 2, buildingYears: 3 }), method)).toMatchObject({
      score: 100,
      undecided: [],
    });
    expect(evaluateAmong(paying(10), method)).toMatchObject({ score: 100, undecided: ['新成立', '建设期'] });
  });

  it('gets no mean for land that it does not have', () => {
    const lenient = taxMethod({ whenMissing: 'tier-mean-points' });
    expect(evaluateAmong(enterprise({ tax10kYuan: 1 }), lenient, [paying(5)])).toMatchObject({ reason: 'no-land' });
    expect(evaluateAmong(paying(null), lenient, [paying(5), paying(15)])).toMatchObject({ score: 100 });
  });
});

describe('coefficients, bonuses and deductions', () => {
  it('multiply the sum first, then are added', () => {
    const method = taxMethod({
      coefficients: [
        { name: '制造业', when: { industries: ['34'] }, factor: 1.1 },
        { name: '两高', when: { measure: 'energyTce', comparator: '>=', value: 1000 }, factor: 0.8 },
      ],
      adjustments: [
        { name: '专精特新', when: { mark: '专精特新' }, points: 5 },
        { name: '违法', when: { mark: 'violation-tax' }, points: -3 },
      ],
    });
    const firm = paying(10, { industryDivision: '34', energyTce: 1000, marks: ['专精特新', 'violation-tax'] });
    // 100 × 1.1 × 0.8 + 5 − 3 = 90
    expect(evaluateAmong(firm, method)).toMatchObject({
      itemsSum: 100,
      score: expect.closeTo(90, 9),
      coefficients: [
        { name: '制造业', factor: 1.1 },
        { name: '两高', factor: 0.8 },
      ],
      adjustments: [
        { name: '专精特新', points: 5, counted: null },
        { name: '违法', points: -3, counted: null },
      ],
    });
    expect(evaluateAmong(paying(10), method)).toMatchObject({ score: 100, undecided: ['制造业', '两高'] });
  });

  it.each([
    ['above-scale', 'belowScaleTenants', [0, 0, -5, -10]],
    ['below-scale', 'tenants', [0, -10, -15, -20]],
  ] as const)('take points for letting as Wenling does, %s', (tier, counted, expected) => {
    const { adjustments } = methodFile('wenling-2022', tier);
    const taken = expected.map((_, lettings) => {
      const evaluation = evaluateAmong(paying(10, { [counted]: lettings }), taxMethod({ adjustments }));
      return evaluation.rated ? evaluation.score - 100 : null;
    });
    expect(taken).toEqual(expected);
  });
});
