import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { ImportBatch, ImportRow } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import { rowsUnderScope } from '../../db/row-security.ts';
import { type Cell, writeCsv } from '../../formats/write-csv.ts';
import { findBatchRows } from './imports.queries.ts';

const PAGE = 2000;

/** The refused rows as a table to mend and send again: original columns, then the row's number and the reasons. */
export const refusedCsv = (db: Connection, batch: ImportBatch): Readable =>
  writeCsv(rowsUnderScope(refusedLines(db, batch)));

async function* refusedLines(db: Connection, { id: batchId, detected }: ImportBatch): AsyncGenerator<readonly Cell[]> {
  // The file's own order first: what the rows keep has none.
  const headers = new Set<string>(z.array(z.string()).catch([]).parse(detected.headers));
  for await (const row of refusedRows(db, batchId)) for (const name of Object.keys(row.source)) headers.add(name);
  const columns = [...headers];
  yield [...columns, '行号', '原因'];
  for await (const row of refusedRows(db, batchId)) {
    const reasons = row.reasons.map((reason) => reason.message).join('；');
    yield [...columns.map((name) => cell(row.source[name])), row.rowNumber, reasons];
  }
}

async function* refusedRows(db: Connection, batchId: number): AsyncGenerator<ImportRow> {
  for (let after = 0; ; ) {
    const rows = await findBatchRows(db, batchId, { verdict: 'refused', after, limit: PAGE });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.rowNumber;
  }
}

const cell = (value: unknown): Cell =>
  value === null || value === undefined ? null : typeof value === 'number' ? value : String(value);
