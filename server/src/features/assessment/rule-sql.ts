import { type SQL, sql } from 'drizzle-orm';
import type { Comparator } from '../../domain/comparison.ts';
import { FINDING_KINDS, type FindingKind } from '../../domain/finding.ts';
import type { ComparisonRule, RuleIndicator } from '../../domain/rule.ts';

/** Columns of the working table `facts f` that rules compare. */
const COLUMN: Record<RuleIndicator, SQL> = {
  taxPerMu10kYuan: sql`f.tax_per_mu_10k_yuan`,
  energyTce: sql`f.energy_tce`,
  areaMu: sql`(f.counted_mu_hundredths / 100.0)::float8`,
  farRatio: sql`f.far_ratio`,
};

const OPERATOR: Record<Comparator, SQL> = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=`, '=': sql`=` };

/** The SQL of what a rule compares. */
export const indicatorSql = (indicator: RuleIndicator): SQL => COLUMN[indicator];

type FindingRule = ComparisonRule & { readonly finding: FindingKind };

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
  const met = rules.filter((rule) => rule.finding === kind).map((rule) => sql`(${ruleSql(rule)})`);
  if (met.length > 0) return sql`(${sql.join(met, sql` OR `)}) IS NULL`;
  return kind === 'low-efficiency' ? sql`f.tax_per_mu_10k_yuan IS NULL` : sql`FALSE`;
}

/** The condition of a rule, in SQL's own three values: the twin of `meetsRule` in the domain. */
export function ruleSql(rule: ComparisonRule): SQL {
  const { scope } = rule;
  const parts = [sql`${COLUMN[rule.indicator]} ${OPERATOR[rule.comparator]} ${rule.value}::float8`];
  if (scope.tier !== undefined) parts.push(sql`f.tier = ${scope.tier}`);
  if (scope.inPark !== undefined) parts.push(sql`(f.park_id IS NOT NULL) = ${scope.inPark}::boolean`);
  if (scope.rightKind !== undefined) parts.push(sql`f.right_kind = ${scope.rightKind}`);
  if (scope.occupants !== undefined)
    parts.push(scope.occupants === 'one' ? sql`f.enterprises = 1` : sql`f.enterprises > 1`);
  if (rule.builtFrom !== undefined) parts.push(sql`f.built_year >= ${rule.builtFrom}::int`);
  if (rule.builtBefore !== undefined) parts.push(sql`f.built_year < ${rule.builtBefore}::int`);
  return sql.join(parts, sql` AND `);
}
