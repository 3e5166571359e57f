import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { oneOf } from '../../contract/parameters.ts';
import { rowsUnderScope } from '../../db/row-security.ts';
import { type Cell, writeCsv } from '../../formats/write-csv.ts';
import { type Sheet, writeXlsx } from '../../formats/write-xlsx.ts';
import { file } from '../../http/replies.ts';

export const TableFormat = z.object({ format: oneOf(['csv', 'xlsx']) });
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
/** The reply of a route that gives a table. */
export const TABLE_FILE = { 200: file('The table, as an attachment', 'text/csv', TYPES.xlsx) };

/** A table ready to go out in either form: the same rows, the same total. */
export type Table = {
  readonly sheet: Sheet;
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  readonly totals: () => readonly Cell[];
};

/** Sends a table under a name, as its format has it. */
export function sendTable(reply: FastifyReply, format: 'csv' | 'xlsx', name: string, table: Table): FastifyReply {
  reply
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'private, no-store')
    .type(TYPES[format]);
  const rows = rowsUnderScope(table.rows);
  return reply.send(
    format === 'xlsx' ? writeXlsx(table.sheet, rows, table.totals) : writeCsv(csvLines({ ...table, rows })),
  );
}

async function* csvLines({ sheet, rows, totals }: Table): AsyncGenerator<readonly Cell[]> {
  yield [sheet.title];
  for (const note of sheet.notes) yield [note];
  yield sheet.columns.map((column) => column.header);
  for await (const row of rows) yield printed(sheet, row);
  yield printed(sheet, totals());
}

/** A row as it is printed where no cell format can do it: two decimals where the column has them, every column present. */
const printed = (sheet: Sheet, row: readonly Cell[]): Cell[] =>
  sheet.columns.map((column, index) => {
    const cell = row[index] ?? null;
    return typeof cell === 'number' && column.format?.endsWith('.00') ? cell.toFixed(2) : cell;
  });
