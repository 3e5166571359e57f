import { describe, expect, it } from 'vitest';
import { mergeOrders, stepsBetween } from '../../../server/src/domain/evaluation/class-order.ts';

const FOUR = ['A', 'B', 'C', 'D'];
const WITH_MINUS = ['A', 'B', 'C', 'C-'];

describe('stepsBetween', () => {
  it('counts classes in the first order that knows the name', () => {
    expect([stepsBetween('A', 'C', [FOUR]), stepsBetween('D', 'B', [FOUR]), stepsBetween('B', 'B', [FOUR])]).toEqual([
      2, -2, 0,
    ]);
    expect(stepsBetween('C-', 'B', [FOUR, WITH_MINUS])).toBe(-2);
  });

  it('cannot be told from or to unrated, or a name that nobody lists', () => {
    expect([stepsBetween(null, 'A', [FOUR]), stepsBetween('A', null, [FOUR]), stepsBetween('E', 'A', [FOUR])]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('mergeOrders', () => {
  it('puts each new name after the one before it in its own order', () => {
    expect(mergeOrders([FOUR, WITH_MINUS])).toEqual(['A', 'B', 'C', 'C-', 'D']);
    expect(mergeOrders([FOUR, ['A+', 'A', 'E']])).toEqual(['A+', 'A', 'E', 'B', 'C', 'D']);
    expect(mergeOrders([])).toEqual([]);
  });
});
