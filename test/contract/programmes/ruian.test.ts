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

const programme = await programmeById('ruian-2021');

describe('ruian-2021', () => {
  it('finds low efficiency only inside parks', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 10 10k-yuan-per-mu | enterprise | inPark=true | 三（一）2',
      'two-high | energyTce >= 1000 tce | enterprise | built>=2018 | 三（一）3',
      'two-high | energyTce >= 5000 tce | enterprise | built<2018 | 三（一）3',
      'survey-scope | firm: (tier = above-scale OR usedLandMu >= 3) | enterprise | 三（一）1',
      'housing-eligible | (inPark = true OR class in A/B & areaMu >= 50) | enterprise | 四（五）',
    ]);
    expect(criteriaOf(programme)).toEqual([
      'industrial-land-supply: industrialShareOfSupplyPercent >= 30 (四（二）)',
      'standard-land: standardLandSharePercent = 100 (三（一）4)',
      'price-floor: priceShareOfMinimumPercent >= 70 (四（二）)',
      'manufacturing-projects: manufacturingShareOfProjects >= 0.3333333333333333 & landedSharePercent >= 50 & firstYearInvestmentSharePercent >= 20 (三（三）12)',
    ]);
  });

  it('has its targets', () => {
    expect(targetsOf(programme)).toEqual([
      'land-freed cumulative 2021-2023 >= 1000 mu 二',
      'enterprises-eliminated cumulative 2021-2023 >= 200 enterprises 二',
      'enterprises-upgraded cumulative 2021-2023 >= 300 enterprises 二',
      'energy-freed cumulative 2021-2023 >= 3 10k-tce 二',
      'carbon-cut cumulative 2021-2023 >= 6 10k-t-co2 二',
      'tax-per-mu annual 2023-2023 >= 42 10k-yuan-per-mu 二',
      'added-value-per-mu annual 2023-2023 >= 220 10k-yuan-per-mu 二',
      'labour-productivity annual 2023-2023 >= 25 10k-yuan-per-person 二',
      'energy-intensity-fall cumulative 2021-2023 >= 10.4 percent 二',
      'manufacturing-investment-growth average 2021-2023 >= 12 percent 二',
      'industrial-investment-share annual 2023-2023 >= 20 percent 二',
      'rd-share annual 2023-2023 > 2.68 percent 二',
    ]);
  });

  it('has its paths and milestones', () => {
    expect(pathsOf(programme)).toEqual([
      '关停退出: land-freed',
      '整体腾退: land-freed',
      '兼并重组: land-revitalised',
      '搬迁入园: none',
      '改造提升: land-upgraded',
      '园区淘汰注销一批: none',
      '园区转型提升一批: none',
      '园区整合优化一批: none',
      '园区创建打造一批: none',
    ]);
    expect(milestonesOf(programme)).toEqual(['2021-12 三（一）2', '2023-12 三（一）2']);
  });

  it('keeps the figures that the product does not measure', () => {
    expect(furtherTargetsOf(programme)).toEqual([
      'major-projects cumulative 2021-2023 >= 10 项 二',
      'manufacturing-investment cumulative 2021-2023 >= 120 亿元 二',
      'standards cumulative 2021-2023 >= 30 项 二',
      'brands cumulative 2021-2023 >= 18 家 二',
      'three-star-parks cumulative 2021-2023 >= 5..6 个 三（一）5',
      'four-star-parks cumulative 2021-2023 >= 2..3 个 三（一）5',
      'robots cumulative 2021-2023 >= 1000 台 三（四）18',
    ]);
  });
});
