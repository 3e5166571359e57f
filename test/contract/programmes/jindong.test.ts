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

const programme = await programmeById('jindong-2021');

describe('jindong-2021', () => {
  it('has one line at 3 and no two-high figures', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 3 10k-yuan-per-mu | enterprise | 二（一）（2）',
      'low-far | suppliedYear >= 2021 & isCompleted = true & farRatio < 1.5 | land-user | 二（一）（1）',
      'must-be-above-scale | firm: tier = below-scale & ownedLandMu >= 20 & below scale 3 years | enterprise | 二（四）（2）',
      'capacity-doubling | firm: (revenue10kYuan >= 10000 OR tax10kYuan >= 300) & landUseRatio >= 0.8 & capacityUseRatio >= 0.8 & energyUseRatio >= 0.8 & emissionUseRatio >= 0.8 & class in A/B | enterprise | 二（二）（2）',
      'high-tax-little-land | firm: tax10kYuan >= 300 & ownedLandMu <= 5 | enterprise | values ours | 二（一）（4）',
      'unfinished-project | projects of 3 years | enterprise | 二（二）（2）',
    ]);
    expect(criteriaOf(programme)).toEqual([]);
  });

  it('keeps revitalised and upgraded land apart, and has no freed land', () => {
    expect(targetsOf(programme)).toEqual([
      'land-revitalised cumulative 2021-2023 >= 6000 mu 二（一）（2）',
      'land-revitalised average 2021-2023 >= 2000 mu 二（一）（2）',
      'land-upgraded average 2021-2023 >= 4000 mu 二（四）（2）',
      'enterprises-upgraded average 2021-2023 >= 315 enterprises 二（四）（2）',
      'enterprises-upgraded average 2021-2023 >= 100 enterprises 二（二）',
      'enterprises-eliminated average 2021-2023 >= 8 enterprises 二（二）',
      'standard-factories-built cumulative 2021-2023 >= 150 10k-m2 二（一）（2）',
      'standard-factories-built average 2021-2023 >= 50 10k-m2 二（一）（2）',
      'old-factories-rebuilt cumulative 2021-2023 >= 150 10k-m2 二（一）（2）',
      'old-factories-rebuilt average 2021-2023 >= 50 10k-m2 二（一）（2）',
      'energy-intensity-fall average 2021-2023 >= 5 percent 一',
      'rd-share annual 2023-2023 >= 3 percent 一',
    ]);
    expect(pathsOf(programme)).toEqual([
      '收回一批: land-revitalised',
      '改造一批: land-upgraded',
      '转让一批: land-revitalised',
      '连片开发：原址整治提升: land-upgraded',
      '连片开发：收回后改变用途再出让: land-revitalised',
      '连片开发：收回复垦: land-revitalised',
      '政策倒逼: none',
    ]);
    expect(milestonesOf(programme)).toEqual(['2021-12 一', '2022-12 一', '2023-12 一']);
  });

  it('keeps the figures that the product does not measure', () => {
    expect(furtherTargetsOf(programme)).toEqual([
      'small-parks cumulative 2021-2023 >= 30 家 二（一）（3）',
      'small-parks-yearly average 2021-2023 >= 10 家 二（一）（3）',
      'park-entry-2023 annual 2023-2023 >= 70 % 一',
      'above-scale-park-entry-2023 annual 2023-2023 >= 80 % 一',
      'tax-per-mu-growth average 2021-2023 >= 2 % 二（四）（2）',
      'above-scale-tax-per-mu-growth average 2021-2023 >= 10 % 二（四）（2）',
      'output-growth average 2021-2023 >= 10 % 一',
      'emerging-share-2023 annual 2023-2023 >= 40 % 一',
      'high-tech-share-2023 annual 2023-2023 >= 50 % 一',
      'hidden-champions cumulative 2021-2023 >= 8 家 一',
      'traditional-above-scale-2023 annual 2023-2023 >= 300 家 二（二）',
      'traditional-output-2023 annual 2023-2023 strive 240 亿元 二（二）',
    ]);
  });
});
