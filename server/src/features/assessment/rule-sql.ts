import { type SQL, sql } from 'drizzle-orm';
import type { ParcelRule } from '../../contract/programme.ts';
import { figuresOf, filterSql } from '../../db/parcel-filter.ts';
import { COMPARATORS } from '../../domain/comparison.ts';
import type { Filter, FilterProperty } from '../../domain/filter.ts';
import type { EnterpriseFact, ParcelFact } from '../../domain/rule.ts';
import { PARCEL_FACTS, propertiesOf, rulePredicate } from '../../domain/rule.ts';

export type Columns<Property extends string> = Readonly<Record<Property, SQL>>;

/** What rules ask of the working table `facts f`, and of its parcel `p` where they ask of the supply. */
const factColumns = (asOf: string): Columns<ParcelFact> => ({
  ...figuresOf(sql`f`),
  town: sql`(SELECT t.code FROM towns t WHERE t.id = f.town_id)`,
  park: sql`(SELECT k.name FROM parks k WHERE k.id = f.park_id)`,
  suppliedYear: sql`EXTRACT(year FROM p.supplied_on)::float8`,
  isCompleted: sql`COALESCE(p.completed_on <= ${asOf}::date, FALSE)`,
  hasAgreement: sql`(p.agreement <> 'none')`,
  hasUnapprovedUse: sql`COALESCE(p.has_unapproved_use, FALSE)`,
});
const OF_SUPPLY: readonly ParcelFact[] = ['suppliedYear', 'isCompleted', 'hasAgreement', 'hasUnapprovedUse'];

/** What rules ask of the working table `firms e`. */
export const FIRM_COLUMNS: Columns<EnterpriseFact> = {
  class: sql`e.class`,
  tier: sql`e.tier`,
  industry: sql`e.industry_division`,
  ownedLandMu: sql`e.owned_mu`,
  usedLandMu: sql`e.used_mu`,
  leasedAreaM2: sql`e.leased_m2`,
  tax10kYuan: sql`e.tax_10k_yuan`,
  revenue10kYuan: sql`e.revenue_10k_yuan`,
  energyTce: sql`e.energy_tce`,
  landUseRatio: sql`e.land_use_ratio`,
  capacityUseRatio: sql`e.capacity_use_ratio`,
  energyUseRatio: sql`e.energy_use_ratio`,
  emissionUseRatio: sql`e.emission_use_ratio`,
  hasViolation: sql`e.has_violation`,
};

/** A rule on parcels as SQL: what it reads, what it asks, whether it is met. */
export type JudgedInSql = {
  readonly from: SQL;
  readonly predicate: SQL;
  readonly properties: readonly string[];
  readonly columns: Readonly<Record<string, SQL>>;
};

/** A rule on parcels as a condition over `facts f` in SQL's own three values. */
export function parcelRuleSql(rule: ParcelRule, asOf: string): JudgedInSql {
  const filter = rulePredicate<ParcelFact>(rule);
  const properties = propertiesOf(filter).filter(isParcelFact);
  const columns = factColumns(asOf);
  const asksSupply = properties.some((property) => OF_SUPPLY.includes(property));
  return {
    from: asksSupply ? sql`facts f JOIN parcels p ON p.id = f.parcel_id` : sql`facts f`,
    predicate: filterSql(filter, { ...columns, findings: sql`NULL::text[]`, pending: sql`NULL::boolean` }),
    properties,
    columns,
  };
}

const isParcelFact = (property: ParcelFact | FilterProperty): property is ParcelFact =>
  Object.hasOwn(PARCEL_FACTS, property);

/** The values that a rule asks, under their names; what is not known is left out. */
export function valuesSql({ properties, columns }: Pick<JudgedInSql, 'properties' | 'columns'>): SQL {
  const pairs = properties.flatMap((property) => {
    const column = columns[property];
    return column === undefined ? [] : [sql`${property}::text, ${column}`];
  });
  return sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs, sql`, `)}))`;
}

/** The names of the properties that are not known, with blanks between. */
export function missingSql({ properties, columns }: Pick<JudgedInSql, 'properties' | 'columns'>): SQL {
  const names = properties.flatMap((property) => {
    const column = columns[property];
    return column === undefined ? [] : [sql`CASE WHEN ${column} IS NULL THEN ${property}::text END`];
  });
  return sql`concat_ws(' ', ${sql.join(names, sql`, `)})`;
}

/** The bounds that a filter compares figures with, each under the name of the figure and the sign; texts that are asked among others with blanks between. */
export function boundsOf<Property extends string>(filter: Filter<Property>): Record<string, number | string> {
  switch (filter.op) {
    case 'and':
    case 'or':
      return Object.assign({}, ...filter.args.map((inner) => boundsOf(inner)));
    case 'in': {
      const [{ property }, values] = filter.args;
      return { [`${property} in`]: values.join(' ') };
    }
    case 'not':
    case 'isNull':
    case 'a_contains':
    case 'a_overlaps':
      return {};
    default: {
      const [{ property }, value] = filter.args;
      const isBound = COMPARATORS.some((comparator) => comparator === filter.op) && typeof value === 'number';
      return isBound ? { [`${property} ${filter.op}`]: value } : {};
    }
  }
}
