import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { EvaluationMethod, StartingMethods } from '../../server/src/contract/evaluation-method.ts';
import type { Programme } from '../../server/src/contract/programme.ts';
import { readProgrammeFiles } from '../../server/src/features/programmes/programme-files.ts';

const FOLDER = new URL('../../data/programmes/', import.meta.url);
const programmes = await readProgrammeFiles();
const byId = (id: string): Programme => {
  const found = programmes.find((programme) => programme.id === id);
  if (!found) throw new Error(`There is no programme ${id}`);
  return found;
};

const rulesOf = ({ rules }: Programme) =>
  rules.map((rule) => {
    const built = [rule.builtFrom && `built>=${rule.builtFrom}`, rule.builtBefore && `built<${rule.builtBefore}`];
    const { party, ...scope } = rule.scope;
    const parts = [rule.finding, `${rule.indicator} ${rule.comparator} ${rule.value} ${rule.unit}`, party, ...built];
    return [...parts.filter(Boolean), ...Object.entries(scope).map((pair) => pair.join('=')), rule.clause.number].join(
      ' | ',
    );
  });
const targetsOf = ({ targets }: Programme) =>
  targets.map(
    (t) => `${t.measure} ${t.basis} ${t.from}-${t.to} ${t.comparator} ${t.value} ${t.unit} ${t.clause.number}`,
  );
const pathsOf = ({ paths }: Programme) => paths.map((path) => `${path.name}: ${path.countsAs ?? 'none'}`);
const criteriaOf = ({ criteria }: Programme) =>
  criteria.map(({ id, anyOf, clause }) => {
    const alternatives = anyOf.map(({ allOf }) =>
      allOf
        .map((term) => {
          if ('oneOf' in term) return `class in ${term.oneOf.join('/')}`;
          return 'is' in term ? `${term.indicator}=${term.is}` : `${term.indicator} ${term.comparator} ${term.value}`;
        })
        .join(' & '),
    );
    return `${id}: ${alternatives.join(' OR ')} (${clause.number})`;
  });

describe('the five programmes', () => {
  it('are the files that stand there, each exactly as its schema reads it', async () => {
    expect((await readdir(FOLDER)).sort()).toEqual([
      'jindong-2021.json',
      'ouhai-2021.json',
      'ruian-2021.json',
      'wenzhou-edz-2021.json',
      'zhuji-2021.json',
    ]);
    for (const programme of programmes) {
      const raw = JSON.parse(await readFile(new URL(`${programme.id}.json`, FOLDER), 'utf8'));
      expect(programme).toEqual(raw);
    }
  });

  it('say what they are: jurisdiction, status, term, area basis, carbon factor, survey floor', () => {
    const heads = programmes.map((each) => [
      each.id,
      each.jurisdiction,
      each.document.status,
      `${each.document.term.from}-${each.document.term.to}`,
      each.areaBasis.join('>'),
      each.carbonFactorTPerTce,
      each.surveyScope.belowScaleMinMu,
      each.surveyScope.inclusive,
      each.surveyScope.clause.number,
    ]);
    const basis = 'certified>supplied>measured>reported';
    expect(heads).toEqual([
      ['jindong-2021', 'jindong', 'draft', '2021-2023', basis, null, null, null, '二（一）（2）'],
      ['ouhai-2021', 'ouhai', 'not-stated', '2021-2023', basis, 1.714, 3, true, '7'],
      ['ruian-2021', 'ruian', 'adopted', '2021-2023', basis, 2, 3, true, '三（一）1'],
      ['wenzhou-edz-2021', 'wenzhou-edz', 'draft', '2021-2023', basis, null, null, null, '四.1'],
      ['zhuji-2021', 'zhuji', 'draft', '2021-2023', basis, 2, 3, true, '（二）1'],
    ]);
  });

  it('have rule ids that no two of them share, and ids of targets, paths and criteria unique within each', () => {
    const ruleIds = programmes.flatMap((each) => each.rules.map((rule) => rule.id));
    expect(new Set(ruleIds).size).toBe(ruleIds.length);
    for (const each of programmes) {
      for (const list of [each.targets, each.furtherTargets, each.paths, each.criteria]) {
        expect(new Set(list.map((item) => item.id)).size).toBe(list.length);
      }
    }
  });

  it('count only paths that release land as freed, and keep the paraphrase short', () => {
    for (const each of programmes) {
      for (const path of each.paths.filter((one) => one.countsAs === 'land-freed')) {
        expect(path.name).toMatch(/腾退|关停|拆除重建|清退|淘汰/);
      }
      const clauses = [...each.rules, ...each.targets, ...each.furtherTargets, ...each.paths, ...each.criteria].map(
        (item) => item.clause,
      );
      expect(Math.max(...clauses.map((clause) => clause.paraphrase.length))).toBeLessThanOrEqual(50);
    }
  });
});

describe('wenzhou-edz-2021', () => {
  const programme = byId('wenzhou-edz-2021');

  it('has two lines of tax per mu, one including 10 and one not, and the two-high rules', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 10 10k-yuan-per-mu | enterprise | occupants=one | 三',
      'low-efficiency | taxPerMu10kYuan < 10 10k-yuan-per-mu | land-user | rightKind=state | 三',
      'two-high | energyTce >= 1000 tce | enterprise | built>=2018 | 四.3',
      'two-high | energyTce >= 5000 tce | enterprise | built<2018 | 四.3',
    ]);
    expect(programme.vacancyClause?.number).toBe('四.6');
    expect(criteriaOf(programme)).toEqual([
      'in-scope-class: class in D OR class in C (三)',
      'upgrade-band: taxPerMu10kYuan >= 8 & taxPerMu10kYuan < 10 (五（二）)',
      'must-be-above-scale: ownedLandMu >= 10 & isAboveScale=false OR leasedFloorAreaM2 >= 10000 & isAboveScale=false (五（二）)',
      'supplied-land-agreement: taxPerMu10kYuan < 10 (四.3)',
    ]);
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
      'labour-productivity annual 2023-2023 >= 28 10k-yuan-per-person 二',
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
    expect(programme.phases.map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual([
      '前期排查 2021-08 2021-09',
      '启动试点 2021-09 2021-11',
      '全面整治 2021-12 2023-10',
      '巩固总结 2023-11 2023-12',
    ]);
  });
});

describe('ruian-2021', () => {
  const programme = byId('ruian-2021');

  it('finds low efficiency only inside parks', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 10 10k-yuan-per-mu | enterprise | inPark=true | 三（一）2',
      'two-high | energyTce >= 1000 tce | enterprise | built>=2018 | 三（一）3',
      'two-high | energyTce >= 5000 tce | enterprise | built<2018 | 三（一）3',
    ]);
    expect(criteriaOf(programme)).toEqual([
      'survey: isAboveScale=true OR isAboveScale=false & usedLandMu >= 3 (三（一）1)',
      'rental-housing: inPark=true OR inPark=false & class in A/B & landMu >= 50 (四（五）)',
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
    expect(programme.milestones.map(({ by }) => by)).toEqual(['2021-12', '2023-12']);
  });
});

describe('ouhai-2021', () => {
  const programme = byId('ouhai-2021');

  it('has one line at 8 and no two-high figures', () => {
    expect(rulesOf(programme)).toEqual(['low-efficiency | taxPerMu10kYuan <= 8 10k-yuan-per-mu | enterprise | 10']);
    expect(criteriaOf(programme)).toEqual([
      'survey: isAboveScale=true OR isAboveScale=false & usedLandMu >= 3 OR taxPerMu10kYuan <= 8 (7)',
      'rental-housing: inPark=true OR inPark=false & class in A/B & landMu >= 50 (51)',
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
    expect(programme.milestones.map(({ by }) => by)).toEqual(['2021-11', '2021-12', '2023-12']);
  });
});

describe('zhuji-2021', () => {
  const programme = byId('zhuji-2021');

  it('has one line at 5, which includes 5, and the two-high rules', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 5 10k-yuan-per-mu | enterprise | （一）1',
      'two-high | energyTce >= 1000 tce | enterprise | built>=2018 | （二）2',
      'two-high | energyTce >= 5000 tce | enterprise | built<2018 | （二）2',
    ]);
    expect(criteriaOf(programme)).toEqual([
      'survey: isAboveScale=true OR isAboveScale=false & usedLandMu >= 3 (（二）1)',
      'key-survey: taxPerMu10kYuan <= 5 OR hasViolation=true (（一）1)',
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
    expect(programme.phases.map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual([
      '陶朱街道试点 2021-01 2021-12',
      '全市域推广 2022-01 2022-12',
      '全面总结提升 2023-01 2023-12',
    ]);
  });
});

describe('jindong-2021', () => {
  const programme = byId('jindong-2021');

  it('has one line at 3 and no two-high figures', () => {
    expect(rulesOf(programme)).toEqual([
      'low-efficiency | taxPerMu10kYuan <= 3 10k-yuan-per-mu | enterprise | 二（一）（2）',
    ]);
    expect(criteriaOf(programme)).toEqual([
      'far-minimum: isNewSupply=true & farRatio >= 1.5 (二（一）（1）)',
      'must-be-above-scale: ownedLandMu >= 20 & yearsBelowScale >= 3 (二（四）（2）)',
      'capacity-doubling: revenue10kYuan >= 10000 & utilisationPercent >= 80 & class in A/B OR tax10kYuan >= 300 & utilisationPercent >= 80 & class in A/B (二（二）（2）)',
    ]);
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
    expect(programme.milestones.map(({ by }) => by)).toEqual(['2021-12', '2022-12', '2023-12']);
  });
});

describe('further targets', () => {
  it('keep the figures that the product does not measure', () => {
    const lines = programmes.flatMap((each) =>
      each.furtherTargets.map((t) => {
        const value = t.valueTo === undefined ? `${t.value}` : `${t.value}..${t.valueTo}`;
        return `${each.jurisdiction} ${t.id} ${t.basis} ${t.from}-${t.to} ${t.comparator} ${value} ${t.unit}`;
      }),
    );
    expect(lines).toEqual([
      'jindong small-parks cumulative 2021-2023 >= 30 家',
      'jindong small-parks-yearly average 2021-2023 >= 10 家',
      'jindong park-entry-2023 annual 2023-2023 >= 70 %',
      'jindong above-scale-park-entry-2023 annual 2023-2023 >= 80 %',
      'jindong tax-per-mu-growth average 2021-2023 >= 2 %',
      'jindong above-scale-tax-per-mu-growth average 2021-2023 >= 10 %',
      'jindong output-growth average 2021-2023 >= 10 %',
      'jindong emerging-share-2023 annual 2023-2023 >= 40 %',
      'jindong high-tech-share-2023 annual 2023-2023 >= 50 %',
      'jindong hidden-champions cumulative 2021-2023 >= 8 家',
      'jindong traditional-above-scale-2023 annual 2023-2023 >= 300 家',
      'jindong traditional-output-2023 annual 2023-2023 strive 240 亿元',
      'ouhai major-projects-2021 annual 2021-2021 >= 2 项',
      'ouhai major-projects-2023 cumulative 2021-2023 >= 5 项',
      'ouhai standards-2021 annual 2021-2021 >= 9 项',
      'ouhai standards-2023 cumulative 2021-2023 >= 18 项',
      'ouhai brands-2021 annual 2021-2021 >= 8 家',
      'ouhai brands-2023 cumulative 2021-2023 >= 18 家',
      'ouhai three-star-parks-2023 cumulative 2021-2023 >= 2 个',
      'ouhai four-star-parks-2023 cumulative 2021-2023 >= 2 个',
      'ouhai energy-saving-projects-2023 cumulative 2021-2023 >= 30 项',
      'ouhai net-above-scale-2021 annual 2021-2021 >= 60 家',
      'ouhai net-above-scale-2023 cumulative 2021-2023 >= 200 家',
      'ruian major-projects cumulative 2021-2023 >= 10 项',
      'ruian manufacturing-investment cumulative 2021-2023 >= 120 亿元',
      'ruian standards cumulative 2021-2023 >= 30 项',
      'ruian brands cumulative 2021-2023 >= 18 家',
      'ruian three-star-parks cumulative 2021-2023 >= 5..6 个',
      'ruian four-star-parks cumulative 2021-2023 >= 2..3 个',
      'ruian robots cumulative 2021-2023 >= 1000 台',
      'wenzhou-edz coal-2021 annual 2021-2021 <= 20 万吨',
      'wenzhou-edz net-above-scale-2021 annual 2021-2021 >= 85 家',
      'wenzhou-edz added-value-2023 annual 2023-2023 > 170 亿元',
      'wenzhou-edz high-tech-share-2023 annual 2023-2023 >= 80 %',
      'wenzhou-edz robots-2023 cumulative 2021-2023 > 2500 台',
      'wenzhou-edz robot-density-2023 annual 2023-2023 strive 280 台/万人',
      'wenzhou-edz future-factories cumulative 2021-2023 >= 2 家',
      'wenzhou-edz smart-factories cumulative 2021-2023 >= 20 家',
      'wenzhou-edz green-factories cumulative 2021-2023 >= 20 家',
      'wenzhou-edz new-parks-2023 cumulative 2021-2023 >= 2 个',
      'wenzhou-edz new-parks-land-2023 cumulative 2021-2023 about 500 亩',
      'wenzhou-edz four-star-parks-2023 cumulative 2021-2023 >= 2 个',
      'wenzhou-edz village-land-rebuilt-2023 cumulative 2021-2023 about 500 亩',
      'zhuji major-projects cumulative 2021-2023 >= 15 个',
      'zhuji standards cumulative 2021-2023 >= 24 项',
      'zhuji brands cumulative 2021-2023 >= 15 家',
      'zhuji first-sets cumulative 2021-2023 >= 10 项',
      'zhuji first-sets-yearly annual 2021-2023 >= 8 项',
      'zhuji little-giants cumulative 2021-2023 >= 7 家',
      'zhuji small-parks cumulative 2021-2023 >= 8 家',
      'zhuji three-star-parks cumulative 2021-2023 >= 3 家',
      'zhuji digital-parks cumulative 2021-2023 >= 2 个',
      'zhuji demonstration-parks cumulative 2021-2023 >= 5 个',
    ]);
  });
});

describe('the starting methods', () => {
  it('weigh 30/20/20/10/10/10 above scale and 50/50 below, cut at 20/80/95', async () => {
    const raw = JSON.parse(await readFile(new URL('../../data/methods/starting.json', import.meta.url), 'utf8'));
    const { methods } = StartingMethods.parse(raw);
    const weights = Object.entries(methods).map(([tier, method]) => [
      tier,
      method.items.map((item) => item.weight).join('/'),
    ]);
    expect(weights).toEqual([
      ['above-scale', '30/20/20/10/10/10'],
      ['below-scale', '50/50'],
    ]);
    for (const method of Object.values(methods)) {
      expect(method.classes.map((cut) => `${cut.name} ${cut.throughShare}`)).toEqual([
        'A 0.2',
        'B 0.8',
        'C 0.95',
        'D 1',
      ]);
    }
    const broken = { ...methods['above-scale'], items: methods['above-scale'].items.slice(1) };
    expect(EvaluationMethod.safeParse(broken).error?.issues.map((issue) => issue.message)).toEqual([
      'The weights sum to 70; they must sum to 100.',
    ]);
  });
});
