import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { emptyStaging } from './staging.queries.ts';

/**
 * Marks imports that a dead process left behind as failed and empties staging. Nothing of them was stored: rows reach the
 * tables in one transaction, which also ends the batch. Call it at start, and before an import begins.
 */
export async function cleanUpUnfinishedImports(db: Database): Promise<void> {
  const problem = {
    type: 'internal',
    detail:
      '导入在完成前中断，没有写入任何数据，请重新导入。 The import was cut off before it ended and stored nothing: run it again.',
  };
  await db.execute(sql`
    UPDATE import_batches SET status = 'failed', stage = 'done', problem = ${JSON.stringify(problem)}::jsonb, finished_at = now()
    WHERE status = 'running'`);
  await emptyStaging(db);
}
