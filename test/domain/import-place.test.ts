import { expect, it } from 'vitest';
import { judgePlacement, judgeRepair, plausibleBox } from '../../server/src/domain/import-place.ts';

const zhuji = [119.4, 28.9, 121.0, 30.5] as const;

it('tells a file with exchanged axes from one that lies elsewhere, and from a single feature astray', () => {
  const here = [120.1, 29.6, 120.11, 29.61] as const;
  const swapped = [29.6, 120.1, 29.61, 120.11] as const;
  const away = [116.3, 39.9, 116.4, 40.0] as const;
  expect(judgePlacement([swapped, swapped], zhuji)).toBe('swapped');
  expect(judgePlacement([away, away], zhuji)).toBe('elsewhere');
  expect(judgePlacement([away, here, swapped], zhuji)).toBe('fits');
});

it('knows where Gauss-Krüger coordinates may lie: northing 7 digits, easting 6, or 8 with the zone', () => {
  expect(judgePlacement([[509687, 3275777, 510655, 3276887]], plausibleBox(4549, false))).toBe('fits');
  expect(judgePlacement([[3275777, 509687, 3276887, 510655]], plausibleBox(4549, false))).toBe('swapped');
  expect(judgePlacement([[40509687, 3275777, 40510655, 3276887]], plausibleBox(4528, false))).toBe('fits');
  expect(judgePlacement([[40509687, 3275777, 40510655, 3276887]], plausibleBox(4549, false))).toBe('elsewhere');
});

it('warns of a repair that keeps the area and refuses one that does not', () => {
  expect(judgeRepair({ fault: 'Self-intersection', areaBeforeM2: 10000, areaAfterM2: 10009.9 }).verdict).toBe('warned');
  expect(judgeRepair({ fault: 'Self-intersection', areaBeforeM2: 10000, areaAfterM2: 10010.1 }).verdict).toBe(
    'refused',
  );
  expect(judgeRepair({ fault: 'Self-intersection', areaBeforeM2: 10000, areaAfterM2: 0 })).toMatchObject({
    verdict: 'refused',
    reason: { code: 'geometry-zero-area' },
  });
});
