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

it('counts whole months only', () => {
  expect([
    monthsBetween('2024-10-31', '2025-12-31'),
    monthsBetween('2025-01-15', '2025-02-14'),
    monthsBetween('2025-02-01', '2025-01-01'),
  ]).toEqual([14, 0, 0]);
});
