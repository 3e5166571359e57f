import type { ProgrammeRule } from '@yima-guandi/server/contract';
import type { Text } from '../../text/zh.ts';

/** A rule as it is printed: indicator, comparator, value, unit. */
export function ruleWords(text: Text, rule: ProgrammeRule): string {
  const { programme } = text;
  const unit = programme.ruleUnit[rule.unit];
  return [
    programme.indicator[rule.indicator],
    programme.comparator[rule.comparator],
    rule.value.toLocaleString('en-US'),
    unit,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Whether the value itself counts, and what the rule speaks of. */
export function ruleNotes(text: Text, rule: ProgrammeRule): string[] {
  return [text.programme.inclusive[rule.comparator], ...ruleScope(text, rule)];
}

/** Whom and what a rule speaks of; empty: all land. */
export function ruleScope({ programme }: Text, { scope, builtFrom, builtBefore }: ProgrammeRule): string[] {
  return [
    ...(scope.tier ? [programme.tier[scope.tier]] : []),
    ...(scope.inPark ? [programme.inPark] : []),
    ...(scope.party === 'land-user' ? [programme.party['land-user']] : []),
    ...(builtFrom !== undefined ? [programme.builtFrom(builtFrom)] : []),
    ...(builtBefore !== undefined ? [programme.builtBefore(builtBefore)] : []),
  ];
}
