import { describe, expect, it } from 'vitest';
import { snapPixel } from '../../../client/src/map/snap-to-parcels.ts';
import { cornersOf, withCorner } from '../../../client/src/zone/corner.ts';
import { boxOf, cutGround, groundOfRing, joinGround } from '../../../client/src/zone/ground.ts';

type Position = [number, number];
const box = (west: number, south: number, east: number, north: number) =>
  groundOfRing([
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]);
const bowTie = groundOfRing([
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
]);

describe('ground', () => {
  it('that touches becomes one polygon, that lies apart two', () => {
    const joined = joinGround(box(0, 0, 1, 1), box(1, 0, 2, 1));
    expect(joined.coordinates.length).toBe(1);
    expect(boxOf(joined)).toEqual([0, 0, 2, 1]);
    expect(joinGround(box(0, 0, 1, 1), box(3, 0, 4, 1)).coordinates.length).toBe(2);
    expect(joinGround(null, box(0, 0, 1, 1))).toEqual(box(0, 0, 1, 1));
  });

  it('cut out in the middle keeps a hole; cut out whole, nothing', () => {
    const cut = cutGround(box(0, 0, 4, 4), box(1, 1, 2, 2));
    expect(cut).toMatchObject({ type: 'MultiPolygon' });
    expect(cut !== null && cut !== 'crosses' && cut.coordinates[0]?.length).toBe(2);
    expect(cutGround(box(1, 1, 2, 2), box(0, 0, 4, 4))).toBeNull();
  });

  it('that crosses itself is kept as it was drawn, never mended unasked', () => {
    expect(joinGround(box(5, 5, 6, 6), bowTie).coordinates).toEqual([
      ...box(5, 5, 6, 6).coordinates,
      ...bowTie.coordinates,
    ]);
    expect(cutGround(bowTie, box(0, 0, 1, 1))).toBe('crosses');
  });
});

describe('a corner', () => {
  it('is one of the ring, not its last position again', () => {
    expect(cornersOf(box(0, 0, 1, 1))).toEqual([0, 1, 2, 3].map((at) => ({ polygon: 0, ring: 0, at })));
  });

  it('moves with the closing position, or goes; a triangle keeps its three', () => {
    const moved = withCorner(box(0, 0, 1, 1), { polygon: 0, ring: 0, at: 0 }, [-1, -1]);
    expect(moved.coordinates[0]?.[0]).toEqual([
      [-1, -1],
      [1, 0],
      [1, 1],
      [0, 1],
      [-1, -1],
    ]);
    const triangle = withCorner(box(0, 0, 1, 1), { polygon: 0, ring: 0, at: 3 }, null);
    expect(triangle.coordinates[0]?.[0]?.length).toBe(4);
    expect(withCorner(triangle, { polygon: 0, ring: 0, at: 0 }, null)).toEqual(triangle);
  });
});

describe('the pen', () => {
  const ring = (
    [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 0],
    ] satisfies Position[]
  ).map(([x, y]) => ({ x, y }));

  it('jumps to a corner before an edge, and to neither from afar', () => {
    expect(snapPixel({ x: 97, y: 6 }, [ring])).toEqual({ x: 100, y: 0 });
    expect(snapPixel({ x: 50, y: -5 }, [ring])).toEqual({ x: 50, y: 0 });
    expect(snapPixel({ x: 50, y: -9 }, [ring])).toBeNull();
    expect(snapPixel({ x: 50, y: 50 }, [])).toBeNull();
  });
});
