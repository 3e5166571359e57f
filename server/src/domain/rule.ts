import type { Comparator } from './comparison.ts';
import { FILTER_PROPERTIES, type Filter, type FilterProperty, type FilterReading, readFilter } from './filter.ts';

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

type Restriction = {
  readonly scope: RuleScope;
  readonly builtFrom?: number | undefined;
  readonly builtBefore?: number | undefined;
};

/** One comparison within a scope, with any further condition. */
export type ComparisonRule = Restriction & {
  readonly indicator: RuleIndicator;
  readonly comparator: Comparator;
  readonly value: number;
  readonly when?: Filter | undefined;
};

/** A condition that no single comparison says. */
export type ConditionRule = Restriction & { readonly when: Filter };

export type Rule = ComparisonRule | ConditionRule;

/** What a parcel-year must meet for a rule to find it: the comparison, the scope and the further condition together. */
export function rulePredicate(rule: Rule): Filter {
  const { scope, builtFrom, builtBefore, when } = rule;
  const parts: Filter[] = [];
  if ('indicator' in rule) parts.push({ op: rule.comparator, args: [{ property: rule.indicator }, rule.value] });
  if (scope.tier !== undefined) parts.push({ op: '=', args: [{ property: 'tier' }, scope.tier] });
  if (scope.inPark !== undefined) parts.push({ op: '=', args: [{ property: 'inPark' }, scope.inPark] });
  if (scope.rightKind !== undefined) parts.push({ op: '=', args: [{ property: 'right' }, scope.rightKind] });
  if (scope.occupants !== undefined)
    parts.push({ op: scope.occupants === 'one' ? '=' : '>', args: [{ property: 'occupants' }, 1] });
  if (builtFrom !== undefined) parts.push({ op: '>=', args: [{ property: 'builtYear' }, builtFrom] });
  if (builtBefore !== undefined) parts.push({ op: '<', args: [{ property: 'builtYear' }, builtBefore] });
  if (when !== undefined) parts.push(when);
  const [only, another] = parts;
  return only && !another ? only : { op: 'and', args: parts };
}

/** A rule judges, so it cannot ask what has been found. */
const RULE_PROPERTIES = (Object.keys(FILTER_PROPERTIES) as FilterProperty[]).filter(
  (property) => property !== 'findings' && property !== 'pending',
);

/** Reads the condition of a rule, as `readFilter` reads a filter. */
export const readRuleCondition = (json: unknown): FilterReading => readFilter(json, RULE_PROPERTIES);
