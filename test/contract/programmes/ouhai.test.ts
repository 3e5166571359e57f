import { describe, expect, it } from 'vitest';
import {
  criteriaOf,
  furtherTargetsOf,
  milestonesOf,
  pathsOf,
  programmeById,
  rulesOf,
  targetsOf,
} from '../../support/programme-lines.ts';

const programme = await programmeById('ouhai-2021');

describe('ouhai-2021', () => {
  it('has one line at 8 and no two-high figures', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 8 10k-yuan-per-mu | enterprise | 10',
      'survey-scope | firm: (tier = above-scale OR usedLandMu >= 3) | enterprise | 7',
      'survey-scope | taxPerMu10kYuan <= 8 10k-yuan-per-mu | enterprise | 7',
      'housing-eligible | (inPark = true OR class in A/B & areaMu >= 50) | enterprise | 51',
    ]);
    expect(criteriaOf(programme)).toEqual([
      'industrial-land-supply: industrialShareOfSupplyPercent >= 30 (44)',
      'standard-land: standardLandSharePercent = 100 (13)',
      'price-floor: priceShareOfMinimumPercent >= 70 (45)',
      'special-fund: shareOfLandIncomePercent >= 2 (43)',
      'manufacturing-projects: manufacturingShareOfProjects >= 0.3333333333333333 & landedSharePercent >= 50 & firstYearInvestmentSharePercent >= 20 (29)',
    ]);
  });

  it('has its targets', () => {
    expect(targetsOf(programme)).toEqual([
      'land-freed annual 2021-2021 >= 200 mu 4',
      'land-freed cumulative 2021-2023 >= 600 mu 4',
      'enterprises-eliminated annual 2021-2021 >= 50 enterprises 4',
      'enterprises-eliminated cumulative 2021-2023 >= 100 enterprises 4',
      'enterprises-upgraded annual 2021-2021 >= 100 enterprises 4',
      'enterprises-upgraded cumulative 2021-2023 >= 300 enterprises 4',
      'energy-freed annual 2021-2021 >= 0.849 10k-tce 4',
      'energy-freed cumulative 2021-2023 >= 2.1 10k-tce 4',
      'carbon-cut annual 2021-2021 >= 1.47 10k-t-co2 4',
      'carbon-cut cumulative 2021-2023 >= 3.6 10k-t-co2 4',
      'tax-per-mu annual 2021-2021 >= 48.19 10k-yuan-per-mu 1',
      'tax-per-mu annual 2023-2023 >= 53.13 10k-yuan-per-mu 1',
      'added-value-per-mu annual 2021-2021 >= 266.82 10k-yuan-per-mu 1',
      'added-value-per-mu annual 2023-2023 >= 291.36 10k-yuan-per-mu 1',
      'labour-productivity annual 2021-2021 >= 17.61 10k-yuan-per-person 1',
      'labour-productivity annual 2023-2023 >= 19.41 10k-yuan-per-person 1',
      'energy-intensity-fall annual 2021-2021 >= 3 percent 1',
      'energy-intensity-fall cumulative 2021-2023 >= 9 percent 1',
      'manufacturing-investment-growth annual 2021-2021 >= 12 percent 1',
      'manufacturing-investment-growth average 2021-2023 >= 12 percent 1',
      'rd-share annual 2021-2021 >= 2.7 percent 3',
      'rd-share annual 2023-2023 > 2.85 percent 3',
    ]);
  });

  it('has its paths and milestones', () => {
    expect(pathsOf(programme)).toEqual([
      '分类整治提升: land-upgraded',
      '淘汰落后产能: land-freed',
      '清退“两高”项目: land-freed',
      '依法处置闲置土地: none',
      '存量盘活与低效再开发: land-revitalised',
    ]);
    expect(milestonesOf(programme)).toEqual(['2021-11 11', '2021-12 8', '2023-12 10']);
  });

  it('keeps the figures that the product does not measure', () => {
    expect(furtherTargetsOf(programme)).toEqual([
      'major-projects-2021 annual 2021-2021 >= 2 项 5',
      'major-projects-2023 cumulative 2021-2023 >= 5 项 5',
      'projects-over-5bn-2023 cumulative 2021-2023 strive 1 个 5',
      'projects-over-10bn-2023 cumulative 2021-2023 strive 1 个 5',
      'standards-2021 annual 2021-2021 >= 9 项 6',
      'standards-2023 cumulative 2021-2023 >= 18 项 6',
      'brands-2021 annual 2021-2021 >= 8 家 6',
      'brands-2023 cumulative 2021-2023 >= 18 家 6',
      'three-star-parks-2023 cumulative 2021-2023 >= 2 个 16',
      'four-star-parks-2023 cumulative 2021-2023 >= 2 个 16',
      'energy-saving-projects-2023 cumulative 2021-2023 >= 30 项 18',
      'net-above-scale-2021 annual 2021-2021 >= 60 家 24',
      'net-above-scale-2023 cumulative 2021-2023 >= 200 家 24',
    ]);
  });
});
