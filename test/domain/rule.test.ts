import { describe, expect, it } from 'vitest';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { type ComparisonRule, type Rule, readRuleCondition, rulePredicate } from '../../server/src/domain/rule.ts';
import { landOf, type PlantedRow } from '../support/land-columns.ts';

const LOT: PlantedRow = {
  taxPerMu10kYuan: 5,
  energyTceHundredths: 100_000,
  countedMuHundredths: 2000,
  tier: 'above-scale',
  occupants: 1,
  builtYear: 2018,
};
const rule = (over: Partial<ComparisonRule>): ComparisonRule => ({
  indicator: 'taxPerMu10kYuan',
  comparator: '<=',
  value: 5,
  scope: {},
  ...over,
});
const WORDS = ['no', 'yes', 'unknown'];
const judged = (each: Rule, over: PlantedRow = {}) =>
  WORDS[evaluateFilter(rulePredicate(each), landOf([{ ...LOT, ...over }]))[0] ?? 3];

describe('rulePredicate', () => {
  it('is the comparison alone where nothing restricts it', () => {
    expect(rulePredicate(rule({}))).toEqual({ op: '<=', args: [{ property: 'taxPerMu10kYuan' }, 5] });
  });

  it('joins the comparison, each part of the scope and the further condition', () => {
    const when = { op: 'isNull', args: [{ property: 'class' }] } as const;
    const scope = { tier: 'below-scale', inPark: false, rightKind: 'collective', occupants: 'several' } as const;
    expect(rulePredicate(rule({ scope, builtFrom: 2010, builtBefore: 2018, when }))).toEqual({
      op: 'and',
      args: [
        { op: '<=', args: [{ property: 'taxPerMu10kYuan' }, 5] },
        { op: '=', args: [{ property: 'tier' }, 'below-scale'] },
        { op: '=', args: [{ property: 'inPark' }, false] },
        { op: '=', args: [{ property: 'right' }, 'collective'] },
        { op: '>', args: [{ property: 'occupants' }, 1] },
        { op: '>=', args: [{ property: 'builtYear' }, 2010] },
        { op: '<', args: [{ property: 'builtYear' }, 2018] },
        when,
      ],
    });
    expect(rulePredicate({ scope: {}, when })).toEqual(when);
  });

  it('includes the bound or not, as the comparator says', () => {
    expect([judged(rule({})), judged(rule({ comparator: '<' }))]).toEqual(['yes', 'no']);
  });

  it('holds only within its scope', () => {
    expect(judged(rule({ scope: { inPark: true } }))).toBe('no');
    expect(judged(rule({ scope: { inPark: true } }), { park: '城西' })).toBe('yes');
    expect(judged(rule({ scope: { tier: 'below-scale' } }))).toBe('no');
    expect(judged(rule({ scope: { occupants: 'several' } }))).toBe('no');
    expect(judged(rule({ scope: { occupants: 'several' } }), { occupants: 2 })).toBe('yes');
  });

  it('splits at the year of building', () => {
    const since = rule({ indicator: 'energyTce', comparator: '>=', value: 1000, builtFrom: 2018 });
    const before = rule({ indicator: 'energyTce', comparator: '>=', value: 5000, builtBefore: 2018 });
    expect([judged(since), judged(before, { energyTceHundredths: 900_000 })]).toEqual(['yes', 'no']);
    expect(judged(before, { energyTceHundredths: 500_000, builtYear: 2017 })).toBe('yes');
  });

  it('is unknown where a part is unknown and none is false', () => {
    expect(judged(rule({}), { taxPerMu10kYuan: null })).toBe('unknown');
    expect(judged(rule({ scope: { rightKind: 'state' } }))).toBe('unknown');
    expect(judged(rule({ scope: { inPark: true } }), { taxPerMu10kYuan: null })).toBe('no');
    expect(judged(rule({ indicator: 'farRatio', comparator: '>=', value: 1.5 }))).toBe('unknown');
    expect(judged(rule({ builtFrom: 2018 }), { builtYear: null })).toBe('unknown');
  });
});

describe('readRuleCondition', () => {
  it('takes what can be known before anything is found', () => {
    const condition = { op: '=', args: [{ property: 'class' }, 'D'] };
    expect(readRuleCondition(condition)).toEqual({ ok: true, filter: condition });
    expect(readRuleCondition({ op: 'not', args: [{ op: '=', args: [{ property: 'pending' }, true] }] })).toMatchObject({
      ok: false,
      place: '$.args[0].args[0]',
    });
  });
});
