import { expect, it } from 'vitest';
import { takenWords } from '../../../client/src/panels/constraints/united-areas.ts';
import { formatFor } from '../../../client/src/text/format.ts';
import { constraints as zh } from '../../../client/src/text/zh/constraints.ts';

const union = {
  areas: 3,
  pieces: 1,
  positions: 12,
  muHundredths: 4025,
  overlapMuHundredths: 0,
  outsideMuHundredths: 0,
};

const boundary = { type: 'MultiPolygon' as const, coordinates: [] };

it.each([
  [{ ...union, areas: 1 }, '已取自“片区.kmz”：1 个面，共 40.25 亩'],
  [union, '已取自“片区.kmz”：3 个面合并为一个边界，共 40.25 亩'],
  [
    { ...union, pieces: 2, overlapMuHundredths: 805, outsideMuHundredths: 1 },
    '已取自“片区.kmz”：3 个面合并为一个边界，共 40.25 亩，重叠的 8.05 亩只计一次，分为互不相连的 2 片，0.01 亩在辖区外',
  ],
])('tells what became of the areas that were taken', (given, told) => {
  expect(takenWords(zh, formatFor('zh'), { ...given, fileName: '片区.kmz', boundary })).toBe(told);
});
