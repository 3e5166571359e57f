import { expect, it } from 'vitest';
import { targetOfYear } from '../../client/src/panels/map/target-of-year.ts';
import { barScale } from '../../client/src/ui/target-bar.tsx';

const clause = { document: 'd', number: '1', paraphrase: 'p' };
const target = (id: string, measure: string, basis: 'annual' | 'cumulative' | 'average', from: number, to: number) => ({
  id,
  measure,
  basis,
  from,
  to,
  comparator: '>=' as const,
  muHundredths: 50_000,
  clause,
});

it('takes the target that the year falls under: freed before other verbs, a year before a period', () => {
  const targets = [
    target('period', 'land-freed', 'cumulative', 2021, 2023),
    target('upgraded', 'land-upgraded', 'annual', 2021, 2023),
    target('year', 'land-freed', 'annual', 2022, 2022),
  ];
  expect([2021, 2022, 2025].map((year) => targetOfYear(targets, year)?.id)).toEqual(['period', 'year', 'year']);
  expect(targetOfYear([], 2022)).toBeNull();
});

it('leaves room beyond the target and cuts what does not fit', () => {
  const stages = (potential: number) => ({ done: 0, doing: 0, planned: 0, potential });
  expect(barScale(stages(300), 500)).toEqual({ end: 550, isCut: false });
  expect(barScale(stages(5078), 500)).toEqual({ end: 800, isCut: true });
  expect(barScale({ done: 900, doing: 100, planned: 0, potential: 50 }, 500)).toEqual({ end: 1000, isCut: true });
  expect(barScale(stages(300), null)).toEqual({ end: 300, isCut: false });
});
