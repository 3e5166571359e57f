import { type Readable, Transform } from 'node:stream';
import { stringify } from 'csv-stringify';

/** A cell of a table that goes out: null prints as an empty cell. */
export type Cell = string | number | null;

const EXECUTABLE = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers stay as they are, a signed
 * one that was already written out included.
 */
export const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && EXECUTABLE.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;

/** Rows to CSV as Excel and WPS open it: UTF-8 with a byte order mark, CRLF, formulas made harmless. */
export function writeCsv(rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>): Readable {
  const lines = stringify({ bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }); // A lone line feed would end the row.
  const source = Transform.from(rows);
  source.on('error', (error) => lines.destroy(error));
  return source
    .pipe(new Transform({ objectMode: true, transform: (row: Cell[], _, done) => done(null, row.map(harmless)) }))
    .pipe(lines);
}
