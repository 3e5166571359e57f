import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';
import { AREA_TOLERANCE_MU, AREA_TOLERANCE_RATIO } from '../../domain/counted-area.ts';
import { M2_PER_MU } from '../../domain/units.ts';
import { judgeWhere } from './staging.queries.ts';

/** Refuses rows without geometry whose parcel is not there yet: a table can add facts to parcels, not make them. */
export async function refuseParcelsWithoutLand(db: Connection, batchId: number, jurisdictionId: number): Promise<void> {
  await judgeWhere(db, batchId, {
    verdict: 'refused',
    code: 'parcel-unknown',
    condition: sql`s.geom IS NULL AND NOT EXISTS (SELECT 1 FROM parcels p WHERE p.jurisdiction_id = ${jurisdictionId} AND p.code = s.key)`,
    message: sql`format('没有宗地“%s”的图形，请先导入该宗地的空间数据', s.key)`,
  });
}

const Compared = z.object({ codesWithoutParcel: z.int(), rowsWithoutParcel: z.int(), parcelsWithoutRow: z.int() });

/** How a table and the parcels that are there fit: records without a lot, and lots without a record. */
export function compareWithParcels(
  db: Connection,
  batchId: number,
  jurisdictionId: number,
): Promise<z.infer<typeof Compared> | null> {
  return selectRow(
    db,
    Compared,
    sql`
    WITH rows AS (
      SELECT CASE WHEN s.key LIKE '%|%' THEN split_part(s.key, '|', 2) ELSE s.key END AS code FROM import_staging s WHERE s.batch_id = ${batchId} AND s.key IS NOT NULL
    ), parcels_here AS (SELECT code FROM parcels WHERE jurisdiction_id = ${jurisdictionId})
    SELECT
      (SELECT count(DISTINCT code) FROM rows WHERE code NOT IN (SELECT code FROM parcels_here))::int AS "codesWithoutParcel",
      (SELECT count(*) FROM rows WHERE code NOT IN (SELECT code FROM parcels_here))::int AS "rowsWithoutParcel",
      (SELECT count(*) FROM parcels_here WHERE code NOT IN (SELECT code FROM rows))::int AS "parcelsWithoutRow"`,
  );
}

/** Warns where the certified area is off the measured one by more than the tolerance. */
export async function warnAreaConflicts(db: Connection, batchId: number, jurisdictionId: number): Promise<void> {
  const certified = sql`(s.fields->>'certified_area_m2')::float8`;
  const measured = sql`COALESCE(ST_Area(s.geom::geography), (SELECT p.measured_area_m2 FROM parcels p WHERE p.jurisdiction_id = ${jurisdictionId} AND p.code = s.key))`;
  await judgeWhere(db, batchId, {
    verdict: 'warned',
    code: 'area-conflict',
    condition: sql`${certified} IS NOT NULL AND abs(${measured} - ${certified}) > greatest(${certified} * ${AREA_TOLERANCE_RATIO}::float8, ${AREA_TOLERANCE_MU * M2_PER_MU}::float8)`,
    message: sql`format('证载面积 %s 亩与图上面积 %s 亩相差 %s%%，超过容差（1%% 与 0.1 亩取大者），请核实',
      round((${certified} / ${M2_PER_MU}::float8)::numeric, 2), round((${measured} / ${M2_PER_MU}::float8)::numeric, 2),
      round((abs(${measured} / ${certified} - 1) * 100)::numeric, 1))`,
  });
}

/** Gives parcels the town and park that they lie in, where the file does not say and their outlines are known. */
export async function placeByGeometry(
  db: Connection,
  batchId: number,
  jurisdictionId: number,
  fill: { town: boolean; park: boolean },
): Promise<void> {
  if (fill.town) {
    await db.execute(sql`
      UPDATE import_staging s SET fields = s.fields || jsonb_build_object('town_id', t.id)
      FROM towns t
      WHERE s.batch_id = ${batchId} AND s.verdict <> 'refused' AND NOT s.is_piece AND t.jurisdiction_id = ${jurisdictionId} AND t.geom && s.geom
        AND ST_Contains(t.geom, ST_PointOnSurface(s.geom))`);
  }
  if (fill.park) {
    await db.execute(sql`
      UPDATE import_staging s SET fields = s.fields || jsonb_build_object('park_id', k.id)
      FROM parks k
      WHERE s.batch_id = ${batchId} AND s.verdict <> 'refused' AND NOT s.is_piece AND k.jurisdiction_id = ${jurisdictionId} AND k.geom && s.geom
        AND ST_Contains(k.geom, ST_PointOnSurface(s.geom))`);
  }
}

/** The columns that an import may set, in the order of the statements below. */
const facts = (from: SQL): SQL => sql`
  ${from}.town_id, ${from}.park_id, ${from}.name, ${from}.address, ${from}.certified_area_m2, ${from}.supplied_area_m2, ${from}.reported_area_m2,
  ${from}.land_use_scheme, ${from}.land_use_code, ${from}.right_kind, ${from}.supplied_on, ${from}.agreed_start_on, ${from}.started_on, ${from}.stopped_on,
  ${from}.completed_on, ${from}.floor_area_m2, ${from}.vacant_floor_area_m2, ${from}.developed_area_m2, ${from}.total_investment_10k_yuan, ${from}.made_investment_10k_yuan,
  ${from}.agreement, ${from}.has_unapproved_use, ${from}.land_term_ends_on`;

const accepted = (batchId: number): SQL => sql`s.batch_id = ${batchId} AND s.verdict <> 'refused' AND NOT s.is_piece`;

/** Updates the parcels that are there and differ; columns that the file does not have stay as they were. Answers how many. */
export async function updateParcels(db: Connection, batchId: number, jurisdictionId: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    UPDATE parcels p SET (town_id, park_id, name, address, certified_area_m2, supplied_area_m2, reported_area_m2, land_use_scheme, land_use_code, right_kind,
      supplied_on, agreed_start_on, started_on, stopped_on, completed_on, floor_area_m2, vacant_floor_area_m2, developed_area_m2,
      total_investment_10k_yuan, made_investment_10k_yuan, agreement, has_unapproved_use, land_term_ends_on) = (${facts(sql`n`)}), geom = COALESCE(s.geom, p.geom), batch_id = ${batchId}
    FROM import_staging s
    JOIN parcels was ON was.jurisdiction_id = ${jurisdictionId} AND was.code = s.key
    CROSS JOIN LATERAL jsonb_populate_record(was, s.fields) AS n
    WHERE ${accepted(batchId)} AND p.id = was.id
      AND ((s.geom IS NOT NULL AND s.geom::bytea <> was.geom::bytea) OR (${facts(sql`n`)}) IS DISTINCT FROM (${facts(sql`was`)}))`);
  return rowCount ?? 0;
}

/** Inserts the parcels whose code is new, and notes since when they have it. Answers how many. */
export async function insertParcels(
  db: Connection,
  batchId: number,
  jurisdictionId: number,
  today: string,
): Promise<number> {
  const { rowCount } = await db.execute(sql`
    WITH inserted AS (
      INSERT INTO parcels (jurisdiction_id, code, geom, batch_id, town_id, park_id, name, address, certified_area_m2, supplied_area_m2, reported_area_m2,
        land_use_scheme, land_use_code, right_kind, supplied_on, agreed_start_on, started_on, stopped_on, completed_on,
        floor_area_m2, vacant_floor_area_m2, developed_area_m2, total_investment_10k_yuan, made_investment_10k_yuan, agreement, has_unapproved_use,
        land_term_ends_on)
      SELECT ${jurisdictionId}, s.key, s.geom, ${batchId}, ${facts(sql`n`)}
      FROM import_staging s CROSS JOIN LATERAL jsonb_populate_record(NULL::parcels, s.fields) AS n
      WHERE ${accepted(batchId)} AND s.geom IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM parcels p WHERE p.jurisdiction_id = ${jurisdictionId} AND p.code = s.key)
      RETURNING id, code
    )
    INSERT INTO parcel_codes (parcel_id, code, valid_from) SELECT id, code, ${today}::date FROM inserted`);
  return rowCount ?? 0;
}

/** Warns of parcels that the assessment found lying on others: the import asks the finding instead of measuring again. */
export async function warnOverlaps(db: Connection, batchId: number, jurisdictionId: number): Promise<void> {
  await db.execute(sql`
    WITH told AS (
      SELECT DISTINCT ON (s.row_number) s.row_number, s.source, jsonb_build_object('code', 'overlap', 'column', NULL, 'message',
        format('与 %s 宗土地重叠，最大一处与“%s”重叠 %s m²，请核实界线', f.observed->>'parcels', f.observed->>'withCode', round((f.observed->>'overlapM2')::numeric, 1))) AS reason
      FROM import_staging s
      JOIN parcels p ON p.jurisdiction_id = ${jurisdictionId} AND p.code = s.key
      JOIN findings f ON f.parcel_id = p.id AND f.kind = 'overlap'
      WHERE s.batch_id = ${batchId} AND s.verdict <> 'refused' AND NOT s.is_piece AND s.geom IS NOT NULL
      ORDER BY s.row_number, f.year DESC
    ), kept AS (
      INSERT INTO import_rows (batch_id, row_number, verdict, reasons, source)
      SELECT ${batchId}, row_number, 'warned', jsonb_build_array(reason), source::jsonb FROM told
      ON CONFLICT (batch_id, row_number) DO UPDATE SET reasons = import_rows.reasons || excluded.reasons
    )
    UPDATE import_batches SET rows_warned = (
      SELECT count(*) FROM (SELECT row_number FROM import_rows WHERE batch_id = ${batchId} AND verdict = 'warned' UNION SELECT row_number FROM told) warned)
    WHERE id = ${batchId}`);
}
