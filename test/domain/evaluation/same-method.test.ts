import { describe, expect, it } from 'vitest';
import type { EvaluationMethod } from '../../../server/src/domain/evaluation/method.ts';
import { sameMethod } from '../../../server/src/domain/evaluation/same-method.ts';
import { taxMethod } from '../../support/methods.ts';

const named = (changes: Partial<EvaluationMethod> = {}, words: { name?: string; note?: string } = {}) => ({
  name: '方法',
  note: '',
  ...taxMethod(changes),
  ...words,
});

describe('two methods', () => {
  it('say the same whatever the order of their keys, and whether what is usual is written or left out', () => {
    const { items, classes, ...rest } = named();
    expect(sameMethod({ classes, items, ...rest }, named())).toBe(true);
    const written = named({
      baseShare: 0,
      items: items.map((item) => ({ ...item, floor: undefined, whenMissing: 'unrated' })),
      industryGroups: [],
      coefficients: [],
      adjustments: [],
      vetoes: [],
      exemptions: [],
      occupancy: { tenants: 'own-class' },
    });
    expect(sameMethod(written, named())).toBe(true);
  });

  it('say the same whatever the order of the divisions that a condition or a group names', () => {
    const of = (industries: readonly string[]) =>
      named({
        industryGroups: [{ name: '重工', divisions: industries }],
        coefficients: [{ name: '产业', when: { industries }, factor: 1.1 }],
        adjustments: [
          { name: '出租', count: 'tenants', first: 1, more: 2 },
          { name: '纺织', when: { industries }, points: 1 },
        ],
      });
    expect(sameMethod(of(['17', '34']), of(['34', '17']))).toBe(true);
    expect(sameMethod(of(['17', '34']), of(['17', '35']))).toBe(false);
  });

  it.each([
    ['a weight', named({ items: [{ indicator: 'taxPerMu10kYuan', weight: 99, baseline: 10 }] })],
    ['a baseline', named({ items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 'tier-mean' }] })],
    ['a bound', named({ items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 10, floor: 0 }] })],
    ['a missing value', named({ whenMissing: 'tier-mean-points' })],
    ['the classes', named({ classes: [{ name: 'A', throughShare: 1 }] })],
    ['the tenants', named({ occupancy: { tenants: 'holder-class' } })],
    ['the name', named({}, { name: '办法' })],
    ['the note', named({}, { note: '依据' })],
  ])('differ by %s', (_, other) => expect(sameMethod(other, named())).toBe(false));
});
