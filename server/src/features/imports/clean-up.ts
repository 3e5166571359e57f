import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { selectRows } from '../../db/sql.ts';
import type { Report } from '../../domain/progress.ts';
import { assess } from '../assessment/assess.ts';
import { type ImportServices, takeImportLock } from './import-lock.ts';
import { emptyStaging } from './staging.queries.ts';

const CUT_OFF = {
  type: 'internal',
  detail:
    '导入在完成前中断，没有写入任何数据，请重新导入。 The import was cut off before it ended and stored nothing: run it again.',
};

/** At start: puts right what a dead process left behind, unless another process is importing at this moment. */
export async function cleanUpUnfinishedImports(services: ImportServices, report: Report): Promise<void> {
  const release = await takeImportLock(services.db).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'import-running') return null;
    throw error;
  });
  if (release) await cleanUpHoldingLock(services, report).finally(release);
}

/**
 * Imports cut off while reading become failed: nothing of them was stored, since rows reach the tables in one
 * transaction, which also ends the batch. Those cut off after it are assessed now.
 */
export async function cleanUpHoldingLock(services: ImportServices, report: Report): Promise<void> {
  const { db, clock } = services;
  const now = clock().toISOString();
  await db.execute(sql`
    UPDATE import_batches SET status = 'failed', stage = 'done', problem = ${JSON.stringify(CUT_OFF)}::jsonb, finished_at = ${now}::timestamptz
    WHERE status = 'running'`);
  await emptyStaging(db);
  const stored = await selectRows(
    db,
    z.object({ id: z.int(), jurisdictionId: z.int(), fileName: z.string() }),
    sql`
    SELECT id, jurisdiction_id AS "jurisdictionId", file_name AS "fileName" FROM import_batches
    WHERE status = 'committed' AND stage <> 'done' ORDER BY id`,
  );
  for (const { id, jurisdictionId, fileName } of stored) {
    await assess(services, { jurisdictionIds: [jurisdictionId], reason: `导入 ${fileName}`, batchId: id }, report);
    await db.execute(sql`UPDATE import_batches SET stage = 'done' WHERE id = ${id}`);
  }
}
