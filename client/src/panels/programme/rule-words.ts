import type { ProgrammeRule, Target } from '@yima-guandi/server/contract';
import type { Text } from '../../text/zh.ts';
import { conditionWords } from './condition-words.ts';

/** A rule as it is printed: indicator, comparator, value, unit; or its condition in words. */
export function ruleWords(text: Text, rule: ProgrammeRule): string {
  const { programme } = text;
  if ('projectsOfYears' in rule) return programme.projectsOfYears(rule.projectsOfYears);
  if ('whenEnterprise' in rule) {
    const years = rule.belowScaleYears;
    const condition = conditionWords(text, rule.whenEnterprise);
    return years === undefined ? condition : [condition, programme.belowScaleYears(years)].join(programme.and);
  }
  if (!('indicator' in rule)) return conditionWords(text, rule.when);
  const unit = programme.ruleUnit[rule.unit];
  const comparison = [
    programme.indicator[rule.indicator],
    programme.comparator[rule.comparator],
    rule.value.toLocaleString('en-US'),
    unit,
  ]
    .filter((part) => part !== '')
    .join(' ');
  if (rule.when === undefined) return comparison;
  const further = conditionWords(text, rule.when);
  return [comparison, rule.when.op === 'or' ? programme.bracketed(further) : further].join(programme.and);
}

/** Whether the value of a rule itself counts; a condition says so by its signs. */
export const inclusiveWords = ({ programme }: Text, rule: ProgrammeRule): string =>
  'indicator' in rule ? programme.inclusive[rule.comparator] : '';

/** What stands beside a rule: that it is switched off, how an open point was decided, that its numbers are ours, what it grants. */
export function ruleNotes({ programme }: Text, { isOn, reading, valuesAreOurs, grants }: ProgrammeRule): string[] {
  return [
    ...(isOn === false ? [programme.switchedOff] : []),
    ...(valuesAreOurs ? [programme.valuesAreOurs] : []),
    ...(reading === undefined ? [] : [programme.reading(reading)]),
    ...(grants === undefined ? [] : [programme.grants(grants)]),
  ];
}

/** Whom and what a rule speaks of; empty: all land. */
export function ruleScope({ programme }: Text, rule: ProgrammeRule): string[] {
  const party = rule.scope.party === 'land-user' ? [programme.party['land-user']] : [];
  if ('whenEnterprise' in rule || 'projectsOfYears' in rule) return party;
  const { scope, builtFrom, builtBefore } = rule;
  return [
    ...(scope.tier ? [programme.tier[scope.tier]] : []),
    ...(scope.inPark === undefined ? [] : [scope.inPark ? programme.inPark : programme.outsidePark]),
    ...(scope.rightKind ? [programme.rightKind[scope.rightKind]] : []),
    ...(scope.occupants ? [programme.occupants[scope.occupants]] : []),
    ...party,
    ...(builtFrom !== undefined ? [programme.builtFrom(builtFrom)] : []),
    ...(builtBefore !== undefined ? [programme.builtBefore(builtBefore)] : []),
  ];
}

/** A target as it is printed: 左右 as ≈, 力争 in words, the unit once. */
export function targetWords(text: Text, target: Pick<Target, 'comparator' | 'value' | 'unit'>): string {
  const unit = text.programme.targetUnit[target.unit];
  const value = `${target.value.toLocaleString('en-US')}${unit === '%' ? unit : ` ${unit}`}`;
  return text.programme.targetValue[target.comparator](value);
}

type Group = keyof Text['programme']['measureGroup'];
const GROUP_OF: Record<Target['measure'], Group> = {
  'land-freed': 'land',
  'land-revitalised': 'land',
  'land-upgraded': 'land',
  'enterprises-eliminated': 'enterprises',
  'enterprises-upgraded': 'enterprises',
  'energy-freed': 'energy',
  'carbon-cut': 'energy',
  'energy-intensity-fall': 'energy',
  'tax-per-mu': 'yield',
  'added-value-per-mu': 'yield',
  'labour-productivity': 'yield',
  'rd-share': 'yield',
  'manufacturing-investment-growth': 'building',
  'industrial-investment-share': 'building',
  'standard-factories-built': 'building',
  'old-factories-rebuilt': 'building',
};
const GROUPS: readonly Group[] = ['land', 'enterprises', 'energy', 'yield', 'building'];

/** Targets that speak of like things side by side; groups without a target are left out. */
export function groupTargets(targets: readonly Target[]): { readonly group: Group; readonly targets: Target[] }[] {
  return GROUPS.map((group) => ({
    group,
    targets: targets.filter(({ measure }) => GROUP_OF[measure] === group),
  })).filter((each) => each.targets.length > 0);
}
