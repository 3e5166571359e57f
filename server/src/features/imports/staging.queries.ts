import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { bulkLoad, type LoadColumn } from '../../db/bulk-load.ts';
import type { Connection, Database } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import type { CheckedRow, Reason } from '../../domain/import-check.ts';
import { CGCS2000_SRID, MOST_LATITUDE, MOST_PARCEL_DEGREES, unplaceableReason } from '../../domain/import-place.ts';
import { plainJson } from './plain-json.ts';

/** A checked row on its way to staging. `geometryHex`: EWKB of a MultiPolygon in the file's system. */
export type StagedRow = CheckedRow & {
  readonly rowNumber: number;
  readonly source: string;
  readonly geometryHex: string | null;
};

const COLUMNS: readonly LoadColumn[] = [
  { name: 'batch_id', type: 'integer' },
  { name: 'row_number', type: 'integer' },
  { name: 'key', type: 'text' },
  { name: 'verdict', type: 'text' },
  { name: 'fields', type: 'jsonb' },
  { name: 'source', type: 'text' },
  { name: 'reasons', type: 'jsonb' },
  { name: 'geom', type: 'geometry' },
];

/** Writes rows to staging as they are. */
export function loadStaging(db: Database, batchId: number, rows: readonly StagedRow[]): Promise<void> {
  return bulkLoad(
    db,
    'import_staging',
    COLUMNS,
    rows.map((row) => [
      batchId,
      row.rowNumber,
      row.key,
      row.verdict,
      row.verdict === 'refused' ? '{}' : plainJson(storedFields(row)),
      row.source,
      row.reasons.length === 0 ? '[]' : plainJson(row.reasons),
      row.geometryHex,
    ]),
  );
}

const columnNames = new Map<string, string>();

/** camelCase to the column's name: certifiedAreaM2 -> certified_area_m2, tax10kYuan -> tax_10k_yuan. */
function columnName(field: string): string {
  const known = columnNames.get(field);
  if (known !== undefined) return known;
  const name = field.replace(/([a-z0-9])(?=[A-Z])|([a-z])(?=\d)/g, '$&_').toLowerCase();
  columnNames.set(field, name);
  return name;
}

function storedFields(row: StagedRow): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row.fields)) fields[columnName(field)] = value;
  return fields;
}

/** Rows from one number to another, both included. */
export type RowRange = { readonly batchId: number; readonly first: number; readonly last: number };
const within = ({ batchId, first, last }: RowRange): SQL =>
  sql`s.batch_id = ${batchId} AND s.row_number BETWEEN ${first}::int AND ${last}::int`;

/** Brings geometry of another system into the stored one. Errors: `axes-swapped` where a row lies outside what the projection can turn back. */
export async function transformStaged(db: Connection, range: RowRange): Promise<void> {
  await db
    .execute(sql`
    UPDATE import_staging s SET geom = ST_Transform(s.geom, ${CGCS2000_SRID}::int) WHERE ${within(range)} AND s.geom IS NOT NULL`)
    .catch((error: unknown) => {
      if (!isTransformFailure(error)) throw error;
      throw new Problem(
        'axes-swapped',
        `第 ${range.first} 至 ${range.last} 行中有坐标超出该坐标系的适用范围，请核对坐标系。 A coordinate among these rows lies outside what the coordinate system covers: check the system.`,
        'crs',
      );
    });
}

const isTransformFailure = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && /^transform: /.test(error.cause.message);

/** Refuses geometry that spans more than a parcel can, or lies where the screen's projection ends. */
export async function refuseUnplaceable(db: Connection, range: RowRange): Promise<void> {
  const spans = sql`ST_XMax(s.geom) - ST_XMin(s.geom) <= ${MOST_PARCEL_DEGREES}::float8 AND ST_YMax(s.geom) - ST_YMin(s.geom) <= ${MOST_PARCEL_DEGREES}::float8`;
  const lies = sql`ST_XMin(s.geom) >= -180 AND ST_XMax(s.geom) <= 180 AND ST_YMin(s.geom) >= ${-MOST_LATITUDE}::float8 AND ST_YMax(s.geom) <= ${MOST_LATITUDE}::float8`;
  await db.execute(sql`
    UPDATE import_staging s SET geom = NULL, verdict = 'refused', reasons = s.reasons || ${JSON.stringify([unplaceableReason])}::jsonb
    WHERE ${within(range)} AND s.geom IS NOT NULL AND NOT (${spans} AND ${lies})`);
}

const Faulty = z.object({ rowNumber: z.int(), fault: z.string(), areaBeforeM2: z.number(), areaAfterM2: z.number() });
export type FaultyGeometry = z.infer<typeof Faulty>;

/** Makes geometry valid, and answers the rows where it was not. */
export function mendStaged(db: Connection, range: RowRange): Promise<FaultyGeometry[]> {
  return selectRows(
    db,
    Faulty,
    sql`
    WITH faulty AS MATERIALIZED (
      SELECT s.row_number, s.geom, ST_Multi(ST_CollectionExtract(ST_MakeValid(s.geom), 3)) AS mended
      FROM import_staging s WHERE ${within(range)} AND NOT ST_IsValid(s.geom)
    ), stored AS (
      UPDATE import_staging s SET geom = f.mended FROM faulty f WHERE ${within(range)} AND s.row_number = f.row_number
    )
    SELECT row_number AS "rowNumber", ST_IsValidReason(geom) AS fault, ST_Area(geom::geography) AS "areaBeforeM2", ST_Area(mended::geography) AS "areaAfterM2"
    FROM faulty ORDER BY row_number`,
  );
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

/** A judgement over staged rows `s`: whom it meets, and the message as an SQL expression. */
export type Judgement = {
  readonly verdict: 'refused' | 'warned';
  readonly code: string;
  readonly condition: SQL;
  readonly message: SQL;
};

/** Refuses or warns of the rows that a condition picks, of those not refused yet and not merged into another. */
export async function judgeWhere(
  db: Connection,
  batchId: number,
  { verdict, code, condition, message }: Judgement,
): Promise<void> {
  await db.execute(sql`
    UPDATE import_staging s
    SET verdict = ${verdict}, reasons = reasons || jsonb_build_array(jsonb_build_object('code', ${code}::text, 'column', NULL, 'message', ${message}))
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

export type Combine = { readonly field: string; readonly how: 'sum' | 'max'; readonly most: number };

/** Merges rows with one key into the first of them. A key with a refused piece is refused whole: a part is not the lot. */
export async function mergePieces(
  db: Connection,
  batchId: number,
  combines: readonly Combine[],
): Promise<{ merged: number; pieces: number }> {
  await judgeWhere(db, batchId, {
    verdict: 'refused',
    code: 'piece-refused',
    condition: sql`s.key IN (SELECT r.key FROM import_staging r WHERE r.batch_id = ${batchId} AND r.verdict = 'refused' AND r.key IS NOT NULL)`,
    message: sql`format('“%s”的另一部分被拒绝，整宗不导入', s.key)`,
  });
  if (combines.length > 0) {
    await combineNumbers(db, batchId, combines);
    await judgeWhere(db, batchId, {
      verdict: 'refused',
      code: 'out-of-range',
      condition: sql`(${sql.join(
        combines.map(({ field, most }) => sql`(s.fields->>${columnName(field)})::float8 > ${most}::float8`),
        sql` OR `,
      )})`,
      message: sql`format('“%s”各部分合并后的数值超出可能的范围，请核对数值与单位', s.key)`,
    });
  }
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
