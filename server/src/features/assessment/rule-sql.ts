import { type SQL, sql } from 'drizzle-orm';
import { type FilterColumns, figuresOf, filterSql } from '../../db/parcel-filter.ts';
import { FINDING_KINDS, type FindingKind } from '../../domain/finding.ts';
import { type Rule, type RuleIndicator, rulePredicate } from '../../domain/rule.ts';

/** What rules ask of the working table `facts f`. Nothing has been found there yet, and no rule asks what was. */
const FACT_COLUMNS: FilterColumns = {
  ...figuresOf(sql`f`),
  town: sql`(SELECT t.code FROM towns t WHERE t.id = f.town_id)`,
  park: sql`(SELECT k.name FROM parks k WHERE k.id = f.park_id)`,
  pending: sql`NULL::boolean`,
  findings: sql`NULL::text[]`,
};

/** The SQL of what a rule compares. */
export const indicatorSql = (indicator: RuleIndicator): SQL => FACT_COLUMNS[indicator];

/** The condition of a rule over `facts f`. */
export const ruleSql = (rule: Rule): SQL => filterSql(rulePredicate(rule), FACT_COLUMNS);

type FindingRule = Rule & { readonly finding: FindingKind };

/**
 * The kinds, sorted, that no rule of theirs meets and some rule leaves open for want of a figure. Where there is no
 * low-efficiency rule, tax per mu is what one would need.
 */
export function unknownKindsSql(rules: readonly FindingRule[]): SQL {
  const kinds = [...FINDING_KINDS]
    .sort()
    .map((kind) => sql`CASE WHEN ${isUndecided(kind, rules)} THEN ${kind}::text END`);
  return sql`array_remove(ARRAY[${sql.join(kinds, sql`, `)}], NULL)`;
}

function isUndecided(kind: FindingKind, rules: readonly FindingRule[]): SQL {
  const met = rules.filter((rule) => rule.finding === kind).map((rule) => ruleSql(rule));
  if (met.length > 0) return sql`(${sql.join(met, sql` OR `)}) IS NULL`;
  return kind === 'low-efficiency' ? sql`f.tax_per_mu_10k_yuan IS NULL` : sql`FALSE`;
}
