import { type SQL, sql } from 'drizzle-orm';
import type { EnterpriseRule, ParcelRule, Programme, ProjectRule } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { filterSql } from '../../db/parcel-filter.ts';
import type { Clause } from '../../domain/finding.ts';
import { propertiesOf } from '../../domain/rule.ts';
import { boundsOf, FIRM_COLUMNS, missingSql, parcelRuleSql, valuesSql } from './rule-sql.ts';

/** The year that is judged, and the day as of which its dates are. */
export type Judging = { readonly jurisdictionId: number; readonly year: number; readonly asOf: string };

/** A clause as a bound value. */
export const boundClause = (clause: Clause): SQL => sql`${JSON.stringify(clause)}::jsonb`;

/** What each finding of a programme's rule says of its origin. */
const origin = (
  programme: Programme,
  { finding, clause }: Pick<ParcelRule, 'finding' | 'clause'>,
  year: number,
  ruleId: SQL,
): SQL =>
  sql`${year}::int, ${finding}::text, ${ruleId}, ${programme.id}::text, ${programme.version}::int, ${boundClause(clause)}`;

/**
 * Working table `undecided` of one year: which kinds a rule leaves open on a parcel, and the facts that are missing for it,
 * with blanks between.
 */
export async function makeUndecided(db: Connection): Promise<void> {
  await db.execute(
    sql`CREATE TEMP TABLE undecided (parcel_id integer NOT NULL, kind text NOT NULL, missing text NOT NULL) ON COMMIT DROP`,
  );
}

/** Versions of the evaluation methods that classed the year, by tier: what a rule on the class rests on. */
const methodVersions = ({ jurisdictionId, year }: Judging): SQL => sql`
  SELECT m.tier, max(m.version) AS version
  FROM evaluations v JOIN enterprises e ON e.id = v.enterprise_id JOIN evaluation_methods m ON m.id = v.method_id
  WHERE v.year = ${year} AND e.jurisdiction_id = ${jurisdictionId}
  GROUP BY m.tier`;

/** Parcels that meet a rule on parcels, and those that it leaves open. */
export async function storeParcelRule(
  db: Connection,
  judging: Judging,
  programme: Programme,
  rule: ParcelRule,
): Promise<void> {
  const judged = parcelRuleSql(rule, judging.asOf);
  const ofClass = judged.properties.includes('class');
  await db.execute(sql`
    WITH versions AS (
      ${ofClass ? methodVersions(judging) : sql`SELECT NULL::text AS tier, NULL::int AS version`}
    ), judged AS MATERIALIZED (
      SELECT f.parcel_id, ${judged.predicate} AS is_met, ${missingSql(judged)} AS missing, ${observedOfParcel(rule, valuesSql(judged))} AS observed, f.tier
      FROM ${judged.from}
      WHERE (${judged.predicate}) IS NOT FALSE
    ), left_open AS (
      INSERT INTO undecided SELECT parcel_id, ${rule.finding}, missing FROM judged WHERE is_met IS NULL
    )
    INSERT INTO findings (parcel_id, year, kind, rule_id, programme_id, programme_version, clause, observed)
    SELECT j.parcel_id, ${origin(programme, rule, judging.year, sql`${rule.id}::text`)},
      CASE WHEN v.version IS NULL THEN j.observed ELSE j.observed || jsonb_build_object('methodVersion', v.version) END
    FROM judged j LEFT JOIN versions v ON v.tier = j.tier
    WHERE j.is_met`);
}

/** A single comparison is told with its threshold; a condition with the bound of each figure. */
function observedOfParcel(rule: ParcelRule, values: SQL): SQL {
  if (!('indicator' in rule)) return sql`${values} || ${JSON.stringify(boundsOf(rule.when))}::jsonb`;
  const { party: _party, ...scope } = rule.scope;
  const { value: threshold, comparator, unit, when } = rule;
  const bounds = when === undefined ? {} : boundsOf(when);
  return sql`${values} || jsonb_strip_nulls(jsonb_build_object('tax10kYuan', f.tax_10k_yuan, 'countedMuHundredths', f.counted_mu_hundredths,
    'builtYear', f.built_year)) || ${JSON.stringify({ threshold, comparator, unit, ...scope, ...bounds })}::jsonb`;
}

/** Parcels on which an enterprise meets a rule on enterprises; the one that uses most of the parcel is named. Needs `firms`. */
export async function storeEnterpriseRule(
  db: Connection,
  judging: Judging,
  programme: Programme,
  rule: EnterpriseRule,
): Promise<void> {
  const asked = { properties: propertiesOf(rule.whenEnterprise), columns: FIRM_COLUMNS };
  const years = rule.belowScaleYears;
  const condition = filterSql(rule.whenEnterprise, FIRM_COLUMNS);
  const predicate = years === undefined ? condition : sql`(${condition} AND ${belowScaleSql(judging.year, years)})`;
  const missingYears =
    years === undefined
      ? sql`''`
      : sql`CASE WHEN ${belowScaleSql(judging.year, years)} IS NULL THEN ' yearsBelowScale' ELSE '' END`;
  const bounds = { ...boundsOf(rule.whenEnterprise), ...(years === undefined ? {} : { 'yearsBelowScale >=': years }) };
  const version = asked.properties.includes('class') ? sql`e.method_version` : sql`NULL::int`;
  await db.execute(sql`
    WITH judged AS MATERIALIZED (
      SELECT e.enterprise_id, ${predicate} AS is_met, ${missingSql(asked)} || ${missingYears} AS missing, ${valuesSql(asked)} AS observed,
        ${version} AS method_version
      FROM firms e
      WHERE ${condition} IS NOT FALSE
    ), placed AS MATERIALIZED (
      SELECT s.parcel_id, s.used_m2, j.* FROM judged j JOIN shares s ON s.enterprise_id = j.enterprise_id WHERE j.is_met IS NOT FALSE
    ), left_open AS (
      INSERT INTO undecided SELECT parcel_id, ${rule.finding}, string_agg(missing, ' ') FROM placed WHERE is_met IS NULL GROUP BY parcel_id
    ), met AS (
      SELECT DISTINCT ON (parcel_id) *, count(*) OVER (PARTITION BY parcel_id) AS enterprises
      FROM placed WHERE is_met
      ORDER BY parcel_id, used_m2 DESC NULLS LAST, enterprise_id
    )
    INSERT INTO findings (parcel_id, year, kind, rule_id, programme_id, programme_version, clause, observed)
    SELECT m.parcel_id, ${origin(programme, rule, judging.year, sql`${rule.id}::text`)},
      m.observed || jsonb_strip_nulls(jsonb_build_object('enterprise', e.name, 'enterprises', m.enterprises, 'methodVersion', m.method_version,
        'yearsBelowScale', ${years === undefined ? sql`NULL` : yearsBelowScaleSql(judging.year)})) || ${JSON.stringify(bounds)}::jsonb
    FROM met m JOIN enterprises e ON e.id = m.enterprise_id`);
}

/** Whether an enterprise was below scale in each of so many years: the twin of `belowScaleFor` in the domain. */
const belowScaleSql = (year: number, years: number): SQL => sql`(
  SELECT CASE WHEN bool_or(i.is_above_scale) THEN FALSE WHEN count(*) FILTER (WHERE NOT i.is_above_scale) = ${years}::int THEN TRUE END
  FROM indicators i WHERE i.enterprise_id = e.enterprise_id AND i.year BETWEEN ${year - years + 1}::int AND ${year}::int)`;

/** For how many years without a break an enterprise is known to have been below scale, up to this one. */
const yearsBelowScaleSql = (year: number): SQL => sql`(
  SELECT count(*) FILTER (WHERE still) FROM (
    SELECT bool_and(COALESCE(NOT i.is_above_scale, FALSE)) OVER (ORDER BY back) AS still
    FROM generate_series(0, 40) AS back LEFT JOIN indicators i ON i.enterprise_id = m.enterprise_id AND i.year = ${year}::int - back
  ) run)`;

/** Unfinished projects, one finding for each stage; of several at a stage the last signed is named: the twin of `judgeProject`. */
export async function storeProjectRule(
  db: Connection,
  judging: Judging,
  programme: Programme,
  rule: ProjectRule,
): Promise<void> {
  const { projectsOfYears: years } = rule;
  await db.execute(sql`
    WITH dated AS (
      SELECT j.*, ${judging.asOf}::date AS day FROM projects j JOIN facts f ON f.parcel_id = j.parcel_id
    ), staged AS (
      SELECT *, CASE WHEN reached_agreed_on <= day THEN NULL WHEN above_scale_on <= day THEN 'above-scale' WHEN producing_on <= day THEN 'producing'
          WHEN completed_on <= day THEN 'completed' WHEN started_on <= day THEN 'started' ELSE 'signed' END AS stage
      FROM dated
    ), judged AS MATERIALIZED (
      SELECT *, CASE stage WHEN 'above-scale' THEN above_scale_on WHEN 'producing' THEN producing_on WHEN 'completed' THEN completed_on
          WHEN 'started' THEN started_on ELSE signed_on END AS since,
        signed_on <= day AND signed_on + make_interval(years => ${years}::int) >= day AS is_looked_at
      FROM staged WHERE stage IS NOT NULL
    ), left_open AS (
      INSERT INTO undecided SELECT DISTINCT parcel_id, ${rule.finding}, 'projectDates' FROM judged WHERE is_looked_at IS NULL
    ), met AS (
      SELECT DISTINCT ON (parcel_id, stage) *, count(*) OVER (PARTITION BY parcel_id, stage) AS projects
      FROM judged WHERE is_looked_at
      ORDER BY parcel_id, stage, signed_on DESC, id
    )
    INSERT INTO findings (parcel_id, year, kind, rule_id, programme_id, programme_version, clause, observed)
    SELECT parcel_id, ${origin(programme, rule, judging.year, sql`${rule.id}::text || '-' || stage`)},
      jsonb_strip_nulls(jsonb_build_object('stage', stage, 'project', name, 'projects', projects, 'signedOn', signed_on, 'since', since, 'asOf', day,
        'withinYears', ${years}::int, 'agreedOutput10kYuan', agreed_output_10k_yuan))
    FROM met`);
}
