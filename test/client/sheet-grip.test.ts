import { expect, it } from 'vitest';
import { nearestHeight } from '../../client/src/ui/sheet-grip.tsx';

it('lets a sheet rest at the nearest of its three heights', () => {
  const rests = [132, 420, 620];
  expect([100, 270, 280, 519, 521, 900].map((height) => nearestHeight(height, rests))).toEqual([
    'low',
    'low',
    'middle',
    'middle',
    'high',
    'high',
  ]);
});
