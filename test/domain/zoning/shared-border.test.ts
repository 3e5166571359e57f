import { expect, it } from 'vitest';
import { sharedBorder, sidesOf } from '../../../server/src/domain/zoning/shared-border.ts';

const box = (west: number, south: number, east: number, north: number) =>
  sidesOf([
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ]);
const lot = box(0, 0, 40, 100);

it('is what runs along the other outline, whether or not corners meet, and nothing where corners only touch', () => {
  expect(sharedBorder(lot, box(40, 0, 80, 100), 0.5)).toBe(100);
  expect(sharedBorder(lot, box(40.3, 30, 80, 160), 0.5)).toBe(70);
  expect(sharedBorder(lot, box(40.6, 30, 80, 160), 0.5)).toBe(0);
  expect(sharedBorder(lot, box(40, 100, 80, 160), 0.5)).toBe(0);
});

it('is told of areas with several parts and holes', () => {
  const around = sidesOf([
    [
      [
        [-50, -50],
        [90, -50],
        [90, 150],
        [-50, 150],
        [-50, -50],
      ],
      [
        [0, 0],
        [0, 100],
        [40, 100],
        [40, 0],
        [0, 0],
      ],
    ],
  ]);
  expect(sharedBorder(lot, around, 0.5)).toBe(280);
});
