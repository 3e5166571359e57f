import { describe, expect, it } from 'vitest';
import { foundBeside } from '../../../client/src/columns/rules-beside.ts';
import { openLand } from '../../../client/src/columns/what-if.ts';
import type { ProgrammeRule } from '../../../server/src/contract/index.ts';
import { landOf } from '../../support/land-columns.ts';
import { lowTaxRule, questionOf } from '../../support/questions.ts';

const RULE = lowTaxRule(5);
const { indicator: _i, comparator: _c, value: _v, unit: _u, ...HEAD } = RULE;
/** Land of violators is of low efficiency, which columns do not tell. */
const VIOLATORS: ProgrammeRule = {
  ...HEAD,
  id: 'violators',
  whenEnterprise: { op: '=', args: [{ property: 'hasViolation' }, true] },
};
const LITTLE_BUILT: ProgrammeRule = {
  ...HEAD,
  id: 'little-built',
  when: { op: '<', args: [{ property: 'farRatio' }, 0.4] },
};
const UNAPPROVED: ProgrammeRule = {
  ...HEAD,
  id: 'unapproved',
  when: { op: '=', args: [{ property: 'hasUnapprovedUse' }, true] },
};

const found = { findings: ['low-efficiency'], countedMuHundredths: 100 } as const;
const LAND = openLand(
  landOf([
    { id: 1, ...found, taxPerMu10kYuan: 2, farRatio: 1 },
    { id: 2, ...found, taxPerMu10kYuan: 4.5, farRatio: 1 },
    { id: 3, ...found, taxPerMu10kYuan: 30, farRatio: 1 },
    { id: 4, ...found, taxPerMu10kYuan: null, farRatio: 1 },
    { id: 5, ...found, taxPerMu10kYuan: 4.5, farRatio: 0.3 },
    { id: 6, countedMuHundredths: 100, taxPerMu10kYuan: 40, farRatio: 1 },
  ]),
);
const low = (rules: readonly ProgrammeRule[], value: number) =>
  LAND.answer(
    questionOf(RULE, {
      beside: foundBeside(rules, [RULE]),
      tried: { low: value },
      finding: 'low-efficiency',
      order: 'code',
    }),
  ).list.rows.map(({ id }) => id);

describe('rules beside the one whose value is tried', () => {
  it('find nothing where there are none, or none in force', () => {
    expect(
      foundBeside([RULE, { ...LITTLE_BUILT, isOn: false }, { ...VIOLATORS, finding: 'survey-scope' }], [RULE]),
    ).toEqual([]);
    expect(low([RULE], 3)).toEqual([1]);
  });

  it('keep what they find by what columns hold, though the value leaves it out', () => {
    expect(low([RULE, LITTLE_BUILT], 3)).toEqual([1, 5]);
  });

  it('keep what they found by other facts: land that the rules over columns do not find, or cannot tell of', () => {
    expect([low([RULE, VIOLATORS], 3), low([RULE, UNAPPROVED], 5)]).toEqual([
      [1, 3, 4],
      [1, 2, 3, 4, 5],
    ]);
    expect(low([RULE, VIOLATORS, LITTLE_BUILT], 3)).toEqual([1, 3, 4, 5]);
  });
});
