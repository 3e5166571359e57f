import { describe, expect, it } from 'vitest';
import { type ComparisonRule, meetsRule, type RuleFacts } from '../../server/src/domain/rule.ts';

const FACTS: RuleFacts = {
  taxPerMu10kYuan: 5,
  energyTce: 1000,
  areaMu: 20,
  farRatio: null,
  tier: 'above-scale',
  inPark: false,
  rightKind: null,
  enterprises: 1,
  builtYear: 2018,
};
const rule = (over: Partial<ComparisonRule>): ComparisonRule => ({
  indicator: 'taxPerMu10kYuan',
  comparator: '<=',
  value: 5,
  scope: {},
  ...over,
});

describe('meetsRule', () => {
  it('includes the bound or not, as the comparator says', () => {
    expect(meetsRule(rule({}), FACTS)).toBe(true);
    expect(meetsRule(rule({ comparator: '<' }), FACTS)).toBe(false);
  });

  it('holds only within its scope', () => {
    expect(meetsRule(rule({ scope: { inPark: true } }), FACTS)).toBe(false);
    expect(meetsRule(rule({ scope: { tier: 'below-scale' } }), FACTS)).toBe(false);
    expect(meetsRule(rule({ scope: { occupants: 'several' } }), FACTS)).toBe(false);
    expect(meetsRule(rule({ scope: { occupants: 'several' } }), { ...FACTS, enterprises: 2 })).toBe(true);
  });

  it('splits at the year of building', () => {
    const since = rule({ indicator: 'energyTce', comparator: '>=', value: 1000, builtFrom: 2018 });
    const before = rule({ indicator: 'energyTce', comparator: '>=', value: 5000, builtBefore: 2018 });
    expect([meetsRule(since, FACTS), meetsRule(before, { ...FACTS, energyTce: 9000 })]).toEqual([true, false]);
    expect(meetsRule(before, { ...FACTS, energyTce: 5000, builtYear: 2017 })).toBe(true);
  });

  it('is unknown where a part is unknown and none is false', () => {
    expect(meetsRule(rule({}), { ...FACTS, taxPerMu10kYuan: null })).toBeNull();
    expect(meetsRule(rule({ scope: { rightKind: 'state' } }), FACTS)).toBeNull();
    expect(meetsRule(rule({ scope: { inPark: true } }), { ...FACTS, taxPerMu10kYuan: null })).toBe(false);
    expect(meetsRule(rule({ indicator: 'farRatio', comparator: '>=', value: 1.5 }), FACTS)).toBeNull();
  });
});
