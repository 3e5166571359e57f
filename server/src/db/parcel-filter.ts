import { type SQL, sql } from 'drizzle-orm';
import { Problem } from '../contract/problem.ts';
import { type Filter, type FilterProperty, readFilter } from '../domain/filter.ts';
import { POTENTIAL_KINDS } from '../domain/finding.ts';
import { PARTS_PER_UNIT } from '../domain/units.ts';

/** Parcels of a year as every list, total and export reads them: y parcel_years, p parcels, t towns, k parks. */
export const PARCELS_OF_YEAR = sql`
    parcel_years y
    JOIN parcels p ON p.id = y.parcel_id
    LEFT JOIN towns t ON t.id = y.town_id
    LEFT JOIN parks k ON k.id = y.park_id`;

/** Land that could be freed: found low-efficiency or suspected idle. One condition for lists, totals and exports. */
export const IS_POTENTIAL = sql`(y.finding_kinds && ${sql.param([...POTENTIAL_KINDS])}::text[])`;

/** 待核: not found, and a rule cannot say for want of a figure. */
export const IS_PENDING = sql`y.is_pending`;

/** A figure as it is compared: a whole number of its smallest part. The columns of the browser hold that number. */
const fixed = (figure: SQL, parts: number): SQL =>
  sql`(floor(${figure} * ${parts}::float8 + 0.5::float8) / ${parts}::float8)`;

/** The properties of one table that names its columns as parcel_years does; the rest needs other tables. */
export const figuresOf = (row: SQL) => ({
  class: sql`${row}.class`,
  industry: sql`${row}.industry_division`,
  tier: sql`${row}.tier`,
  right: sql`${row}.right_kind`,
  inPark: sql`(${row}.park_id IS NOT NULL)`,
  areaMu: sql`(${row}.counted_mu_hundredths / 100::float8)`,
  taxPerMu10kYuan: sql`${row}.tax_per_mu_10k_yuan`,
  tax10kYuan: fixed(sql`${row}.tax_10k_yuan`, PARTS_PER_UNIT.tax),
  addedValue10kYuan: fixed(sql`${row}.added_value_10k_yuan`, PARTS_PER_UNIT.addedValue),
  energyTce: fixed(sql`${row}.energy_tce`, PARTS_PER_UNIT.energy),
  employees: fixed(sql`${row}.employees`, PARTS_PER_UNIT.employees),
  farRatio: sql`${row}.far_ratio`,
  builtYear: sql`${row}.built_year::float8`,
  occupants: sql`${row}.enterprises::float8`,
});

const JUDGED_COLUMNS: Readonly<Record<FilterProperty, SQL>> = {
  ...figuresOf(sql`y`),
  town: sql`t.code`,
  park: sql`k.name`,
  pending: IS_PENDING,
  findings: sql`y.finding_kinds`,
};

/**
 * A filter as a condition in SQL's own three values: the twin of `evaluateFilter` in the domain. Literals are always bound.
 * `columns` say where the query finds each property, figures as double precision.
 */
export function filterSql<Property extends string>(
  filter: Filter<Property>,
  columns: Readonly<Record<Property, SQL>>,
): SQL {
  const inner = (each: Filter<Property>) => filterSql(each, columns);
  switch (filter.op) {
    case 'and':
    case 'or':
      return sql`(${sql.join(filter.args.map(inner), filter.op === 'and' ? sql` AND ` : sql` OR `)})`;
    case 'not':
      return sql`(NOT ${inner(filter.args[0])})`;
    case 'isNull':
      return sql`(${columns[filter.args[0].property]} IS NULL)`;
    case 'in':
      return filter.args[1].length === 0 ? sql`FALSE` : sql`(${columns[filter.args[0].property]} IN ${filter.args[1]})`;
    case 'a_contains':
      return sql`(${columns[filter.args[0].property]} @> ${sql.param([...filter.args[1]])}::text[])`;
    case 'a_overlaps':
      return sql`(${columns[filter.args[0].property]} && ${sql.param([...filter.args[1]])}::text[])`;
    default:
      return sql`(${columns[filter.args[0].property]} ${OPERATORS[filter.op]} ${filter.args[1]})`;
  }
}

const OPERATORS = { '=': sql`=`, '<>': sql`<>`, '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` } as const;

/** The condition of a filter as it came in a query string; none is TRUE. Refuses as `readFilterText` does. */
export function filterCondition(text: string | undefined): SQL {
  const filter = readFilterText(text);
  return filter === null ? sql`TRUE` : filterSql(filter, JUDGED_COLUMNS);
}

/** A filter as it came in a query string; null where there is none. Refuses with `filter-invalid` and the place. */
export function readFilterText(text: string | undefined): Filter | null {
  if (text === undefined || text === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem(
      'filter-invalid',
      'The filter is not JSON. Write it as CQL2-JSON, for example {"op":"=","args":[{"property":"class"},"D"]}.',
      'querystring.filter',
    );
  }
  const reading = readFilter(json);
  if (!reading.ok)
    throw new Problem(
      'filter-invalid',
      `In the filter at ${reading.place}: ${reading.reason}.`,
      `querystring.filter ${reading.place}`,
    );
  return reading.filter;
}
