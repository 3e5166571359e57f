import { expect, it } from 'vitest';
import { snapGround } from '../../server/src/domain/zone-measure/snap-ground.ts';

/** On the equator 0.001 of a degree are 111.195 m either way. */
const PARCEL = [
  [0, 0],
  [0.001, 0],
  [0.001, 0.001],
  [0, 0.001],
  [0, 0],
] as const;
/** About 1.1 m */
const OFF = 0.00001;

const snap = (ring: readonly (readonly [number, number])[], toleranceM = 2) => {
  const { ground, movedM } = snapGround([[ring]], [PARCEL], toleranceM);
  return [ground[0]?.[0], Number(movedM.toFixed(2))];
};

it('moves corners to corners within reach, else to edges, and leaves what is out of reach', () => {
  const drawn = [
    [-OFF, -OFF],
    [0.0005, OFF],
    [0.001, -0.0001],
    [0.002, 0.003],
    [-OFF, -OFF],
  ] as const;
  // The first corner lies 1.57 m off; the second 1.11 m above the lower edge; the third 11 m from the corner.
  expect(snap(drawn)).toEqual([
    [
      [0, 0],
      [0.0005, 0],
      [0.001, -0.0001],
      [0.002, 0.003],
      [0, 0],
    ],
    1.57,
  ]);
  expect(snap(drawn, 0)[0]).toEqual(drawn);
});

it('takes in the corners that a line runs beside, in their order, and never lets a ring collapse', () => {
  const around = [
    [-0.0005, -OFF],
    [0.0015, -OFF],
    [0.0015, 0.0015],
    [-0.0005, -OFF],
  ] as const;
  expect(snap(around)).toEqual([
    [[-0.0005, -OFF], [0, 0], [0.001, 0], ...around.slice(1)].map(([x, y]) => [x, y]),
    1.11,
  ]);
  const sliver = [
    [0, 0],
    [OFF / 2, 0],
    [0, OFF / 2],
    [0, 0],
  ] as const;
  expect(snap(sliver)[0]).toEqual(sliver);
});
