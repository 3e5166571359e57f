import { expect, it } from 'vitest';
import { binScale } from '../../../server/src/domain/evaluation/distribution.ts';

it('bins scores by 1, 2 or 5 times a power of ten, sixty bins at most', () => {
  expect(binScale(0, 29)).toEqual({ binWidth: 0.5, first: 0, last: 58 });
  expect(binScale(-50, 140)).toEqual({ binWidth: 5, first: -10, last: 28 });
  expect(binScale(7, 7)).toEqual({ binWidth: 0.5, first: 14, last: 14 });
  expect(binScale(0, 1e22)).toEqual({ binWidth: 2e20, first: 0, last: 50 });
});

it('ends with a refusal where no width could divide the scores', () => {
  for (const [low, high] of [
    [0, Number.POSITIVE_INFINITY],
    [Number.NaN, 1],
    [Number.NEGATIVE_INFINITY, 1],
  ] as const)
    expect(() => binScale(low, high)).toThrow(RangeError);
});
