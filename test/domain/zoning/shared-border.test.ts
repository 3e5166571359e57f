import { expect, it } from 'vitest';
import { outlineOf, type Sides, sharedBorder, sidesOf } from '../../../server/src/domain/zoning/shared-border.ts';

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
const shared = (one: Sides, other: Sides) => sharedBorder(outlineOf(one, 0.5), outlineOf(other, 0.5), 0.5);
const lot = box(0, 0, 40, 100);

it('is what runs along the other outline, whether or not corners meet, and nothing where corners only touch', () => {
  expect(shared(lot, box(40, 0, 80, 100))).toBe(100);
  expect(shared(lot, box(40.3, 30, 80, 160))).toBe(70);
  expect(shared(lot, box(40.6, 30, 80, 160))).toBe(0);
  expect(shared(lot, box(40, 100, 80, 160))).toBe(0);
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
  expect(shared(lot, around)).toBe(280);
});

it('is the same along an outline of very many sides, wherever they are', () => {
  // A street of 300 teeth, 10 m apart, that runs along the lots on both sides of it and far beyond them.
  const teeth = Array.from({ length: 300 }, (_, tooth) => [
    [tooth * 10 - 1000, 0],
    [tooth * 10 - 995, 0],
    [tooth * 10 - 995, -3],
    [tooth * 10 - 990, -3],
  ]).flat();
  const street = sidesOf([[[...teeth, [2000, -20], [-1000, -20], [-1000, 0]]]]);
  expect(shared(lot, street)).toBe(20);
  expect(shared(street, lot)).toBe(20);
  expect(shared(box(1000, -40, 1100, -20), street)).toBe(100);
});
