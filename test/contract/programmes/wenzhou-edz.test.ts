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

const programme = await programmeById('wenzhou-edz-2021');

describe('wenzhou-edz-2021', () => {
  it('has two lines of tax per mu, one including 10 and one not, and the two-high rules', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 10 10k-yuan-per-mu | enterprise | occupants=one | 三',
      'low-efficiency | taxPerMu10kYuan < 10 10k-yuan-per-mu | land-user | rightKind=state | 三',
      'two-high | energyTce >= 1000 tce | enterprise | built>=2018 | 四.3',
      'two-high | energyTce >= 5000 tce | enterprise | built<2018 | 四.3',
      'survey-scope | firm: class in C/D | enterprise | 三',
      'upgrade-band | taxPerMu10kYuan >= 8 & taxPerMu10kYuan < 10 | enterprise | 五（二）',
      'must-be-above-scale | firm: tier = below-scale & (ownedLandMu >= 10 OR leasedAreaM2 >= 10000) | enterprise | 五（二）',
      'supplied-land-agreement | hasAgreement = true & (taxPerMu10kYuan < 10 OR hasUnapprovedUse = true) | enterprise | 四.3',
    ]);
    expect(programme.ownRules.map(({ finding, clause }) => `${finding} ${clause?.number}`)).toEqual([
      'vacant-floor-area 四.6',
    ]);
    expect(criteriaOf(programme)).toEqual([]);
  });

  it('has its targets', () => {
    expect(targetsOf(programme)).toEqual([
      'land-freed annual 2021-2021 >= 500 mu 二',
      'land-freed cumulative 2021-2023 >= 2500 mu 二',
      'enterprises-eliminated annual 2021-2021 >= 50 enterprises 二',
      'enterprises-eliminated cumulative 2021-2023 >= 300 enterprises 二',
      'enterprises-upgraded annual 2021-2021 >= 100 enterprises 二',
      'enterprises-upgraded cumulative 2021-2023 >= 500 enterprises 二',
      'energy-freed annual 2021-2021 >= 0.48 10k-tce 二',
      'tax-per-mu annual 2021-2021 >= 30 10k-yuan-per-mu 二',
      'tax-per-mu annual 2023-2023 strive 42 10k-yuan-per-mu 二',
      'added-value-per-mu annual 2021-2021 >= 150 10k-yuan-per-mu 二',
      'added-value-per-mu annual 2023-2023 strive 220 10k-yuan-per-mu 二',
      'labour-productivity annual 2021-2021 >= 18 10k-yuan-per-person 二',
      'labour-productivity annual 2023-2023 strive 28 10k-yuan-per-person 二',
      'energy-intensity-fall annual 2021-2021 >= 3 percent 二',
      'energy-intensity-fall cumulative 2021-2023 >= 9 percent 二',
      'manufacturing-investment-growth annual 2021-2021 >= 15 percent 二',
      'manufacturing-investment-growth average 2021-2023 >= 18 percent 二',
      'industrial-investment-share annual 2023-2023 >= 30 percent 二',
      'rd-share annual 2023-2023 about 3.5 percent 二',
    ]);
  });

  it('has its paths and phases', () => {
    expect(pathsOf(programme)).toEqual([
      '创新发展一批: land-upgraded',
      '改造提升一批: land-upgraded',
      '兼并盘活一批: land-revitalised',
      '淘汰关停一批: land-freed',
      '整体腾退: land-freed',
      '搬迁入园: none',
      '退二优二: land-revitalised',
    ]);
    expect(phasesOf(programme)).toEqual([
      '前期排查 2021-08 2021-09',
      '启动试点 2021-09 2021-11',
      '全面整治 2021-12 2023-10',
      '巩固总结 2023-11 2023-12',
    ]);
  });

  it('keeps the figures that the product does not measure', () => {
    expect(furtherTargetsOf(programme)).toEqual([
      'coal-2021 annual 2021-2021 <= 20 万吨 二',
      'net-above-scale-2021 annual 2021-2021 >= 85 家 二',
      'added-value-2023 annual 2023-2023 > 170 亿元 二',
      'high-tech-share-2023 annual 2023-2023 >= 80 % 二',
      'robots-2023 annual 2023-2023 > 2500 台 四.4',
      'robot-density-2023 annual 2023-2023 strive 280 台/万人 四.4',
      'future-factories cumulative 2021-2023 >= 2 家 四.4',
      'smart-factories cumulative 2021-2023 >= 20 家 四.4',
      'green-factories cumulative 2021-2023 >= 20 家 四.4',
      'new-parks-2023 cumulative 2021-2023 >= 2 个 四.5',
      'new-parks-land-2023 cumulative 2021-2023 about 500 亩 四.5',
      'four-star-parks-2023 cumulative 2021-2023 >= 2 个 四.5',
      'village-land-rebuilt-2023 cumulative 2021-2023 about 500 亩 四.5',
    ]);
  });
});
