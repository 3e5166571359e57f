import type { Comparator } from './comparison.ts';
import { FILTER_PROPERTIES, type Filter, type FilterProperty, type FilterReading, readFilterOf } from './filter.ts';

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
export type ComparisonRule<Property extends string = FilterProperty> = Restriction & {
  readonly indicator: RuleIndicator;
  readonly comparator: Comparator;
  readonly value: number;
  readonly when?: Filter<Property> | undefined;
};

/** A condition that no single comparison says. */
export type ConditionRule<Property extends string = FilterProperty> = Restriction & { readonly when: Filter<Property> };

/** Over what is known of a parcel-year unless other properties are named. */
export type Rule<Property extends string = FilterProperty> = ComparisonRule<Property> | ConditionRule<Property>;

/** What a parcel-year must meet for a rule to find it: the comparison, the scope and the further condition together. */
export function rulePredicate<Property extends string = FilterProperty>(
  rule: Rule<Property>,
): Filter<FilterProperty | Property> {
  const { scope, builtFrom, builtBefore, when } = rule;
  const parts: Filter<FilterProperty | Property>[] = [];
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

const { findings: _found, pending: _open, ...JUDGED_PROPERTIES } = FILTER_PROPERTIES;
export type JudgedProperty = keyof typeof JUDGED_PROPERTIES;

/** Reads the further condition of a comparison: of what columns hold, so that another value can be tried over them. */
export const readFurtherCondition = (json: unknown): FilterReading<JudgedProperty> =>
  readFilterOf(JUDGED_PROPERTIES, json);

/**
 * What a rule may ask of a parcel. It judges, so it cannot ask what has been found. The supply and what was agreed with it
 * are facts of the parcel that only the assessment sees.
 */
export const PARCEL_FACTS = {
  ...JUDGED_PROPERTIES,
  suppliedYear: 'number',
  isCompleted: 'boolean',
  hasAgreement: 'boolean',
  hasUnapprovedUse: 'boolean',
} as const;
export type ParcelFact = keyof typeof PARCEL_FACTS;

/** Reads the condition of a rule on parcels, as `readFilter` reads a filter. */
export const readRuleCondition = (json: unknown): FilterReading<ParcelFact> => readFilterOf(PARCEL_FACTS, json);

/**
 * What a rule may ask of an enterprise, whose land is then found: its own class, tier and figures, all its land in the
 * jurisdiction, and how far it uses what it has.
 */
export const ENTERPRISE_FACTS = {
  class: 'text',
  tier: 'text',
  industry: 'text',
  ownedLandMu: 'number',
  usedLandMu: 'number',
  leasedAreaM2: 'number',
  tax10kYuan: 'number',
  revenue10kYuan: 'number',
  energyTce: 'number',
  landUseRatio: 'number',
  capacityUseRatio: 'number',
  energyUseRatio: 'number',
  emissionUseRatio: 'number',
  hasViolation: 'boolean',
} as const;
export type EnterpriseFact = keyof typeof ENTERPRISE_FACTS;

/** The properties that a filter asks, each once, in the order in which it names them. */
export function propertiesOf<Property extends string>(filter: Filter<Property>): Property[] {
  switch (filter.op) {
    case 'and':
    case 'or':
    case 'not':
      return [...new Set(filter.args.flatMap((inner: Filter<Property>) => propertiesOf(inner)))];
    default:
      return [filter.args[0].property];
  }
}
