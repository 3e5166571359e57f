import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import type { CheckedRow, Reason } from '../../domain/import-check.ts';

/** A checked row on its way to staging. `geometryHex`: WKB of a MultiPolygon in the file's system. */
export type StagedRow = CheckedRow & {
  readonly rowNumber: number;
  readonly source: string;
  readonly geometryHex: string | null;
};

const CGCS2000_SRID = 4490;
/** Systems whose coordinates are CGCS2000 longitude and latitude as they are: WGS 84 differs by centimetres. */
const SAME_AS_STORED = new Set([CGCS2000_SRID, 4326]);

/** camelCase to the column's name: certifiedAreaM2 -> certified_area_m2, tax10kYuan -> tax_10k_yuan. */
const columnName = (field: string): string => field.replace(/([a-z0-9])(?=[A-Z])|([a-z])(?=\d)/g, '$&_').toLowerCase();

const Faulty = z.object({ rowNumber: z.int(), fault: z.string(), areaBeforeM2: z.number(), areaAfterM2: z.number() });
export type FaultyGeometry = z.infer<typeof Faulty>;

/** Writes rows to staging, their geometry transformed and made valid; answers those that had to be repaired. */
export function stageRows(
  db: Connection,
  batchId: number,
  srid: number | null,
  rows: readonly StagedRow[],
): Promise<FaultyGeometry[]> {
  const column = <Value>(of: (row: StagedRow) => Value): SQL => sql`${sql.param(rows.map(of))}`;
  const given = sql`ST_SetSRID(g.hex::geometry, ${srid ?? CGCS2000_SRID}::int)`;
  const placed =
    srid === null || SAME_AS_STORED.has(srid) ? sql`ST_SetSRID(${given}, 4490)` : sql`ST_Transform(${given}, 4490)`;
  return selectRows(
    db,
    Faulty,
    sql`
    WITH placed AS MATERIALIZED (
      SELECT g.*, ${placed} AS geom
      FROM unnest(${column((row) => row.rowNumber)}::int[], ${column((row) => row.key)}::text[], ${column((row) => row.verdict)}::text[],
        ${column((row) => JSON.stringify(storedFields(row)))}::text[], ${column((row) => row.source)}::text[],
        ${column((row) => (row.reasons.length === 0 ? '[]' : JSON.stringify(row.reasons)))}::text[], ${column((row) => row.geometryHex)}::text[]
      ) AS g(row_number, key, verdict, fields, source, reasons, hex)
    ), judged AS MATERIALIZED (
      SELECT *, geom IS NULL OR ST_IsValid(geom) AS is_valid FROM placed
    ), mended AS MATERIALIZED (
      SELECT *, CASE WHEN is_valid THEN geom ELSE ST_Multi(ST_CollectionExtract(ST_MakeValid(geom), 3)) END AS mended FROM judged
    ), stored AS (
      INSERT INTO import_staging (batch_id, row_number, key, verdict, fields, source, reasons, geom)
      SELECT ${batchId}, row_number, key, verdict, fields::jsonb, source, reasons::jsonb, mended FROM mended
    )
    SELECT row_number AS "rowNumber", ST_IsValidReason(geom) AS fault, ST_Area(geom::geography) AS "areaBeforeM2", ST_Area(mended::geography) AS "areaAfterM2"
    FROM mended WHERE NOT is_valid ORDER BY row_number`,
  );
}

function storedFields(row: StagedRow): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (row.verdict !== 'refused')
    for (const [field, value] of Object.entries(row.fields)) fields[columnName(field)] = value;
  return fields;
}

/** Adds a reason to rows already staged and lowers their verdict. */
export async function addReasons(
  db: Connection,
  batchId: number,
  found: readonly { rowNumber: number; verdict: 'warned' | 'refused'; reason: Reason }[],
): Promise<void> {
  if (found.length === 0) return;
  await db.execute(sql`
    UPDATE import_staging s
    SET reasons = s.reasons || jsonb_build_array(f.reason::jsonb), verdict = CASE WHEN s.verdict = 'refused' THEN 'refused' ELSE f.verdict END
    FROM unnest(${sql.param(found.map((each) => each.rowNumber))}::int[], ${sql.param(found.map((each) => each.verdict))}::text[],
      ${sql.param(found.map((each) => JSON.stringify(each.reason)))}::text[]) AS f(row_number, verdict, reason)
    WHERE s.batch_id = ${batchId} AND s.row_number = f.row_number`);
}

/** Refuses the rows that a condition picks, with a reason whose message is an SQL expression over `s`. */
export async function refuseWhere(
  db: Connection,
  batchId: number,
  code: string,
  message: SQL,
  condition: SQL,
): Promise<void> {
  await db.execute(sql`
    UPDATE import_staging s
    SET verdict = 'refused', reasons = reasons || jsonb_build_array(jsonb_build_object('code', ${code}::text, 'column', NULL, 'message', ${message}))
    WHERE s.batch_id = ${batchId} AND s.verdict <> 'refused' AND ${condition}`);
}

/** Warns of the rows that a condition picks. */
export async function warnWhere(
  db: Connection,
  batchId: number,
  code: string,
  message: SQL,
  condition: SQL,
): Promise<void> {
  await db.execute(sql`
    UPDATE import_staging s
    SET verdict = 'warned', reasons = reasons || jsonb_build_array(jsonb_build_object('code', ${code}::text, 'column', NULL, 'message', ${message}))
    WHERE s.batch_id = ${batchId} AND s.verdict <> 'refused' AND NOT s.is_piece AND ${condition}`);
}

/** Refuses every row of a key that occurs more than once: which of them is right is not ours to guess. */
export async function refuseDuplicates(db: Connection, batchId: number): Promise<void> {
  await db.execute(sql`
    WITH doubled AS (
      SELECT key, (array_agg(row_number ORDER BY row_number))[1:5] AS rows, count(*) AS times FROM import_staging
      WHERE batch_id = ${batchId} AND verdict <> 'refused' AND key IS NOT NULL
      GROUP BY key HAVING count(*) > 1
    )
    UPDATE import_staging s
    SET verdict = 'refused', reasons = s.reasons || jsonb_build_array(jsonb_build_object('code', 'duplicate-in-file', 'column', NULL,
      'message', format('“%s”在文件中出现 %s 次（第 %s 行%s），请只保留一行', d.key, d.times, array_to_string(d.rows, '、'), CASE WHEN d.times > 5 THEN ' 等' ELSE '' END)))
    FROM doubled d WHERE s.batch_id = ${batchId} AND s.key = d.key AND s.verdict <> 'refused'`);
}

export type Combine = { readonly field: string; readonly how: 'sum' | 'max' };

/** Merges rows with one key into the first of them. A key with a refused piece is refused whole: a part is not the lot. */
export async function mergePieces(
  db: Connection,
  batchId: number,
  combines: readonly Combine[],
): Promise<{ merged: number; pieces: number }> {
  await refuseWhere(
    db,
    batchId,
    'piece-refused',
    sql`format('“%s”的另一部分被拒绝，整宗不导入', s.key)`,
    sql`s.key IN (SELECT r.key FROM import_staging r WHERE r.batch_id = ${batchId} AND r.verdict = 'refused' AND r.key IS NOT NULL)`,
  );
  if (combines.length > 0) await combineNumbers(db, batchId, combines);
  const row = await selectRow(
    db,
    z.object({ merged: z.int(), pieces: z.int() }),
    sql`
    WITH lots AS (
      SELECT key, min(row_number) AS first_row, count(*) AS pieces, ST_Multi(ST_CollectionExtract(ST_UnaryUnion(ST_Collect(geom)), 3)) AS geom
      FROM import_staging WHERE batch_id = ${batchId} AND verdict <> 'refused'
      GROUP BY key HAVING count(*) > 1
    ), done AS (
      UPDATE import_staging s SET is_piece = s.row_number <> l.first_row, geom = l.geom
      FROM lots l WHERE s.batch_id = ${batchId} AND s.key = l.key AND s.verdict <> 'refused'
    )
    SELECT count(*)::int AS merged, COALESCE(sum(pieces), 0)::int AS pieces FROM lots`,
  );
  return row ?? { merged: 0, pieces: 0 };
}

async function combineNumbers(db: Connection, batchId: number, combines: readonly Combine[]): Promise<void> {
  await db.execute(sql`
    WITH combined AS (
      SELECT s.key, m.field, CASE m.how WHEN 'max' THEN max(v.value) WHEN 'sum' THEN CASE WHEN count(*) = count(v.value) THEN sum(v.value) END END AS value
      FROM import_staging s
      CROSS JOIN unnest(${sql.param(combines.map((each) => columnName(each.field)))}::text[], ${sql.param(combines.map((each) => each.how))}::text[]) AS m(field, how)
      CROSS JOIN LATERAL (SELECT (s.fields->>m.field)::float8 AS value) v
      WHERE s.batch_id = ${batchId} AND s.verdict <> 'refused'
      GROUP BY s.key, m.field, m.how HAVING count(*) > 1
    ), gathered AS (SELECT key, jsonb_object_agg(field, value) AS fields FROM combined GROUP BY key)
    UPDATE import_staging s SET fields = s.fields || g.fields
    FROM gathered g WHERE s.batch_id = ${batchId} AND s.key = g.key AND s.verdict <> 'refused'`);
}

const Counts = z.object({ rows: z.int(), accepted: z.int(), warned: z.int(), refused: z.int() });
export type StagedCounts = z.infer<typeof Counts>;

/** Rows by verdict; accepted includes warned. */
export async function countStaged(db: Connection, batchId: number): Promise<StagedCounts> {
  const row = await selectRow(
    db,
    Counts,
    sql`
    SELECT count(*)::int AS rows, count(*) FILTER (WHERE verdict <> 'refused')::int AS accepted,
      count(*) FILTER (WHERE verdict = 'warned')::int AS warned, count(*) FILTER (WHERE verdict = 'refused')::int AS refused
    FROM import_staging WHERE batch_id = ${batchId}`,
  );
  return row ?? { rows: 0, accepted: 0, warned: 0, refused: 0 };
}

/** Copies what was warned of and refused to the batch. */
export async function keepReasons(db: Connection, batchId: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO import_rows (batch_id, row_number, verdict, reasons, source)
    SELECT batch_id, row_number, verdict, reasons, source::jsonb FROM import_staging
    WHERE batch_id = ${batchId} AND verdict <> 'accepted'`);
}

/** Empties staging. Only one import runs at a time, so nobody else's rows are there. */
export async function emptyStaging(db: Connection): Promise<void> {
  await db.execute(sql`TRUNCATE import_staging`);
}

/** Tells the planner how large staging has become; without it, it joins row by row. */
export async function analyseStaging(db: Connection): Promise<void> {
  await db.execute(sql`ANALYZE import_staging`);
}
