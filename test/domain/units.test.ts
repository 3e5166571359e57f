import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AREA_UNITS_M2,
  M2_PER_MU,
  MONEY_UNITS_10K_YUAN,
  m2FromMu,
  m2FromMuHundredths,
  muFromHectares,
  muFromKm2,
  muFromM2,
  muHundredthsFromM2,
  PARTS_PER_UNIT,
  wholeParts,
} from '../../server/src/domain/units.ts';

describe('mu', () => {
  it('is 10000/15 m², and never 666.67', () => {
    expect([3, 10, 20, 50, 500, 1000, 10_000].map(m2FromMu)).toEqual([
      2000,
      20_000 / 3,
      40_000 / 3,
      100_000 / 3,
      1_000_000 / 3,
      2_000_000 / 3,
      20_000_000 / 3,
    ]);
    expect(M2_PER_MU).toBe(2000 / 3);
    // 10,000 mu at 666.67 would be 33 m² too many.
    expect(666.67 * 10_000 - m2FromMu(10_000)).toBeCloseTo(33.333, 3);
  });

  it('is a fifteenth of a hectare and a fifteen hundredth of a square kilometre', () => {
    expect([muFromHectares(1), muFromKm2(1), muFromM2(10_000), muFromM2(2000)]).toEqual([15, 1500, 15, 3]);
    expect([AREA_UNITS_M2['10k-mu'] * 3, AREA_UNITS_M2.km2, AREA_UNITS_M2.ha, AREA_UNITS_M2['10k-m2']]).toEqual([
      20_000_000, 1_000_000, 10_000, 10_000,
    ]);
  });

  it('comes back from m², to the last bits of the number', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (mu) => {
        expect(Math.abs(muFromM2(m2FromMu(mu)) / mu - 1)).toBeLessThan(5e-16);
      }),
    );
  });

  it('comes back from m² exactly where it is a whole number of hundredths, up to a million square kilometres', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 150_000_000_000 }), (hundredths) => {
        expect(muHundredthsFromM2(m2FromMuHundredths(hundredths))).toBe(hundredths);
        expect(muHundredthsFromM2(m2FromMu(hundredths / 100))).toBe(hundredths);
      }),
      { numRuns: 1000 },
    );
  });

  it('is fixed by the nearest hundredth, half of one going up, and grows with the area', () => {
    expect([0, 3.3, 100 / 30, 3.4, 6666.67].map(muHundredthsFromM2)).toEqual([0, 0, 1, 1, 1000]);
    const area = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(area, area, (a, b) => {
        expect(Math.abs(muHundredthsFromM2(a) - (a * 15) / 100)).toBeLessThanOrEqual(0.5 + 1e-6);
        if (a <= b) expect(muHundredthsFromM2(a)).toBeLessThanOrEqual(muHundredthsFromM2(b));
      }),
    );
    for (const none of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => muHundredthsFromM2(none)).toThrow(RangeError);
  });

  it('sums as integers: parts in any order make the same total', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (areas) => {
        const fixed = areas.map(muHundredthsFromM2);
        const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
        expect(sum(fixed)).toBe(sum(fixed.toReversed()));
        expect(Number.isSafeInteger(sum(fixed))).toBe(true);
      }),
    );
  });
});

describe('money', () => {
  it('reads 元, 万元 and 亿元 as 万元', () => {
    const { yuan, '10k-yuan': tenThousand, '100m-yuan': hundredMillion } = MONEY_UNITS_10K_YUAN;
    expect([50_000 * yuan, 5 * tenThousand, 0.5 * hundredMillion]).toEqual([5, 5, 5000]);
  });

  it('fixes 万元 as whole yuan and gives the same yuan back', () => {
    expect([50.05, 0.00005, 0.00004, -0.00005, -3.2].map((tax) => wholeParts(tax, PARTS_PER_UNIT.tax))).toEqual([
      500_500, 1, 0, 0, -32_000,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (yuan) => {
        expect(wholeParts(yuan / PARTS_PER_UNIT.tax, PARTS_PER_UNIT.tax)).toBe(yuan);
      }),
      { numRuns: 1000 },
    );
  });
});
