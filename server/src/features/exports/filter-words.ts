import type { Filter, FilterProperty, Literal } from '../../domain/filter.ts';
import { type FindingKind, POTENTIAL_KINDS } from '../../domain/finding.ts';

/** What the official list calls a kind of finding. */
export const FINDING_NAMES: Record<FindingKind, string> = {
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

const PROPERTY_NAMES: Record<FilterProperty, string> = {
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
};

/** Values that the paper calls otherwise than the filter does. */
const VALUE_NAMES: { readonly [Property in FilterProperty]?: Readonly<Record<string, string>> } = {
  tier: { 'above-scale': '规上', 'below-scale': '规下' },
  right: { state: '国有', collective: '集体', other: '其他' },
  inPark: { true: '是', false: '否' },
  pending: { true: '是', false: '否' },
  findings: FINDING_NAMES,
};

const SIGNS = { '=': '＝', '<>': '≠', '<': '＜', '<=': '≤', '>': '＞', '>=': '≥' } as const;
const POTENTIAL: ReadonlySet<string> = new Set(POTENTIAL_KINDS);

/** A filter in the words of the paper that it is printed on. `townName` gives a town's name by its code. */
export function filterWords(filter: Filter, townName: (code: string) => string): string {
  const words = (inner: Filter): string => filterWords(inner, townName);
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.args
        .map((each) => (each.op === 'and' || each.op === 'or' ? `（${words(each)}）` : words(each)))
        .join(filter.op === 'and' ? '，且' : '，或');
    case 'not':
      return `非（${words(filter.args[0])}）`;
    case 'isNull':
      return `${PROPERTY_NAMES[filter.args[0].property]}无数据`;
    case 'in':
      return comparison(filter.args[0].property, '为', filter.args[1], '、', townName);
    case 'a_contains':
      return comparison('findings', '含', filter.args[1], '、', townName);
    case 'a_overlaps':
      return comparison('findings', '含', filter.args[1], '或', townName);
    default:
      return (
        stateWords(filter.args[0].property, (filter.op === '=') === filter.args[1]) ??
        comparison(filter.args[0].property, SIGNS[filter.op], [filter.args[1]], '', townName)
      );
  }
}

/** A property that is so or is not, in words; undefined for the others. */
function stateWords(property: FilterProperty, isSo: boolean): string | undefined {
  if (property === 'pending') return isSo ? '待核' : '非待核';
  return property === 'inPark' ? (isSo ? '园区内' : '园区外') : undefined;
}

function comparison(
  property: FilterProperty,
  sign: string,
  values: readonly Literal[],
  between: string,
  townName: (code: string) => string,
): string {
  const name = (value: Literal): string => {
    if (property === 'town') return townName(String(value));
    return VALUE_NAMES[property]?.[String(value)] ?? String(value);
  };
  return `${PROPERTY_NAMES[property]}${sign}${values.map(name).join(between)}`;
}

/** Whether a filter lets through only what was found low-efficiency or suspected idle: only such a list may call itself one of found land. */
export function asksForFound(filter: Filter): boolean {
  if (filter.op === 'and') return filter.args.some(asksForFound);
  if (filter.op === 'or') return filter.args.every(asksForFound);
  if (filter.op === 'a_contains') return filter.args[1].some((kind) => POTENTIAL.has(kind));
  return filter.op === 'a_overlaps' && filter.args[1].every((kind) => POTENTIAL.has(kind));
}
