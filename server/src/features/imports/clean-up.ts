import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import { selectRows } from '../../db/sql.ts';
import { PROGRAM_ACTOR } from '../../domain/scope.ts';
import { type ImportServices, takeImportLock } from './import-lock.ts';
import { emptyStaging } from './staging.queries.ts';

const CUT_OFF = {
  type: 'internal',
  detail:
    '导入在完成前中断，没有写入任何数据，请重新导入。 The import was cut off before it ended and stored nothing: run it again.',
};

const CutOff = z.object({
  id: z.int(),
  jurisdictionId: z.int().nullable(),
  jurisdiction: z.string(),
  kind: z.string(),
  file: z.string(),
});

/** At start: puts right what a dead process left behind, unless another process is importing at this moment. */
export async function cleanUpUnfinishedImports(services: ImportServices): Promise<void> {
  const release = await takeImportLock(services.db).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'import-running') return null;
    throw error;
  });
  if (release) await cleanUpHoldingLock(services).finally(release);
}

/** Imports that were cut off become failed: nothing of them was stored, since one transaction stores all and ends the batch. */
export async function cleanUpHoldingLock({ db, clock }: ImportServices): Promise<void> {
  const now = clock();
  await db.transaction(async (transaction) => {
    const cutOff = await selectRows(
      transaction,
      CutOff,
      sql`
      UPDATE import_batches
      SET status = 'failed', stage = 'done', problem = ${JSON.stringify(CUT_OFF)}::jsonb, finished_at = ${now.toISOString()}::timestamptz
      WHERE status = 'running' RETURNING id, jurisdiction_id AS "jurisdictionId", jurisdiction_code AS jurisdiction, kind, file_name AS file`,
    );
    for (const { id, jurisdictionId, ...facts } of cutOff) {
      const entry = { kind: 'import-refused', jurisdictionId, subject: id } as const;
      await writeAudit(
        transaction,
        PROGRAM_ACTOR,
        { ...entry, facts: { ...facts, status: 'failed', problem: 'internal' } },
        now,
      );
    }
  });
  await emptyStaging(db);
}
