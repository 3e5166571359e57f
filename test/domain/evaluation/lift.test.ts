import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CLASS } from '../../../server/src/domain/evaluation/classes.ts';
import { liftOf } from '../../../server/src/domain/evaluation/lift.ts';
import type { EnterpriseFacts, EvaluationMethod } from '../../../server/src/domain/evaluation/method.ts';
import { evaluate } from '../../../server/src/domain/evaluation/score.ts';
import { scoreTier } from '../../../server/src/domain/evaluation/tier.ts';
import { paying, taxMethod, tierOf } from '../../support/methods.ts';

function liftAt(place: number, enterprises: readonly EnterpriseFacts[], method: EvaluationMethod) {
  const tier = tierOf(enterprises);
  const scored = scoreTier(tier, method);
  const standing = {
    ranked: scored.ranked[place] ?? NO_CLASS,
    classed: scored.classes[place] ?? NO_CLASS,
    leastScores: scored.leastScores[scored.groups[place] ?? 0] ?? [],
  };
  return liftOf(evaluate(tier.at(place), method, scored.basis), standing, method, scored.basis);
}
const fall = (taxes: readonly (number | null)[]) => taxes.map((tax) => paying(tax));
const ten = fall([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);

describe('the smallest change that lifts a class', () => {
  it('reaches the score of the last one in the next class', () => {
    // Two A; the second pays 9, which scores 90. The last of the six B pays 3.
    expect(liftAt(4, ten, taxMethod())).toEqual({
      possible: true,
      toClass: 'A',
      score: 90,
      values: [9],
      smallest: { indicator: 'taxPerMu10kYuan', from: 6, to: 9 },
    });
    expect(liftAt(9, ten, taxMethod())).toMatchObject({ toClass: 'B', score: 30, smallest: { from: 1, to: 3 } });
  });

  it('exceeds it where ties take the worse class', () => {
    expect(liftAt(4, ten, taxMethod({ ties: 'worse-class' }))).toMatchObject({ smallest: { to: 9.000001 } });
  });

  it('exceeds it by an indicator whose last decimal moves no score, and by rank', () => {
    const firms = [9000, 8000, 7000, 6000, 5000].map((tax10kYuan) => paying(tax10kYuan));
    const large = { indicator: 'taxPerMu10kYuan', weight: 100, baseline: 500_000 } as const;
    // One A of five scores 1.8, and a score of 1.800001 is 9000.005 of tax.
    expect(liftAt(1, firms, taxMethod({ ties: 'worse-class', items: [large] }))).toMatchObject({
      smallest: { from: 8000, to: expect.closeTo(9000.005, 5) },
    });
    const byRank = taxMethod({ formula: 'rank', ties: 'worse-class', items: [{ ...large, baseline: 'none' }] });
    // The fifth is D and the last B has rank 4: only the place of the one above it, 3 of 5, exceeds its score.
    expect(liftAt(4, firms, byRank)).toMatchObject({ toClass: 'B', score: 40, smallest: { from: 5000, to: 7000 } });
    expect(liftAt(1, firms, byRank)).toEqual({ possible: false, reason: 'no-single-indicator' });
  });

  it('chooses the indicator that must grow least in proportion, and passes over what a cap stops', () => {
    const method = taxMethod({
      items: [
        { indicator: 'taxPerMu10kYuan', weight: 50, baseline: 10, cap: 1 },
        { indicator: 'taxPerEnergy10kYuanPerTce', weight: 50, baseline: 1 },
      ],
      classes: [
        { name: 'A', fromScore: 100 },
        { name: 'B', fromScore: null },
      ],
    });
    // 8 of 10 and 0.9 of 1 make 40 + 45 = 85. Tax alone can add 10 to its cap; 15 more for energy are 60 points, 1.2.
    const lift = liftAt(0, [paying(8, { energyTce: 8 / 0.9 })], method);
    expect(lift).toMatchObject({ values: [null, 1.2], smallest: { indicator: 'taxPerEnergy10kYuanPerTce', to: 1.2 } });
    const without = taxMethod({ ...method, items: method.items.map((item) => ({ ...item, cap: 1 })) });
    expect(liftAt(0, [paying(8, { energyTce: 8 / 0.9 })], without)).toEqual({
      possible: false,
      reason: 'no-single-indicator',
    });
  });

  it('knows where there is none', () => {
    expect(liftAt(0, ten, taxMethod())).toEqual({ possible: false, reason: 'best-class' });
    expect(liftAt(1, fall([5, null]), taxMethod())).toEqual({ possible: false, reason: 'unrated' });
    expect(liftAt(0, fall([5]), taxMethod())).toEqual({ possible: false, reason: 'nobody-above' });
    const vetoed = [paying(10, { marks: ['x'] }), ...ten];
    const method = taxMethod({ vetoes: [{ name: 'v', when: { mark: 'x' }, class: 'D' }] });
    expect(liftAt(0, vetoed, method)).toEqual({ possible: false, reason: 'vetoed' });
  });

  it('does lift, whatever the formula', () => {
    const items = {
      'ratio-to-baseline': { indicator: 'taxPerMu10kYuan', weight: 100, baseline: 7, cap: 3 },
      'min-max': { indicator: 'taxPerMu10kYuan', weight: 100, baseline: { min: 0, max: 90 } },
      rank: { indicator: 'taxPerMu10kYuan', weight: 100, baseline: 'none' },
    } as const;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 1000 }), { minLength: 3, maxLength: 30 }),
        fc.nat(),
        fc.constantFrom('ratio-to-baseline' as const, 'min-max' as const, 'rank' as const),
        fc.constantFrom('better-class' as const, 'worse-class' as const),
        (cents, chosen, formula, ties) => {
          const method = taxMethod({
            formula,
            ties,
            items: [items[formula]],
            baseShare: 0.2,
            coefficients: [{ name: 'k', when: { mark: 'k' }, factor: 0.9 }],
            adjustments: [{ name: 'b', when: { mark: 'k' }, points: -7 }],
          });
          const place = chosen % cents.length;
          const enterprises = cents.map((each, index) => paying(each / 10, { marks: index % 3 === 0 ? ['k'] : [] }));
          const lift = liftAt(place, enterprises, method);
          if (!lift.possible) return;
          const raised = enterprises.map((each, index) =>
            index === place ? { ...each, tax10kYuan: lift.smallest.to } : each,
          );
          const before = scoreTier(tierOf(enterprises), method);
          const after = scoreTier(tierOf(raised), method);
          expect(after.classes[place]).toBeLessThan(before.classes[place] ?? 0);
        },
      ),
      { numRuns: 150, seed: 20_261_122 },
    );
  });
});
