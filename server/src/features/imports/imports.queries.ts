import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ImportBatch, ImportRow } from '../../contract/api.ts';
import type { ProblemDetails } from '../../contract/problem.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import { plainJson } from './plain-json.ts';

const time = (column: SQL): SQL => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const batchColumns = sql`
  b.id, b.jurisdiction_code AS jurisdiction, b.kind, b.file_name AS "fileName", b.file_bytes::float8 AS "fileBytes", b.is_strict AS "isStrict",
  b.status, b.stage, b.rows_read AS "rowsRead", b.rows_accepted AS "rowsAccepted", b.rows_warned AS "rowsWarned",
  b.rows_refused AS "rowsRefused", b.detected, b.problem, ${time(sql`b.started_at`)} AS "startedAt", ${time(sql`b.finished_at`)} AS "finishedAt"`;

export function findBatch(db: Connection, scope: Scope, id: number): Promise<ImportBatch | null> {
  return selectRow(
    db,
    ImportBatch,
    sql`
    SELECT ${batchColumns} FROM import_batches b
    WHERE b.id = ${id} AND ${withinWhole(scope, sql`b.jurisdiction_id`)}`,
  );
}

export type BatchPage = {
  readonly jurisdiction: string | null;
  readonly before: number | null;
  readonly limit: number;
};

/** Newest first; `before` is the id below which to go on. */
export function findBatches(db: Connection, scope: Scope, page: BatchPage): Promise<ImportBatch[]> {
  return selectRows(
    db,
    ImportBatch,
    sql`
    SELECT ${batchColumns} FROM import_batches b
    WHERE ${withinWhole(scope, sql`b.jurisdiction_id`)}
      AND (${page.before}::int IS NULL OR b.id < ${page.before}::int) AND (${page.jurisdiction}::text IS NULL OR b.jurisdiction_code = ${page.jurisdiction}::text)
    ORDER BY b.id DESC LIMIT ${page.limit}`,
  );
}

/** Rows handed back, refused first. `after` skips to the rows behind a row number of the same verdict. */
export function findBatchRows(
  db: Connection,
  batchId: number,
  page: { verdict: 'refused' | 'warned'; after: number; limit: number },
): Promise<ImportRow[]> {
  return selectRows(
    db,
    ImportRow,
    sql`
    SELECT row_number AS "rowNumber", verdict, reasons, source FROM import_rows
    WHERE batch_id = ${batchId} AND verdict = ${page.verdict} AND row_number > ${page.after}
    ORDER BY row_number LIMIT ${page.limit}`,
  );
}

export type NewBatch = {
  /** Null where the import makes the jurisdiction. */
  readonly jurisdictionId: number | null;
  readonly jurisdictionCode: string;
  readonly kind: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly mapping: unknown;
  readonly isStrict: boolean;
  readonly startedAt: Date;
};

export async function insertBatch(db: Connection, batch: NewBatch): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ id: z.int() }),
    sql`
    INSERT INTO import_batches (jurisdiction_id, jurisdiction_code, kind, file_name, file_sha256, file_bytes, mapping, is_strict, status, started_at)
    VALUES (${batch.jurisdictionId}::int, ${batch.jurisdictionCode}, ${batch.kind}, ${batch.fileName}, ${batch.fileSha256}, ${batch.fileBytes}, ${JSON.stringify(batch.mapping)}::jsonb,
      ${batch.isStrict}, 'running', ${batch.startedAt.toISOString()}::timestamptz)
    RETURNING id`,
  );
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  return row.id;
}

export async function markStage(
  db: Connection,
  batchId: number,
  stage: 'reading' | 'checking' | 'storing',
  rowsRead: number,
): Promise<void> {
  await db.execute(sql`UPDATE import_batches SET stage = ${stage}, rows_read = ${rowsRead} WHERE id = ${batchId}`);
}

/** What was found in the file, added to what was known before. */
export async function addDetected(db: Connection, batchId: number, detected: Record<string, unknown>): Promise<void> {
  await db.execute(
    sql`UPDATE import_batches SET detected = detected || ${plainJson(detected)}::jsonb WHERE id = ${batchId}`,
  );
}

export type Failure = Pick<ProblemDetails, 'type' | 'detail' | 'place'>;

/** Ends a batch that stored nothing, and answers whether it did. One that has committed keeps its outcome, whatever went wrong afterwards. */
export async function failBatch(db: Connection, batchId: number, problem: Failure, at: Date): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    UPDATE import_batches SET status = 'failed', stage = 'done', problem = ${plainJson(problem)}::jsonb, finished_at = ${at.toISOString()}::timestamptz
    WHERE id = ${batchId} AND status = 'running'`);
  return rowCount === 1;
}
