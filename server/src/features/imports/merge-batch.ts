import { sql } from 'drizzle-orm';
import { writeAudit } from '../../db/audit.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { MatchedColumn } from '../../domain/header-match.ts';
import { type ImportKind, MOST_OF_QUANTITY } from '../../domain/import-fields.ts';
import type { Report } from '../../domain/progress.ts';
import type { Actor } from '../../domain/scope.ts';
import { assessWithin } from '../assessment/assess.ts';
import {
  findMergedYears,
  type Merged,
  mergeEnterprises,
  mergeIndicators,
  mergeOccupancies,
  refuseUnknownEnterprises,
  refuseUnknownParcels,
} from './enterprises.queries.ts';
import { addDetected } from './imports.queries.ts';
import {
  compareWithParcels,
  insertParcels,
  placeByGeometry,
  refuseParcelsWithoutLand,
  updateParcels,
  warnAreaConflicts,
  warnOverlaps,
} from './parcels.queries.ts';
import { type ImportJurisdiction, insertJurisdiction, type NewJurisdiction } from './places.queries.ts';
import { mergeProjects, mergeViolations } from './registers.queries.ts';
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
  if (kind === 'indicators' || kind === 'occupancies' || kind === 'violations')
    await refuseUnknownEnterprises(db, batchId, jurisdictionId);
  if (kind === 'occupancies' || kind === 'projects') await refuseUnknownParcels(db, batchId, jurisdictionId);
  if (staged.isMerging) {
    const combines = columns.flatMap((column): Combine[] =>
      column.combine === 'first' || column.field.type.is !== 'quantity'
        ? []
        : [
            {
              field: column.field.field,
              how: column.combine,
              most: MOST_OF_QUANTITY[column.field.type.quantity],
            },
          ],
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

export type Batch = {
  readonly actor: Actor;
  readonly batchId: number;
  readonly jurisdiction: ImportJurisdiction;
  /** Set where the import makes the jurisdiction. */
  readonly newJurisdiction: NewJurisdiction | undefined;
  readonly kind: ImportKind;
  readonly isStrict: boolean;
  readonly fileName: string;
};

export type Outcome = { readonly status: 'committed' | 'unchanged' | 'refused' };

/**
 * Stores the accepted rows, assesses the land anew, keeps the other rows with their reasons, raises the revision and
 * ends the batch: one transaction, so that readers see all of it or nothing, and a process that dies leaves nothing.
 */
export async function storeStaged(
  { db, clock }: { db: Database; clock: () => Date },
  batch: Batch,
  report: Report,
): Promise<Outcome> {
  const counts = await countStaged(db, batch.batchId);
  const isRefused = counts.accepted === 0 || (batch.isStrict && counts.refused > 0);
  return db.transaction(async (transaction) => {
    const services = { db: transaction, clock };
    const merged = isRefused ? { inserted: 0, updated: 0 } : await merge(services, batch);
    const status = isRefused ? 'refused' : merged.inserted + merged.updated === 0 ? 'unchanged' : 'committed';
    await keepReasons(transaction, batch.batchId);
    if (status === 'committed') {
      const changedYears = batch.kind === 'indicators' ? await findMergedYears(transaction, batch.batchId) : undefined;
      const assessment = { reason: `导入 ${batch.fileName}`, batchId: batch.batchId, changedYears };
      await assessWithin(services, { jurisdictionIds: [batch.jurisdiction.id], ...assessment }, report);
    }
    await endBatch(services, batch, { status, counts, merged });
    if (batch.kind === 'parcels' && !isRefused) await warnOverlaps(transaction, batch.batchId, batch.jurisdiction.id);
    const { actor, batchId, kind, fileName, newJurisdiction, jurisdiction } = batch;
    const jurisdictionId = isRefused && newJurisdiction ? null : jurisdiction.id;
    const facts = { kind, file: fileName, jurisdiction: jurisdiction.code, status, ...counts, ...merged };
    const entry = {
      kind: isRefused ? 'import-refused' : 'import-ended',
      jurisdictionId,
      subject: batchId,
      facts,
    } as const;
    await writeAudit(transaction, actor, entry, clock());
    return { status };
  });
}

async function endBatch(
  { db, clock }: Within,
  { batchId, jurisdiction, newJurisdiction }: Batch,
  { status, counts, merged }: Outcome & { counts: StagedCounts; merged: Merged },
): Promise<void> {
  const isRefused = status === 'refused';
  const problem =
    counts.accepted === 0
      ? {
          type: 'import-refused',
          detail: '没有一行可以接受，原因见逐行清单。 No row could be accepted: the reasons are listed by row.',
        }
      : null;
  await db.execute(sql`
    UPDATE import_batches
    SET status = ${status}, stage = 'done', rows_read = ${counts.rows}, rows_accepted = ${isRefused ? 0 : counts.accepted},
      rows_warned = ${counts.warned}, rows_refused = ${counts.refused}, problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb,
      detected = detected || ${JSON.stringify(merged)}::jsonb, finished_at = ${clock().toISOString()}::timestamptz,
      jurisdiction_id = ${isRefused && newJurisdiction ? null : jurisdiction.id}::int
    WHERE id = ${batchId}`);
}

type Within = { readonly db: Connection; readonly clock: () => Date };

async function merge(services: Within, batch: Batch): Promise<Merged> {
  const { db } = services;
  const { jurisdiction, newJurisdiction } = batch;
  if (newJurisdiction) await insertJurisdiction(db, jurisdiction, newJurisdiction);
  // The tables grow while a statement fills them, which statistics cannot know: on tables that were empty when they
  // were last counted, a plan that scans them for every row would take the square of the rows.
  await db.execute(sql`SET LOCAL enable_seqscan = off`);
  const merged = await mergeRows(services, batch);
  await db.execute(sql`SET LOCAL enable_seqscan TO DEFAULT`);
  return merged;
}

async function mergeRows(
  { db, clock }: Within,
  { batchId, jurisdiction: { id: jurisdictionId }, kind }: Batch,
): Promise<Merged> {
  switch (kind) {
    case 'parcels':
      return {
        updated: await updateParcels(db, batchId, jurisdictionId),
        inserted: await insertParcels(db, batchId, jurisdictionId, clock().toISOString().slice(0, 10)),
      };
    case 'enterprises':
      return mergeEnterprises(db, batchId, jurisdictionId);
    case 'indicators':
      return mergeIndicators(db, batchId, jurisdictionId);
    case 'occupancies':
      return mergeOccupancies(db, batchId, jurisdictionId);
    case 'projects':
      return mergeProjects(db, batchId, jurisdictionId);
    case 'violations':
      return mergeViolations(db, batchId, jurisdictionId);
  }
}
