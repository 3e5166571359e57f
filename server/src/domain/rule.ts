import { type Comparator, compare } from './comparison.ts';

/** Indicators of a parcel-year that a programme's rule may compare. */
export const RULE_INDICATORS = ['taxPerMu10kYuan', 'energyTce', 'areaMu', 'farRatio'] as const;
export type RuleIndicator = (typeof RULE_INDICATORS)[number];

/** Where a rule holds. What is absent does not restrict. */
export type RuleScope = {
  readonly tier?: 'above-scale' | 'below-scale' | undefined;
  readonly inPark?: boolean | undefined;
  readonly rightKind?: 'state' | 'collective' | undefined;
  readonly occupants?: 'one' | 'several' | undefined;
};

/** One comparison within a scope: the mechanical part of a programme's rule. */
export type ComparisonRule = {
  readonly indicator: RuleIndicator;
  readonly comparator: Comparator;
  readonly value: number;
  readonly scope: RuleScope;
  readonly builtFrom?: number | undefined;
  readonly builtBefore?: number | undefined;
};

export type RuleFacts = Readonly<Record<RuleIndicator, number | null>> & {
  /** Of the land-right holder */
  readonly tier: 'above-scale' | 'below-scale' | null;
  readonly inPark: boolean;
  readonly rightKind: 'state' | 'collective' | 'other' | null;
  readonly enterprises: number;
  /** Year of completion, else of the start of works */
  readonly builtYear: number | null;
};

const same = <Value>(value: Value | null, wanted: Value): boolean | null => (value === null ? null : value === wanted);

/** Whether a parcel-year meets the rule, in three values: false where one part is false, else unknown where one is unknown. */
export function meetsRule(rule: ComparisonRule, facts: RuleFacts): boolean | null {
  const { scope } = rule;
  const parts: (boolean | null)[] = [compare(facts[rule.indicator], rule.comparator, rule.value)];
  if (scope.tier !== undefined) parts.push(same(facts.tier, scope.tier));
  if (scope.inPark !== undefined) parts.push(facts.inPark === scope.inPark);
  if (scope.rightKind !== undefined) parts.push(same<string>(facts.rightKind, scope.rightKind));
  if (scope.occupants !== undefined)
    parts.push(scope.occupants === 'one' ? facts.enterprises === 1 : facts.enterprises > 1);
  if (rule.builtFrom !== undefined) parts.push(compare(facts.builtYear, '>=', rule.builtFrom));
  if (rule.builtBefore !== undefined) parts.push(compare(facts.builtYear, '<', rule.builtBefore));
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}
