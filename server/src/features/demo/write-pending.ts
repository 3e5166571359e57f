import type { Connection } from '../../db/database.ts';
import {
  insertBaseFeatures,
  insertConstraints,
  insertEnterprises,
  insertIndicators,
  insertOccupancies,
  insertParcelCodes,
  insertParcels,
  insertProjects,
  insertViolations,
} from './demo.queries.ts';
import { nothingPending, type Pending } from './rows.ts';

const BATCH_ROWS = 5000;

/** Gathers rows and writes them in batches; the next batch is thought out while the last is being written. */
export type Writer = {
  readonly pending: Pending;
  /** Hands over what is pending once it fills a batch. Says whether it did. */
  readonly flush: () => Promise<boolean>;
  /** Writes all that is left and waits for it. */
  readonly finish: () => Promise<void>;
};

export function openWriter(db: Connection): Writer {
  const pending = nothingPending();
  let writing: Promise<void> = Promise.resolve();
  const handOver = async (): Promise<void> => {
    // At most one batch is under way, so that memory stays bounded; its failure ends the work here.
    await writing;
    const batch = { ...pending };
    Object.assign(pending, nothingPending());
    writing = write(db, batch);
    writing.catch(() => undefined);
  };
  return {
    pending,
    flush: async () => {
      if (pending.parcels.length < BATCH_ROWS && pending.indicators.length < BATCH_ROWS * 2) return false;
      await handOver();
      return true;
    },
    finish: async () => {
      await handOver();
      await writing;
    },
  };
}

/** Table by table in the order of their references; those that do not know each other side by side. */
async function write(db: Connection, batch: Pending): Promise<void> {
  await Promise.all([
    inBatches(batch.parcels, (rows) => insertParcels(db, rows)),
    inBatches(batch.enterprises, (rows) => insertEnterprises(db, rows)),
  ]);
  await Promise.all([
    inBatches(batch.codes, (rows) => insertParcelCodes(db, rows)),
    inBatches(batch.occupancies, (rows) => insertOccupancies(db, rows)),
    inBatches(batch.indicators, (rows) => insertIndicators(db, rows)),
    inBatches(batch.projects, (rows) => insertProjects(db, rows)),
    inBatches(batch.violations, (rows) => insertViolations(db, rows)),
    inBatches(batch.base, (rows) => insertBaseFeatures(db, rows)),
    inBatches(batch.constraints, (rows) => insertConstraints(db, rows)),
  ]);
}

async function inBatches<Row>(rows: readonly Row[], insert: (rows: readonly Row[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS) await insert(rows.slice(start, start + BATCH_ROWS));
}
