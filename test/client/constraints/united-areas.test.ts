import { expect, it } from 'vitest';
import { unionWords } from '../../../client/src/panels/constraints/united-areas.ts';
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

it.each([
  [union, '3 个面合并为一个边界，共 40.25 亩'],
  [
    { ...union, pieces: 2, overlapMuHundredths: 805, outsideMuHundredths: 1 },
    '3 个面合并为一个边界，共 40.25 亩，重叠的 8.05 亩只计一次，分为互不相连的 2 片，0.01 亩在辖区外',
  ],
])('tells what became of several areas', (given, told) => {
  expect(unionWords(zh, formatFor('zh'), given)).toBe(told);
});
