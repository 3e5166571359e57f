import { expect, it } from 'vitest';
import { ellipsoidFactor, measuredShapes, ringAreaM2, ringOutlineM } from '../../client/src/map/measure.ts';
import { scaleBar, scaleDenominator } from '../../client/src/map/scale.ts';

/** A hundredth of a degree each way at 30° north. */
const SQUARE = [
  [120, 29.995],
  [120.01, 29.995],
  [120.01, 30.005],
  [120, 30.005],
] as const;

it('measures on the ellipsoid, not on the sphere', () => {
  // At 30° the meridian radius is 6,351,377 m and that of the prime vertical 6,383,481 m; the product over 6371008.8².
  expect(ellipsoidFactor(30)).toBeCloseTo((6_351_377 * 6_383_481) / 6_371_008.8 ** 2, 6);
  // 0.01° are 1108.52 m north and 964.86 m east here: 1,069,570 m².
  expect(ringAreaM2(SQUARE) / 1_069_570).toBeCloseTo(1, 4);
  expect(ringAreaM2(SQUARE.slice(0, 2))).toBe(0);
});

it('measures the outline of a ring closed, of two points once', () => {
  expect(ringOutlineM(SQUARE) / (2 * (1111.95 + 963.0))).toBeCloseTo(1, 3);
  expect(ringOutlineM(SQUARE.slice(0, 2)) / 963.04).toBeCloseTo(1, 3);
  expect(ringOutlineM([])).toBe(0);
});

it('draws the ring with the next point while it is open, and its own points only once it is closed', () => {
  const kinds = (isClosed: boolean) =>
    measuredShapes({ points: SQUARE.slice(0, 2), isClosed }, [120, 30]).features.map(({ geometry }) => geometry.type);
  expect([kinds(false), kinds(true), measuredShapes(null, [1, 2]).features]).toEqual([
    ['Polygon', 'Point', 'Point'],
    ['LineString', 'Point', 'Point'],
    [],
  ]);
});

it('draws a scale bar of a round length that fits', () => {
  for (const zoom of [5, 9.3, 12, 14.7, 18]) {
    const { metres, widthPx } = scaleBar(30, zoom, 110);
    expect([1, 2, 5]).toContain(Number(String(metres)[0]));
    expect(widthPx).toBeLessThanOrEqual(110);
    expect(widthPx).toBeGreaterThan(40);
  }
  expect(scaleDenominator(30, 14)).toBe(15_000);
});
