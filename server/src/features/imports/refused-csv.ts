import { z } from 'zod';
import type { ImportBatch, ImportRow } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import { findBatchRows } from './imports.queries.ts';

const PAGE = 2000;

/** The refused rows as a table to mend and send again: original columns, then the row's number and the reasons. */
export async function* refusedCsv(db: Connection, { id: batchId, detected }: ImportBatch): AsyncGenerator<string> {
  // The file's own order first: what the rows keep has none.
  const headers = new Set<string>(z.array(z.string()).catch([]).parse(detected.headers));
  for await (const row of refusedRows(db, batchId)) for (const name of Object.keys(row.source)) headers.add(name);
  const columns = [...headers];
  yield `\uFEFF${[...columns, '行号', '原因'].map(csvCell).join(',')}\r\n`;
  for await (const row of refusedRows(db, batchId)) {
    const reasons = row.reasons.map((reason) => reason.message).join('；');
    yield `${[...columns.map((name) => row.source[name]), row.rowNumber, reasons].map(csvCell).join(',')}\r\n`;
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

/** A cell that a spreadsheet shows and never runs: text that begins like a formula gets an apostrophe. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
  const harmless = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
