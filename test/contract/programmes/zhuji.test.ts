import { describe, expect, it } from 'vitest';
import {
  criteriaOf,
  furtherTargetsOf,
  pathsOf,
  phasesOf,
  programmeById,
  rulesOf,
  targetsOf,
} from '../../support/programme-lines.ts';

const programme = await programmeById('zhuji-2021');

describe('zhuji-2021', () => {
  it('has one line at 5, which includes 5, and the two-high rules', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 5 10k-yuan-per-mu | enterprise | （一）1',
      'two-high | energyTce >= 1000 tce | enterprise | built>=2018 | （二）2',
      'two-high | energyTce >= 5000 tce | enterprise | built<2018 | （二）2',
      'survey-scope | firm: (tier = above-scale OR usedLandMu >= 3) | enterprise | （二）1',
      'survey-scope | taxPerMu10kYuan <= 5 10k-yuan-per-mu | enterprise | （一）1',
      'survey-scope | firm: hasViolation = true | enterprise | （一）1',
    ]);
    expect(criteriaOf(programme)).toEqual([
      'industrial-land-supply: industrialShareOfSupplyPercent >= 30 (四（二）)',
      'standard-land: standardLandSharePercent = 100 (（一）4)',
      'special-fund: shareOfLandIncomePercent >= 0.5 (四（一）)',
      'revolving-fund: revolvingFund100mYuan >= 1 (四（一）)',
      'manufacturing-loans: manufacturingLoanSharePercent >= 20 (四（三）)',
    ]);
  });

  it('has its targets, the land without a hard line', () => {
    expect(targetsOf(programme)).toEqual([
      'land-freed cumulative 2021-2023 about 10000 mu 二；指标表1',
      'enterprises-eliminated cumulative 2021-2023 >= 100 enterprises 二；指标表4',
      'enterprises-upgraded cumulative 2021-2023 >= 180 enterprises 二；指标表5',
      'energy-freed cumulative 2021-2023 >= 8 10k-tce 二；指标表6',
      'carbon-cut cumulative 2021-2023 >= 16 10k-t-co2 二；指标表7',
      'tax-per-mu annual 2023-2023 >= 30 10k-yuan-per-mu 二；指标表2',
      'added-value-per-mu annual 2023-2023 >= 130 10k-yuan-per-mu 二；指标表3',
      'labour-productivity annual 2023-2023 >= 33 10k-yuan-per-person 二',
      'energy-intensity-fall cumulative 2021-2023 >= 10 percent 二；指标表8',
      'manufacturing-investment-growth average 2021-2023 >= 12 percent 二；指标表12',
      'rd-share annual 2023-2023 >= 3 percent 二；指标表9',
    ]);
  });

  it('has its paths and phases', () => {
    expect(pathsOf(programme)).toEqual([
      '整治提升一批: land-upgraded',
      '拆除重建一批: land-freed',
      '功能转型一批: land-revitalised',
      '关停退出一批: land-freed',
      '兼并重组: land-revitalised',
      '整体腾退: land-freed',
      '搬迁入园: none',
      '改造提升: land-upgraded',
    ]);
    expect(phasesOf(programme)).toEqual([
      '陶朱街道试点 2021-01 2021-12',
      '全市域推广 2022-01 2022-12',
      '全面总结提升 2023-01 2023-12',
    ]);
  });

  it('keeps the figures that the product does not measure', () => {
    expect(furtherTargetsOf(programme)).toEqual([
      'major-projects cumulative 2021-2023 >= 15 个 二；指标表11',
      'standards cumulative 2021-2023 >= 24 项 二；指标表13',
      'brands cumulative 2021-2023 >= 15 家 二；指标表14',
      'first-sets cumulative 2021-2023 >= 10 项 二',
      'first-sets-yearly annual 2021-2023 >= 8 项 指标表15；（三）1',
      'little-giants cumulative 2021-2023 >= 7 家 指标表10',
      'small-parks cumulative 2021-2023 >= 8 家 （一）5',
      'three-star-parks cumulative 2021-2023 >= 3 家 （一）5',
      'digital-parks cumulative 2021-2023 >= 2 个 （一）5',
      'demonstration-parks cumulative 2021-2023 >= 5 个 （一）5',
    ]);
  });
});
