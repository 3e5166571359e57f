import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALORIFIC_FACTORS,
  ENERGY_UNITS_TCE,
  type EnergyCarrier,
  electricityEqualValue,
  standardCoal,
} from '../../server/src/domain/energy.ts';

const CARRIERS = Object.keys(CALORIFIC_FACTORS) as EnergyCarrier[];

describe('standardCoal', () => {
  it('adds up the carriers and says by which factor each was counted', () => {
    const { energyTce, parts, electricityBasis } = standardCoal([
      { carrier: 'electricity', amount: 100 },
      { carrier: 'natural-gas', amount: 2 },
      { carrier: 'heat', amount: 293.07 },
    ]);
    // 100 × 1.229 + 2 × 13.3 + 293.07 ÷ 29.307
    expect(energyTce).toBeCloseTo(122.9 + 26.6 + 10, 9);
    expect(electricityBasis).toBe('calorific');
    expect(parts.map(({ carrier, factor }) => [carrier, factor.tcePerUnit, factor.unit, factor.certainty])).toEqual([
      ['electricity', 1.229, '10k-kwh', 'high'],
      ['natural-gas', 13.3, '10k-m3', 'medium'],
      ['heat', 1 / 29.307, 'gj', 'high'],
    ]);
  });

  it('counts electricity by its equal value only where the year, the number and the source are named', () => {
    const factor = electricityEqualValue(2022, 2.85, 'Notice of the statistics bureau');
    expect(standardCoal([{ carrier: 'electricity', amount: 100, factor }])).toEqual({
      energyTce: 285,
      electricityBasis: 'equal-value',
      parts: [
        {
          carrier: 'electricity',
          amount: 100,
          energyTce: 285,
          factor: {
            basis: 'equal-value',
            unit: '10k-kwh',
            tcePerUnit: 2.85,
            year: 2022,
            source: 'Notice of the statistics bureau',
            certainty: 'medium',
          },
        },
      ],
    });
    expect(standardCoal([]).electricityBasis).toBeNull();
  });

  it('refuses what would be no figure: both ways at once, a wrong unit, a negative amount, a factor without a source', () => {
    const equal = electricityEqualValue(2022, 2.85, 'Notice');
    const electricity = { carrier: 'electricity', amount: 1 } as const;
    expect(() => standardCoal([electricity, { ...electricity, factor: equal }])).toThrow('in one sum');
    expect(() => standardCoal([{ carrier: 'diesel', amount: 1, factor: CALORIFIC_FACTORS.electricity }])).toThrow(
      'diesel is counted by t',
    );
    expect(() => standardCoal([{ carrier: 'coke', amount: -1 }])).toThrow('from 0');
    expect(() => standardCoal([{ carrier: 'coke', amount: Number.NaN }])).toThrow('from 0');
    expect(() => electricityEqualValue(2022, 0.285, 'in kilograms a kWh')).toThrow('outside 2.4 to 4.1');
    expect(() => electricityEqualValue(2022, 2.85, ' ')).toThrow('source');
  });

  it('is the sum of its parts, and twice the amounts make twice the coal', () => {
    const uses = fc.array(
      fc.record({ carrier: fc.constantFrom(...CARRIERS), amount: fc.double({ min: 1e-3, max: 1e6, noNaN: true }) }),
    );
    fc.assert(
      fc.property(uses, (list) => {
        const { energyTce, parts } = standardCoal(list);
        expect(parts.reduce((sum, part) => sum + part.energyTce, 0)).toBe(energyTce);
        expect(standardCoal(list.map((use) => ({ ...use, amount: use.amount * 2 }))).energyTce).toBe(energyTce * 2);
      }),
    );
  });
});

describe('reference factors', () => {
  it('agree with the heat of each fuel, 29,307.6 kJ a kilogram of standard coal', () => {
    const heatKjPerUnit: Partial<Record<EnergyCarrier, number>> = {
      'raw-coal': 20_934,
      'washed-coal': 26_377,
      coke: 28_470,
      'natural-gas': 389_790,
      'liquefied-natural-gas': 51_498,
      'liquefied-petroleum-gas': 50_242,
      petrol: 43_124,
      diesel: 42_705,
      'fuel-oil': 41_868,
      electricity: 36_000,
    };
    for (const [carrier, kilojoules] of Object.entries(heatKjPerUnit)) {
      const { tcePerUnit } = CALORIFIC_FACTORS[carrier as EnergyCarrier];
      expect(Math.abs(tcePerUnit / (kilojoules / 29_307.6) - 1), carrier).toBeLessThan(1e-3);
    }
  });

  it('tell the heat of imports in the same numbers', () => {
    expect(293.07 * ENERGY_UNITS_TCE.gj).toBeCloseTo(10, 12);
    expect(ENERGY_UNITS_TCE['10k-kwh-calorific']).toBe(1.229);
  });
});
