import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../server/src/domain/comparison.ts';
import { landRows, landTotal } from '../../server/src/domain/tally-columns.ts';
import { crossing, muAt, muByThreshold, type ThresholdComparator } from '../../server/src/domain/threshold-curve.ts';
import { landOf } from '../support/land-columns.ts';

const LAND = landOf([
  { taxPerMu10kYuan: 5, countedMuHundredths: 100 },
  { taxPerMu10kYuan: 2, countedMuHundredths: 30 },
  { taxPerMu10kYuan: null, countedMuHundredths: 9000 },
  { taxPerMu10kYuan: 5, countedMuHundredths: 7 },
  { taxPerMu10kYuan: 8, countedMuHundredths: 1000 },
]);
const curveOf = (comparator: ThresholdComparator, more: object = {}) =>
  muByThreshold(LAND, { column: 'taxPerMu10kYuan', comparator, selection: null, always: null, ...more });

describe('found mu against a threshold', () => {
  it('rises at the values of parcels; what is not known is found nowhere', () => {
    expect(curveOf('<=')).toEqual({
      comparator: '<=',
      values: Float64Array.of(2, 5, 8),
      muHundredths: Float64Array.of(30, 137, 1137),
      alwaysMuHundredths: 0,
    });
  });

  it.each([
    ['<', [0, 0, 30, 137, 1137]],
    ['<=', [0, 30, 137, 137, 1137]],
    ['>', [1137, 1107, 1000, 1000, 0]],
    ['>=', [1137, 1137, 1107, 1000, 0]],
  ] as const)('takes the number in or leaves it out: %s', (comparator, found) => {
    const curve = curveOf(comparator);
    expect([1, 2, 5, 6, 9].map((threshold) => muAt(curve, threshold))).toEqual(found);
  });

  it('counts what another rule finds at every threshold, and only once', () => {
    const curve = curveOf('<=', { selection: Uint8Array.of(1, 1, 1, 0, 2), always: Uint8Array.of(0, 1, 1, 0, 2) });
    expect([0, 5, 9].map((threshold) => muAt(curve, threshold))).toEqual([9030, 9130, 9130]);
  });

  it.each([
    ['<=', 31, { value: 5, isInclusive: true, muHundredths: 137 }],
    ['<=', 30, { value: 2, isInclusive: true, muHundredths: 30 }],
    ['<', 137, { value: 5, isInclusive: false, muHundredths: 137 }],
    ['>=', 1001, { value: 5, isInclusive: true, muHundredths: 1107 }],
    ['>', 1000, { value: 8, isInclusive: false, muHundredths: 1000 }],
    ['<=', 1138, 'unreachable'],
    ['<=', 0, 'met'],
  ] as const)('crosses a target: %s %i', (comparator, target, found) => {
    expect(crossing(curveOf(comparator), target)).toEqual(found);
  });

  it('has no values over no land', () => {
    const curve = muByThreshold(landOf([]), { column: 'farRatio', comparator: '<', selection: null, always: null });
    expect([muAt(curve, 1), crossing(curve, 1), crossing(curve, 0)]).toEqual([0, 'unreachable', 'met']);
  });
});

const planted = fc.array(
  fc.record({
    value: fc.option(fc.oneof(fc.integer({ min: -2, max: 6 }), fc.double({ noNaN: true, min: -5, max: 20 })), {
      nil: null,
    }),
    mu: fc.integer({ min: 1, max: 1_000_000 }),
    selected: fc.constantFrom(0, 1, 2),
    always: fc.constantFrom(0, 1, 2),
  }),
  { maxLength: 30 },
);
const comparators = fc.constantFrom<ThresholdComparator>('<', '<=', '>', '>=');

describe('the curve of any land', () => {
  const ask = (rows: readonly { value: number | null; mu: number; selected: number; always: number }[]) => ({
    land: landOf(rows.map(({ value, mu }) => ({ taxPerMu10kYuan: value, countedMuHundredths: mu }))),
    selection: Uint8Array.from(rows, ({ selected }) => selected),
    always: Uint8Array.from(rows, ({ always }) => always),
  });

  it('says at a value what the tally says of the rule with that value', () => {
    fc.assert(
      fc.property(planted, comparators, fc.double({ noNaN: true, min: -6, max: 21 }), (rows, comparator, other) => {
        const { land, selection, always } = ask(rows);
        const curve = muByThreshold(land, { column: 'taxPerMu10kYuan', comparator, selection, always });
        for (const threshold of [...curve.values, other]) {
          const potential = Uint8Array.from(rows, (row) =>
            row.always === 1 || (row.selected === 1 && compare(row.value, comparator, threshold) === true) ? 1 : 0,
          );
          const question = { selection: null, lowEfficiency: null, potential };
          expect(muAt(curve, threshold)).toBe(landTotal(landRows(land, question, 'town')).potential.muHundredths);
        }
      }),
    );
  });

  it('crosses a target at the strictest value that reaches it', () => {
    fc.assert(
      fc.property(planted, comparators, fc.integer({ min: 0, max: 5_000_000 }), (rows, comparator, target) => {
        const { land, selection, always } = ask(rows);
        const curve = muByThreshold(land, { column: 'taxPerMu10kYuan', comparator, selection, always });
        const found = crossing(curve, target);
        const inclusive = { ...curve, comparator: comparator.startsWith('<') ? ('<=' as const) : ('>=' as const) };
        const reaching = [...curve.values].filter((value) => muAt(inclusive, value) >= target);
        const strictest = comparator.startsWith('<') ? reaching[0] : reaching.at(-1);
        if (curve.alwaysMuHundredths >= target) expect(found).toBe('met');
        else if (strictest === undefined) expect(found).toBe('unreachable');
        else
          expect(found).toEqual({
            value: strictest,
            isInclusive: comparator.endsWith('='),
            muHundredths: muAt(inclusive, strictest),
          });
      }),
    );
  });
});
