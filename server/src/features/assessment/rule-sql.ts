import { type SQL, sql } from 'drizzle-orm';
import type { Comparator } from '../../domain/comparison.ts';
import type { ComparisonRule, RuleIndicator } from '../../domain/rule.ts';

/** Columns of the working table `facts f` (with its parcel `p`) that rules compare. */
const COLUMN: Record<RuleIndicator, SQL> = {
  taxPerMu10kYuan: sql`f.tax_per_mu_10k_yuan`,
  energyTce: sql`f.energy_tce`,
  areaMu: sql`(f.counted_mu_hundredths / 100.0)::float8`,
  farRatio: sql`(p.floor_area_m2 / f.counted_area_m2)`,
};

const OPERATOR: Record<Comparator, SQL> = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=`, '=': sql`=` };

/** The SQL of what a rule compares. */
export const indicatorSql = (indicator: RuleIndicator): SQL => COLUMN[indicator];

/** Whether low-efficiency rules leave a parcel open for want of a figure. Where there is no rule, tax per mu is what one would need. */
export function undecidedSql(rules: readonly ComparisonRule[]): SQL {
  if (rules.length === 0) return sql`f.tax_per_mu_10k_yuan IS NULL`;
  const met = rules.map((rule) => sql`(${ruleSql(rule)})`);
  return sql`(${sql.join(met, sql` OR `)}) IS NULL`;
}

/** The condition of a rule, in SQL's own three values: the twin of `meetsRule` in the domain. */
export function ruleSql(rule: ComparisonRule): SQL {
  const { scope } = rule;
  const parts = [sql`${COLUMN[rule.indicator]} ${OPERATOR[rule.comparator]} ${rule.value}::float8`];
  if (scope.tier !== undefined) parts.push(sql`f.is_above_scale = ${scope.tier === 'above-scale'}::boolean`);
  if (scope.inPark !== undefined) parts.push(sql`(f.park_id IS NOT NULL) = ${scope.inPark}::boolean`);
  if (scope.rightKind !== undefined) parts.push(sql`f.right_kind = ${scope.rightKind}`);
  if (scope.occupants !== undefined)
    parts.push(scope.occupants === 'one' ? sql`f.enterprises = 1` : sql`f.enterprises > 1`);
  if (rule.builtFrom !== undefined) parts.push(sql`f.built_year >= ${rule.builtFrom}::int`);
  if (rule.builtBefore !== undefined) parts.push(sql`f.built_year < ${rule.builtBefore}::int`);
  return sql.join(parts, sql` AND `);
}
