import { describe, expect, it } from 'vitest';
import { boxOf, pictureOf } from '../../../client/src/panels/constraints/boundary-paths.ts';
import { hundredthsOf } from '../../../client/src/panels/constraints/entry-draft.ts';

describe('mu as they are typed', () => {
  it.each([
    ['120.5', 12_050],
    ['0.01', 1],
    ['1,234.56', 123_456],
    [' 60 ', 6000],
    ['3。5', 350],
    ['0', null],
    ['0.001', null],
    ['-5', null],
    ['1e3', null],
    ['', null],
    ['五', null],
  ])('%s', (typed, hundredths) => {
    expect(hundredthsOf(typed)).toBe(hundredths);
  });
});

describe('the picture of a boundary', () => {
  it('fills the square north up, a degree of longitude as long as it is there', () => {
    const ring = [
      [120, 59],
      [122, 59],
      [122, 61],
      [120, 61],
      [120, 59],
    ] as [number, number][];
    const square = { type: 'MultiPolygon' as const, coordinates: [[ring]] };
    const { path } = pictureOf(boxOf([square]), 100, 10);
    // At 60° a degree of longitude is half as long: 2° by 2° is a figure of 40 by 80.
    expect(path(square)).toBe('M30.0 90.0L70.0 90.0L70.0 10.0L30.0 10.0L30.0 90.0Z');
  });
});
