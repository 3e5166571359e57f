import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { judgeWhere } from './staging.queries.ts';

/** Refuses rows that speak of an enterprise which is not in the jurisdiction. */
export async function refuseUnknownEnterprises(db: Connection, batchId: number, jurisdictionId: number): Promise<void> {
  await judgeWhere(db, batchId, {
    verdict: 'refused',
    code: 'enterprise-unknown',
    condition: sql`NOT EXISTS (SELECT 1 FROM enterprises e WHERE e.jurisdiction_id = ${jurisdictionId} AND e.credit_code = s.fields->>'credit_code')`,
    message: sql`format('没有统一社会信用代码为“%s”的企业，请先导入企业', s.fields->>'credit_code')`,
  });
}

/** Refuses rows that speak of a parcel which is not in the jurisdiction. */
export async function refuseUnknownParcels(db: Connection, batchId: number, jurisdictionId: number): Promise<void> {
  await judgeWhere(db, batchId, {
    verdict: 'refused',
    code: 'parcel-unknown',
    condition: sql`NOT EXISTS (SELECT 1 FROM parcels p WHERE p.jurisdiction_id = ${jurisdictionId} AND p.code = s.fields->>'parcel_code')`,
    message: sql`format('没有宗地“%s”，请先导入宗地', s.fields->>'parcel_code')`,
  });
}

/** How many rows a merge made and changed. */
export const Merged = z.object({ inserted: z.int(), updated: z.int() });
export type Merged = z.infer<typeof Merged>;

/** Staged rows that are to be stored. */
export const accepted = (batchId: number): SQL =>
  sql`s.batch_id = ${batchId} AND s.verdict <> 'refused' AND NOT s.is_piece`;

export async function mergeEnterprises(db: Connection, batchId: number, jurisdictionId: number): Promise<Merged> {
  return merged(
    db,
    sql`
    WITH staged AS MATERIALIZED (SELECT s.key, s.fields FROM import_staging s WHERE ${accepted(batchId)}),
    updated AS (
      UPDATE enterprises e SET name = n.name, industry_code = n.industry_code, is_above_scale = n.is_above_scale, registered_on = n.registered_on, batch_id = ${batchId}
      FROM staged s JOIN enterprises was ON was.jurisdiction_id = ${jurisdictionId} AND was.credit_code = s.key
      CROSS JOIN LATERAL jsonb_populate_record(was, s.fields) AS n
      WHERE e.id = was.id AND (n.name, n.industry_code, n.is_above_scale, n.registered_on) IS DISTINCT FROM (was.name, was.industry_code, was.is_above_scale, was.registered_on)
      RETURNING e.id
    ), inserted AS (
      INSERT INTO enterprises (jurisdiction_id, credit_code, name, industry_code, is_above_scale, registered_on, batch_id)
      SELECT ${jurisdictionId}, s.key, n.name, n.industry_code, n.is_above_scale, n.registered_on, ${batchId}
      FROM staged s CROSS JOIN LATERAL jsonb_populate_record(NULL::enterprises, s.fields) AS n
      WHERE NOT EXISTS (SELECT 1 FROM enterprises e WHERE e.jurisdiction_id = ${jurisdictionId} AND e.credit_code = s.key)
      RETURNING id
    )
    SELECT (SELECT count(*) FROM inserted)::int AS inserted, (SELECT count(*) FROM updated)::int AS updated`,
  );
}

const figures = (from: SQL): SQL => sql`
  ${from}.tax_10k_yuan, ${from}.added_value_10k_yuan, ${from}.energy_tce, ${from}.emissions_t, ${from}.employees, ${from}.revenue_10k_yuan, ${from}.rd_10k_yuan,
  ${from}.is_above_scale, ${from}.land_use_ratio, ${from}.capacity_use_ratio, ${from}.energy_use_ratio, ${from}.emission_use_ratio, COALESCE(${from}.marks, '{}')`;

/** Marks come in one cell, parted by a comma, semicolon, bar or enumeration comma. */
const withMarks = (fields: SQL): SQL => sql`CASE WHEN ${fields}->>'marks' IS NULL THEN ${fields}
  ELSE jsonb_set(${fields}, '{marks}', to_jsonb(array_remove(regexp_split_to_array(${fields}->>'marks', '\\s*[、,，;；|]\\s*'), ''))) END`;

export async function mergeIndicators(db: Connection, batchId: number, jurisdictionId: number): Promise<Merged> {
  return merged(
    db,
    sql`
    WITH staged AS MATERIALIZED (
      SELECT e.id AS enterprise_id, (s.fields->>'year')::int AS year, ${withMarks(sql`s.fields`)} AS fields
      FROM import_staging s JOIN enterprises e ON e.jurisdiction_id = ${jurisdictionId} AND e.credit_code = s.fields->>'credit_code'
      WHERE ${accepted(batchId)}
    ), updated AS (
      UPDATE indicators i SET (tax_10k_yuan, added_value_10k_yuan, energy_tce, emissions_t, employees, revenue_10k_yuan, rd_10k_yuan,
        is_above_scale, land_use_ratio, capacity_use_ratio, energy_use_ratio, emission_use_ratio, marks) = (${figures(sql`n`)}), batch_id = ${batchId}
      FROM staged s JOIN indicators was ON was.enterprise_id = s.enterprise_id AND was.year = s.year
      CROSS JOIN LATERAL jsonb_populate_record(was, s.fields) AS n
      WHERE i.enterprise_id = was.enterprise_id AND i.year = was.year AND (${figures(sql`n`)}) IS DISTINCT FROM (${figures(sql`was`)})
      RETURNING i.enterprise_id
    ), inserted AS (
      INSERT INTO indicators (enterprise_id, year, batch_id, tax_10k_yuan, added_value_10k_yuan, energy_tce, emissions_t, employees, revenue_10k_yuan, rd_10k_yuan,
        is_above_scale, land_use_ratio, capacity_use_ratio, energy_use_ratio, emission_use_ratio, marks)
      SELECT s.enterprise_id, s.year, ${batchId}, ${figures(sql`n`)}
      FROM staged s CROSS JOIN LATERAL jsonb_populate_record(NULL::indicators, s.fields) AS n
      WHERE NOT EXISTS (SELECT 1 FROM indicators i WHERE i.enterprise_id = s.enterprise_id AND i.year = s.year)
      RETURNING enterprise_id
    )
    SELECT (SELECT count(*) FROM inserted)::int AS inserted, (SELECT count(*) FROM updated)::int AS updated`,
  );
}

/** Years whose figures the batch made or changed: what a rule over several years reads of them, the assessment knows. */
export async function findMergedYears(db: Connection, batchId: number): Promise<number[]> {
  const rows = await selectRows(
    db,
    z.object({ year: z.int() }),
    sql`SELECT DISTINCT year FROM indicators WHERE batch_id = ${batchId} ORDER BY year`,
  );
  return rows.map(({ year }) => year);
}

export async function mergeOccupancies(db: Connection, batchId: number, jurisdictionId: number): Promise<Merged> {
  return merged(
    db,
    sql`
    WITH staged AS MATERIALIZED (
      SELECT e.id AS enterprise_id, p.id AS parcel_id, COALESCE(s.fields->>'kind', 'owned') AS kind, (s.fields->>'from_year')::int AS from_year, s.fields
      FROM import_staging s
      JOIN enterprises e ON e.jurisdiction_id = ${jurisdictionId} AND e.credit_code = s.fields->>'credit_code'
      JOIN parcels p ON p.jurisdiction_id = ${jurisdictionId} AND p.code = s.fields->>'parcel_code'
      WHERE ${accepted(batchId)}
    ), updated AS (
      UPDATE occupancies o SET area_m2 = n.area_m2, floor_area_m2 = n.floor_area_m2, to_year = n.to_year, batch_id = ${batchId}
      FROM staged s
      JOIN occupancies was ON was.enterprise_id = s.enterprise_id AND was.parcel_id = s.parcel_id AND was.kind = s.kind AND was.from_year = s.from_year
      CROSS JOIN LATERAL jsonb_populate_record(was, s.fields) AS n
      WHERE o.id = was.id AND (n.area_m2, n.floor_area_m2, n.to_year) IS DISTINCT FROM (was.area_m2, was.floor_area_m2, was.to_year)
      RETURNING o.id
    ), inserted AS (
      INSERT INTO occupancies (enterprise_id, parcel_id, kind, area_m2, floor_area_m2, from_year, to_year, batch_id)
      SELECT s.enterprise_id, s.parcel_id, s.kind, n.area_m2, n.floor_area_m2, s.from_year, n.to_year, ${batchId}
      FROM staged s CROSS JOIN LATERAL jsonb_populate_record(NULL::occupancies, s.fields) AS n
      WHERE NOT EXISTS (
        SELECT 1 FROM occupancies o WHERE o.enterprise_id = s.enterprise_id AND o.parcel_id = s.parcel_id AND o.kind = s.kind AND o.from_year = s.from_year)
      RETURNING id
    )
    SELECT (SELECT count(*) FROM inserted)::int AS inserted, (SELECT count(*) FROM updated)::int AS updated`,
  );
}

/** The numbers that a merging statement answers. */
export async function merged(db: Connection, query: SQL): Promise<Merged> {
  return (await selectRow(db, Merged, query)) ?? { inserted: 0, updated: 0 };
}
