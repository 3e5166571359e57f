import { describe, expect, it } from 'vitest';
import { EXTRA_KINDS, putExtra, withExtra, withoutExtra } from '../../../client/src/panels/evaluation/extras.ts';
import { faultsOf } from '../../../client/src/panels/evaluation/fault-places.ts';
import {
  addClass,
  removeClass,
  renameClass,
  startBaseline,
  withFormula,
} from '../../../client/src/panels/evaluation/method-edits.ts';
import { zh } from '../../../client/src/text/zh.ts';
import type { EvaluationMethod } from '../../../server/src/contract/evaluation-method.ts';
import { twoItemMethod } from '../../support/methods.ts';

const METHOD = twoItemMethod({
  classes: [
    { name: 'A', throughShare: 0.2 },
    { name: 'B', throughShare: 0.6 },
    { name: 'C', throughShare: 1 },
  ],
  vetoes: [{ name: '重大事故', when: { mark: '重大事故' }, class: 'C' }],
});
const BY_SCORE: EvaluationMethod = {
  ...METHOD,
  classes: [
    { name: 'A', fromScore: 90 },
    { name: 'B', fromScore: null },
  ],
  vetoes: [],
};
const placesOf = (method: EvaluationMethod) => faultsOf(zh, method).all.map(({ place }) => place);

describe('another formula', () => {
  it('gives each item a baseline that it takes, and keeps those that it takes already', () => {
    const ranged = withFormula(METHOD, 'min-max');
    expect(ranged.items.map(({ baseline }) => baseline)).toEqual(['tier-range', 'tier-range']);
    const shared = { ...ranged, baseShare: 0.6 };
    expect(withFormula(shared, 'min-max').baseShare).toBe(0.6);
    expect(withFormula(shared, 'rank')).toEqual({
      ...METHOD,
      formula: 'rank',
      items: METHOD.items.map((item) => ({ ...item, baseline: 'none' })),
    });
    expect(withFormula(METHOD, 'ratio-to-baseline')).toEqual(METHOD);
    for (const formula of ['ratio-to-baseline', 'min-max', 'rank'] as const)
      expect(placesOf(withFormula(METHOD, formula))).toEqual([]);
  });

  it('begins a given number or range at what was in force', () => {
    expect([
      startBaseline('number', { value: 24.0972, range: null }),
      startBaseline('number'),
      startBaseline('range', { value: null, range: { min: 0.51234, max: 88.0149 } }),
      startBaseline('tier-mean', { value: 3, range: null }),
    ]).toEqual([24.1, 0, { min: 0.5123, max: 88.01 }, 'tier-mean']);
  });
});

describe('the classes', () => {
  it('are renamed with the vetoes that lead to them', () => {
    expect(renameClass(METHOD, 2, 'C-')).toMatchObject({
      classes: [{}, {}, { name: 'C-' }],
      vetoes: [{ class: 'C-' }],
    });
    expect(renameClass(METHOD, 0, 'A+')).toMatchObject({ classes: [{ name: 'A+' }, {}, {}], vetoes: [{ class: 'C' }] });
  });

  it('grow at the end and shrink anywhere, without a gap', () => {
    const four = addClass(METHOD);
    expect(four.classes.slice(2)).toEqual([
      { name: 'C', throughShare: 0.8 },
      { name: 'D', throughShare: 1 },
    ]);
    expect(addClass(BY_SCORE).classes.slice(1)).toEqual([
      { name: 'B', fromScore: 45 },
      { name: 'C', fromScore: null },
    ]);
    expect(removeClass(METHOD, 0).classes).toEqual(METHOD.classes.slice(1));
    expect(removeClass(addClass(BY_SCORE), 2)).toEqual(BY_SCORE);
    expect([four, addClass(BY_SCORE), removeClass(METHOD, 1)].map(placesOf)).toEqual([[], [], []]);
    // A veto that leads to a class which is gone says so at its place.
    expect(placesOf(removeClass(METHOD, 2))).toEqual(['vetoes[0].class']);
  });
});

describe('a rule for single enterprises', () => {
  it.each(EXTRA_KINDS)('that is added as %s is whole, stands last, and is taken away again', (kind) => {
    const { method, place } = withExtra(METHOD, kind, '重大事故');
    expect(placesOf(method)).toEqual([]);
    const [, part, index] = /^(\w+)\[(\d)\]$/.exec(place) ?? [];
    expect([part, index]).toEqual([
      {
        adjustment: 'adjustments',
        count: 'adjustments',
        coefficient: 'coefficients',
        veto: 'vetoes',
        exemption: 'exemptions',
      }[kind],
      kind === 'veto' ? '1' : '0',
    ]);
    // Two of a list never bear one name.
    if (kind === 'veto')
      expect(method.vetoes?.[1]).toEqual({ name: '重大事故 2', when: { mark: '重大事故 2' }, class: 'C' });
  });

  it('says at its place what is left empty or out of bounds', () => {
    const { method } = withExtra(METHOD, 'coefficient', '产业');
    const broken = putExtra(method, 'coefficients', 0, { name: ' ', when: { industries: [] }, factor: 11 });
    const faults = faultsOf(zh, broken);
    expect(faults.all.map(({ place }) => place).sort()).toEqual([
      'coefficients[0].factor',
      'coefficients[0].name',
      'coefficients[0].when.industries',
    ]);
    expect([
      faults.under('coefficients[0].when'),
      faults.at('coefficients[0].when'),
      faults.under('coefficients[1]'),
    ]).toEqual(['填写不完整', undefined, undefined]);
    expect(withoutExtra(broken, 'coefficients', 0)).toEqual({ ...METHOD, coefficients: [] });
  });
});
