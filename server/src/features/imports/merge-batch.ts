import { sql } from 'drizzle-orm';
import type { Connection, Database } from '../../db/database.ts';
import type { MatchedColumn } from '../../domain/header-match.ts';
import type { ImportKind } from '../../domain/import-fields.ts';
import {
  mergeEnterprises,
  mergeIndicators,
  mergeOccupancies,
  refuseUnknownEnterprises,
  refuseUnknownParcels,
} from './enterprises.queries.ts';
import { addDetected } from './imports.queries.ts';
import {
  compareWithParcels,
  type Merged,
  mergeParcels,
  placeByGeometry,
  refuseParcelsWithoutLand,
  warnAreaConflicts,
} from './parcels.queries.ts';
import {
  type Combine,
  countStaged,
  keepReasons,
  mergePieces,
  refuseDuplicates,
  type StagedCounts,
} from './staging.queries.ts';

export type Checked = StagedCounts;

type Staged = {
  readonly batchId: number;
  readonly jurisdictionId: number;
  readonly kind: ImportKind;
  readonly columns: readonly MatchedColumn[];
  readonly isMerging: boolean;
  readonly hasGeometry: boolean;
};

/** Asks the database what only it knows of the staged rows: what is doubled, what belongs together, what is not there. */
export async function checkStaged(db: Database, staged: Staged): Promise<Checked> {
  const { batchId, jurisdictionId, kind, columns } = staged;
  if (kind === 'parcels' && !staged.hasGeometry) await refuseParcelsWithoutLand(db, batchId, jurisdictionId);
  if (kind === 'indicators' || kind === 'occupancies') await refuseUnknownEnterprises(db, batchId, jurisdictionId);
  if (kind === 'occupancies') await refuseUnknownParcels(db, batchId, jurisdictionId);
  if (staged.isMerging) {
    const combines = columns.flatMap((column): Combine[] =>
      column.combine === 'first' ? [] : [{ field: column.field.field, how: column.combine }],
    );
    await addDetected(db, batchId, { mergedPieces: await mergePieces(db, batchId, combines) });
  } else await refuseDuplicates(db, batchId);
  if (columns.some((column) => column.field.field === 'parcelCode') && !staged.hasGeometry) {
    await addDetected(db, batchId, { parcels: await compareWithParcels(db, batchId, jurisdictionId) });
  }
  if (kind === 'parcels') {
    const has = (field: string) => columns.some((column) => column.field.field === field);
    if (staged.hasGeometry)
      await placeByGeometry(db, batchId, jurisdictionId, { town: !has('town'), park: !has('park') });
    await warnAreaConflicts(db, batchId, jurisdictionId);
  }
  return countStaged(db, batchId);
}

export type Outcome = { readonly status: 'committed' | 'unchanged' | 'refused' };

/** Stores the accepted rows, keeps the others with their reasons and ends the batch: one short transaction. */
export async function storeStaged(
  { db, clock }: { db: Database; clock: () => Date },
  batch: { batchId: number; jurisdictionId: number; kind: ImportKind; isStrict: boolean },
): Promise<Outcome> {
  const counts = await countStaged(db, batch.batchId);
  const isRefused = counts.accepted === 0 || (batch.isStrict && counts.refused > 0);
  return db.transaction(async (transaction) => {
    const merged = isRefused
      ? { inserted: 0, updated: 0 }
      : await merge(transaction, batch, clock().toISOString().slice(0, 10));
    const status = isRefused ? 'refused' : merged.inserted + merged.updated === 0 ? 'unchanged' : 'committed';
    await keepReasons(transaction, batch.batchId);
    const problem =
      counts.accepted === 0
        ? {
            type: 'import-refused',
            detail: '没有一行可以接受，原因见逐行清单。 No row could be accepted: the reasons are listed by row.',
          }
        : null;
    await transaction.execute(sql`
      UPDATE import_batches
      SET status = ${status}, stage = ${status === 'committed' ? 'storing' : 'done'}, rows_read = ${counts.rows}, rows_accepted = ${isRefused ? 0 : counts.accepted},
        rows_warned = ${counts.warned}, rows_refused = ${counts.refused}, problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb,
        detected = detected || ${JSON.stringify(merged)}::jsonb, finished_at = ${clock().toISOString()}::timestamptz
      WHERE id = ${batch.batchId}`);
    return { status };
  });
}

function merge(
  db: Connection,
  { batchId, jurisdictionId, kind }: { batchId: number; jurisdictionId: number; kind: ImportKind },
  today: string,
): Promise<Merged> {
  switch (kind) {
    case 'parcels':
      return mergeParcels(db, batchId, jurisdictionId, today);
    case 'enterprises':
      return mergeEnterprises(db, batchId, jurisdictionId);
    case 'indicators':
      return mergeIndicators(db, batchId, jurisdictionId);
    case 'occupancies':
      return mergeOccupancies(db, batchId, jurisdictionId);
  }
}
