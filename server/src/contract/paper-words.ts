import type { Tier } from '../domain/evaluation.ts';
import type { FilterWords } from '../domain/filter-words.ts';
import type { FindingKind } from '../domain/finding.ts';

/** What the official list calls a kind of finding. */
export const FINDING_NAMES: Readonly<Record<FindingKind, string>> = {
  'low-efficiency': '低效用地',
  'suspected-idle': '疑似闲置',
  'upgrade-band': '提升区间',
  'must-be-above-scale': '应上规未上规',
  'two-high': '两高企业',
  'vacant-floor-area': '空置厂房',
  'unfinished-project': '五未项目',
  'low-far': '容积率偏低',
  'supplied-land-agreement': '供地协议追责',
  'survey-scope': '排查范围',
  'capacity-doubling': '产能倍增候选',
  'high-tax-little-land': '高税少地',
  'housing-eligible': '可配租赁住房',
  'area-conflict': '面积冲突',
  overlap: '图形重叠',
  'missing-data': '数据缺失',
};

/** What the tiers are called. */
export const TIER_NAMES: Readonly<Record<Tier, string>> = { 'above-scale': '规上', 'below-scale': '规下' };

/** A filter in the words of the paper that it is printed on. The Chinese screen says the same. */
export const PAPER_WORDS: FilterWords = {
  properties: {
    class: '评价等级',
    town: '镇街',
    park: '园区',
    industry: '行业大类',
    tier: '规模',
    right: '权属性质',
    inPark: '园区内',
    areaMu: '面积（亩）',
    taxPerMu10kYuan: '亩均税收（万元/亩）',
    tax10kYuan: '税收（万元）',
    addedValue10kYuan: '工业增加值（万元）',
    energyTce: '能耗（吨标煤）',
    employees: '职工人数',
    farRatio: '容积率',
    builtYear: '建成年份',
    occupants: '用地企业数',
    pending: '待核',
    findings: '认定结果',
  },
  values: {
    tier: TIER_NAMES,
    right: { state: '国有', collective: '集体', other: '其他' },
    inPark: { true: '是', false: '否' },
    pending: { true: '是', false: '否' },
    findings: FINDING_NAMES,
  },
  states: { pending: ['待核', '非待核'], inPark: ['园区内', '园区外'] },
  signs: { '=': '＝', '<>': '≠', '<': '＜', '<=': '≤', '>': '＞', '>=': '≥' },
  lists: { in: ['为', '、'], a_contains: ['含', '、'], a_overlaps: ['含', '或'] },
  and: '，且',
  or: '，或',
  not: (words) => `非（${words}）`,
  bracketed: (words) => `（${words}）`,
  unknown: (property) => `${property}无数据`,
};
