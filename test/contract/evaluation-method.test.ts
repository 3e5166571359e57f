import { expect, it } from 'vitest';
import { EvaluationMethod } from '../../server/src/contract/evaluation-method.ts';

const method = (changes: object) => ({
  name: 'Tax per mu',
  note: '',
  formula: 'ratio-to-baseline',
  items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 10 }],
  whenMissing: 'unrated',
  ties: 'better-class',
  classes: [{ name: 'A', throughShare: 1 }],
  ...changes,
});
const placesOf = (changes: object) =>
  EvaluationMethod.safeParse(method(changes)).error?.issues.map((issue) => issue.path.join('.')) ?? [];
const named = (name: string) => placesOf({ classes: [{ name, throughShare: 1 }] });

it('takes class names as counties have them, and none that a link or a list would take for something else', () => {
  for (const name of ['A', 'C-', '优先发展', 'Ⅰ类', "D';"]) expect(named(name)).toEqual([]);
  for (const name of ['', ' ', 'A B', 'A,B', 'A\u0000', 'U', 'unrated', 'absent', 'x'.repeat(21)])
    expect(named(name)).toEqual(['classes.0.name']);
});

it('takes no number that would carry a score beyond all numbers', () => {
  const item = { indicator: 'taxPerMu10kYuan', weight: 100, baseline: 10 };
  expect(placesOf({ items: [{ ...item, baseline: 1e308 }] })).toContain('items.0.baseline');
  expect(placesOf({ items: [{ ...item, baseline: 1e-320 }] })).toEqual(['items.0.baseline']);
  expect(placesOf({ items: [{ ...item, cap: 0 }] })).toEqual(['items.0.cap']);
  const when = { industries: ['33'] };
  expect(placesOf({ coefficients: [{ name: 'x', when, factor: 1e300 }] })).toEqual(['coefficients.0.factor']);
  expect(placesOf({ adjustments: [{ name: 'x', when, points: -1e300 }] })).toEqual(['adjustments.0.points']);
});

it('takes a note of several lines, but no NUL in it', () => {
  expect(placesOf({ note: '一\n二' })).toEqual([]);
  expect(placesOf({ note: 'a\u0000b' })).toEqual(['note']);
  expect(placesOf({ name: 'a\u0000b' })).toEqual(['name']);
});

it('takes the named rules of occupancy and no others', () => {
  expect(placesOf({ occupancy: { floorArea: 'by-share', tenants: 'merged-with-holder' } })).toEqual([]);
  expect(placesOf({ occupancy: { floorArea: 'by-height' } })).toEqual(['occupancy.floorArea']);
  expect(placesOf({ occupancy: { subtenants: 'own-class' } })).toEqual(['occupancy']);
});
