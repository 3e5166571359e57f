import { describe, expect, it } from 'vitest';
import type { EnterpriseFacts, EvaluationMethod } from '../../../server/src/domain/evaluation/method.ts';
import { scoreTier } from '../../../server/src/domain/evaluation/tier.ts';
import { methodFile, paying, taxMethod, tierOf } from '../../support/methods.ts';

function classed(enterprises: readonly EnterpriseFacts[], method: EvaluationMethod) {
  const { classes, ranks } = scoreTier(tierOf(enterprises), method);
  return {
    names: Array.from(classes, (place) => method.classes[place]?.name ?? '-').join(''),
    ranks: Array.from(ranks),
  };
}
const namesOf = (taxes: readonly (number | null)[], method = taxMethod()) =>
  classed(
    taxes.map((tax) => paying(tax)),
    method,
  ).names;
const falling = (count: number) => Array.from({ length: count }, (_, index) => count - index);
const counted = (names: string) =>
  Object.fromEntries(['A', 'B', 'C', 'D'].map((name) => [name, names.split(name).length - 1]));

describe('classes by rank share', () => {
  it('cut 20 enterprises into 4 A, 12 B, 3 C and 1 D', () => {
    expect(namesOf(falling(20))).toBe('AAAABBBBBBBBBBBBCCCD');
  });

  it('round the places of a class to the nearest whole: of three, one A, one B and one C', () => {
    // Places through A 0.6 -> 1, through B 2.4 -> 2, through C 2.85 -> 3.
    expect(namesOf([1, 3, 2])).toBe('CAB');
    expect(namesOf([7])).toBe('B');
  });

  it('give a tie across a cut the class of its best place, or of its worst, as the method says', () => {
    // Ten: A takes two places; the second and third are equal, so they stand on place 2 at best and 3 at worst.
    const taxes = [9, 8, 8, 7, 6, 5, 4, 3, 2, 1];
    expect(namesOf(taxes)).toBe('AAABBBBBCC');
    expect(namesOf(taxes, taxMethod({ ties: 'worse-class' }))).toBe('ABBBBBBBCC');
    expect(namesOf([5, 5, 5, 5, 5])).toBe('AAAAA');
    expect(namesOf([5, 5, 5, 5, 5], taxMethod({ ties: 'worse-class' }))).toBe('CCCCC');
  });

  it('give ties the same rank, and the unrated neither class nor place', () => {
    expect(
      classed(
        [null, 4, null, 3, 3, 1, 0].map((tax) => paying(tax)),
        taxMethod(),
      ),
    ).toEqual({
      names: '-A-BBBC',
      ranks: [0, 1, 0, 2, 2, 4, 5],
    });
    expect(namesOf([])).toBe('');
  });

  it('cut the 1248 enterprises of Tiantai into 134, 439, 575 and 100', () => {
    const classes = [
      { name: 'A', throughShare: 0.107 },
      { name: 'B', throughShare: 0.459 },
      { name: 'C', throughShare: 0.92 },
      { name: 'D', throughShare: 1 },
    ];
    // 1248 × 0.107 = 133.5, × 0.459 = 572.8, × 0.92 = 1148.2: through 134, 573 and 1148.
    expect(counted(namesOf(falling(1248), taxMethod({ classes })))).toEqual({ A: 134, B: 439, C: 575, D: 100 });
  });

  it.each([
    // Machinery 40: 20 % are 8, 80 % 32, 95 % 38. Other industries 20: 4, 16, 19.
    ['above-scale', 'AAAABBBBBBBBBBBBCCCD', { A: 8, B: 24, C: 6, D: 2 }],
    // Machinery 40: 5 % are 2, 75 % 30, 95 % 38. Other industries 20: 1, 15, 19.
    ['below-scale', 'ABBBBBBBBBBBBBBCCCCD', { A: 2, B: 28, C: 8, D: 2 }],
  ] as const)('cut each industry group by itself as Wenling does, %s', (tier, others, machinery) => {
    const { classes, industryGroups } = methodFile('wenling-2022', tier);
    const method = taxMethod({ classes, industryGroups });
    const names = classed(
      [
        ...falling(40).map((tax) => paying(tax + 1000, { industryDivision: '34' })),
        ...falling(20).map((tax) => paying(tax, { industryDivision: tax > 10 ? '13' : null })),
      ],
      method,
    ).names;
    expect(counted(names.slice(0, 40))).toEqual(machinery);
    expect(names.slice(40)).toBe(others);
  });

  it('take names as data', () => {
    const classes = [
      { name: 'A', throughShare: 0.5 },
      { name: 'C-', throughShare: 1 },
    ];
    expect(namesOf([1, 2], taxMethod({ classes }))).toBe('C-A');
  });
});

describe('classes by score', () => {
  const classes = [
    { name: 'A', fromScore: 90 },
    { name: 'B', fromScore: 60 },
    { name: 'C', fromScore: null },
  ];
  it('include the least score of a class', () => {
    expect(namesOf([9, 8.999, 6, 5.999, -2], taxMethod({ classes }))).toBe('ABBCC');
  });
});

describe('vetoes', () => {
  const method = taxMethod({
    vetoes: [
      { name: '安全', when: { mark: 'violation-safety' }, class: 'D' },
      { name: '环保', when: { mark: 'violation-environment' }, class: 'C' },
    ],
  });

  it('lower a class and never raise one; the place in the ranking stays', () => {
    const enterprises = falling(20).map((tax) =>
      paying(tax, { marks: tax === 20 || tax === 1 ? ['violation-environment'] : [] }),
    );
    const { names, ranks } = classed(enterprises, method);
    expect(names).toBe('CAAABBBBBBBBBBBBCCCD');
    expect(ranks[0]).toBe(1);
  });

  it('leave the worst of several', () => {
    expect(
      classed([paying(2, { marks: ['violation-environment', 'violation-safety'] }), paying(1)], method).names,
    ).toBe('DB');
  });
});
