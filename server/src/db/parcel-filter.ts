import { type SQL, sql } from 'drizzle-orm';
import { Problem } from '../contract/problem.ts';
import { type Filter, type FilterProperty, readFilter } from '../domain/filter.ts';
import { POTENTIAL_KINDS } from '../domain/finding.ts';

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

const COLUMNS: Record<FilterProperty, SQL> = {
  class: sql`y.class`,
  town: sql`t.code`,
  park: sql`k.name`,
  industry: sql`y.industry_division`,
  areaMu: sql`(y.counted_mu_hundredths / 100.0::float8)`,
  taxPerMu10kYuan: sql`y.tax_per_mu_10k_yuan`,
  pending: IS_PENDING,
  findings: sql`y.finding_kinds`,
};

/** A filter as a condition over PARCELS_OF_YEAR. Literals are always bound. */
function filterSql(filter: Filter): SQL {
  switch (filter.op) {
    case 'and':
    case 'or':
      return sql`(${sql.join(filter.args.map(filterSql), filter.op === 'and' ? sql` AND ` : sql` OR `)})`;
    case 'not':
      return sql`(NOT ${filterSql(filter.args[0])})`;
    case 'isNull':
      return sql`(${COLUMNS[filter.args[0].property]} IS NULL)`;
    case 'in':
      return filter.args[1].length === 0 ? sql`FALSE` : sql`(${COLUMNS[filter.args[0].property]} IN ${filter.args[1]})`;
    case 'a_contains':
      return sql`(${COLUMNS[filter.args[0].property]} @> ${sql.param([...filter.args[1]])}::text[])`;
    case 'a_overlaps':
      return sql`(${COLUMNS[filter.args[0].property]} && ${sql.param([...filter.args[1]])}::text[])`;
    default:
      return sql`(${COLUMNS[filter.args[0].property]} ${OPERATORS[filter.op]} ${filter.args[1]})`;
  }
}

const OPERATORS = { '=': sql`=`, '<>': sql`<>`, '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` } as const;

/** The condition of a filter as it came in a query string; none is TRUE. Refuses as `readFilterText` does. */
export function filterCondition(text: string | undefined): SQL {
  const filter = readFilterText(text);
  return filter === null ? sql`TRUE` : filterSql(filter);
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
