import { expect, it } from 'vitest';
import { monthsBetween, observedWords } from '../../client/src/panels/parcel/finding-words.ts';
import { formatFor } from '../../client/src/text/format.ts';
import { zh } from '../../client/src/text/zh.ts';

const words = { text: zh, format: formatFor('zh') };
type Finding = Parameters<typeof observedWords>[0];
const found = (kind: Finding['kind'], observed: Finding['observed']): string =>
  observedWords(
    {
      kind,
      ruleId: 'r',
      year: 2025,
      programmeId: null,
      clause: { document: 'd', number: '1', paraphrase: 'p' },
      observed,
    },
    words,
  );

it('says the values that made a finding', () => {
  expect([
    found('low-efficiency', { taxPerMu10kYuan: 4.7, comparator: '<=', threshold: 5, unit: '10k-yuan-per-mu' }),
    found('low-efficiency', { taxPerMu10kYuan: -4.04, comparator: '<', threshold: 7.5, unit: '10k-yuan-per-mu' }),
    found('two-high', { energyTce: 1803.4, comparator: '>=', threshold: 1000, unit: 'tce' }),
    found('suspected-idle', { condition: 'not-started', agreedStartOn: '2020-11-10', asOf: '2025-12-31' }),
    found('suspected-idle', {
      condition: 'stopped',
      stoppedOn: '2024-10-31',
      asOf: '2025-12-31',
      developedShare: 0.21,
      investedShare: null,
    }),
    found('vacant-floor-area', { vacantFloorAreaM2: 6312, floorAreaM2: 9787 }),
    found('area-conflict', {
      countedAreaM2: 10_000,
      certifiedAreaM2: 10_000,
      measuredAreaM2: 10_310,
      suppliedAreaM2: null,
      reportedAreaM2: 9900,
    }),
  ]).toEqual([
    '亩均税收 4.70 ≤ 5 万元/亩',
    '亩均税收 −4.04 ＜ 7.50 万元/亩',
    '综合能耗 1,803 ≥ 1,000 吨标煤',
    '约定 2020年11月10日 动工，满一年未动工',
    '已停工 14 个月，已建 21%',
    '空置 6,312 m²，占建筑面积 64.5%',
    '图上面积与采用面积相差 3.1%',
  ]);
});

it('says each condition of a rule that is kept, with its bounds, and whose the values are', () => {
  expect([
    found('upgrade-band', { taxPerMu10kYuan: 9.9999, 'taxPerMu10kYuan >=': 8, 'taxPerMu10kYuan <': 10 }),
    found('must-be-above-scale', {
      enterprise: '甲厂',
      enterprises: 3,
      tier: 'below-scale',
      ownedLandMu: 24.5,
      'ownedLandMu >=': 20,
      yearsBelowScale: 4,
      'yearsBelowScale >=': 3,
    }),
    found('must-be-above-scale', {
      enterprise: '乙厂',
      enterprises: 1,
      tier: 'below-scale',
      ownedLandMu: 0,
      'ownedLandMu >=': 10,
      leasedAreaM2: 10_000,
      'leasedAreaM2 >=': 10_000,
    }),
    found('low-far', {
      suppliedYear: 2021,
      'suppliedYear >=': 2021,
      isCompleted: true,
      farRatio: 1.49985,
      'farRatio <': 1.5,
    }),
    found('housing-eligible', {
      inPark: false,
      class: 'A',
      'class in': 'A B',
      areaMu: 50,
      'areaMu >=': 50,
      methodVersion: 2,
    }),
    found('housing-eligible', {
      inPark: true,
      class: 'C',
      'class in': 'A B',
      areaMu: 12,
      'areaMu >=': 50,
      methodVersion: 2,
    }),
    found('supplied-land-agreement', {
      hasAgreement: true,
      taxPerMu10kYuan: 12,
      'taxPerMu10kYuan <': 10,
      hasUnapprovedUse: true,
    }),
    found('capacity-doubling', {
      enterprise: '丙厂',
      enterprises: 1,
      tax10kYuan: 300,
      'tax10kYuan >=': 300,
      revenue10kYuan: 1,
      'revenue10kYuan >=': 10_000,
      energyUseRatio: 0.8,
      'energyUseRatio >=': 0.8,
      class: 'B',
      methodVersion: 1,
    }),
    found('survey-scope', { taxPerMu10kYuan: 5, comparator: '<=', threshold: 5, unit: '10k-yuan-per-mu' }),
    found('survey-scope', { enterprise: '丁厂', enterprises: 1, hasViolation: true }),
  ]).toEqual([
    '亩均税收 9.9999 ≥ 8、＜ 10 万元/亩',
    '甲厂等（另有 2 家），规下，自有用地 24.50 ≥ 20 亩，连续规下 4 ≥ 3 年',
    '乙厂，规下，承租面积 10,000 ≥ 10,000 m²',
    '供地年份 2021 ≥ 2021，已竣工，容积率 1.4999 ＜ 1.5',
    '评价 A 类，面积 50.00 ≥ 50 亩，评价办法第 2 版',
    '园区内',
    '签有产业监管合同或投资监管协议，擅自改变土地用途',
    '丙厂，税收 300 ≥ 300 万元，能耗指标利用率 80% ≥ 80%，评价 B 类，评价办法第 1 版',
    '亩均税收 5.00 ≤ 5 万元/亩',
    '丁厂，有未整改的违法违规',
  ]);
});

it('says how far a project came, and what is missing for what', () => {
  const project = { project: '技改项目', signedOn: '2023-02-01', asOf: '2025-12-31' };
  expect([
    found('unfinished-project', { ...project, stage: 'signed', since: '2023-02-01' }),
    found('unfinished-project', { ...project, stage: 'above-scale', since: '2025-03-01', agreedOutput10kYuan: 8000 }),
    found('missing-data', { missing: 'builtYear energyTce', undecided: 'two-high' }),
  ]).toEqual([
    '技改项目，签约未开工，自 2023年2月1日 起',
    '技改项目，上规未达产，自 2025年3月1日 起，约定产值 8,000 万元',
    '缺建成年份、综合能耗，无法判定两高企业',
  ]);
});

it('counts whole months only', () => {
  expect([
    monthsBetween('2024-10-31', '2025-12-31'),
    monthsBetween('2025-01-15', '2025-02-14'),
    monthsBetween('2025-02-01', '2025-01-01'),
  ]).toEqual([14, 0, 0]);
});
