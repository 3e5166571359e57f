import { expect, it } from 'vitest';
import { orderClasses } from '../../client/src/api/class-names.ts';
import { legendSums } from '../../client/src/panels/map/legend-sums.ts';
import { CLASS_KEYS } from '../../client/src/url/view.ts';

const row = (key: string | null, parcels: number, muHundredths: number) => ({
  key,
  label: key,
  all: { parcels, muHundredths },
  potential: { parcels: 0, muHundredths: 0 },
  pending: { parcels: 0, muHundredths: 0 },
});
const tally = {
  rows: [row('A', 2, 1050), row('B', 3, 2040), row('D', 1, 340), row(null, 4, 500)],
  kinds: [
    { kind: 'suspected-idle' as const, sum: { parcels: 1, muHundredths: 349 } },
    { kind: 'overlap' as const, sum: { parcels: 9, muHundredths: 900 } },
  ],
};

it('gives whole mu that add up to the printed total, a class without parcels included', () => {
  // 10.50 + 20.40 + 3.40 + 5.00 = 39.30: 39, so of the three remainders only the largest, that of A, is rounded up.
  expect(legendSums(tally, CLASS_KEYS, [])).toEqual({
    classes: {
      A: { parcels: 2, mu: 11 },
      B: { parcels: 3, mu: 20 },
      C: { parcels: 0, mu: 0 },
      D: { parcels: 1, mu: 3 },
      U: { parcels: 4, mu: 5 },
    },
    total: { parcels: 10, mu: 39 },
    findings: { 'suspected-idle': { parcels: 1, mu: 3 } },
  });
});

it('leaves a class that is switched off out of the total, but still says what it holds', () => {
  const sums = legendSums(tally, CLASS_KEYS, ['B']);
  expect([sums.total, sums.classes.B]).toEqual([
    { parcels: 7, mu: 19 },
    { parcels: 3, mu: 20 },
  ]);
});

it('gives a class that only the data names a row of its own, and never counts it as 待核', () => {
  const rows = [row('C-', 2, 1000), row(null, 4, 500)];
  const { classes, total } = legendSums({ rows, kinds: [] }, orderClasses(['C-', null]), ['C-']);
  expect([classes['C-'], classes.U, total]).toEqual([
    { parcels: 2, mu: 10 },
    { parcels: 4, mu: 5 },
    { parcels: 4, mu: 5 },
  ]);
});
