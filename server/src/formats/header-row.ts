import { Problem } from '../contract/problem.ts';
import type { Cell, TableRow } from './rows.ts';

export type RawRow = { readonly rowNumber: number; readonly cells: readonly Cell[] };

/** How many rows may stand above the header: titles, the unit that reports, the date. */
const HEADER_WITHIN_ROWS = 20;

/**
 * Finds the header among the first rows and names the cells below it. The header is the row with the most cells that
 * `isKnown` knows; where it knows none, the first row with two filled cells. Errors: `file-empty`.
 */
export async function readBelowHeader(
  raw: AsyncIterator<RawRow>,
  isKnown: (header: string) => boolean,
): Promise<{ headers: string[]; rows: AsyncIterable<TableRow> }> {
  const head: RawRow[] = [];
  while (head.length < HEADER_WITHIN_ROWS) {
    const next = await raw.next();
    if (next.done) break;
    head.push(next.value);
  }
  const headerAt = bestHeader(head, isKnown);
  const header = head[headerAt];
  if (!header) throw new Problem('file-empty', '表中没有数据行。 The table holds no rows.');
  const headers = uniqueHeaders(header.cells);
  return { headers, rows: nameCells(head.slice(headerAt + 1), raw, headers) };
}

function bestHeader(rows: readonly RawRow[], isKnown: (header: string) => boolean): number {
  let best = -1;
  let bestKnown = 0;
  rows.forEach((row, index) => {
    const known = row.cells.filter((cell) => typeof cell === 'string' && isKnown(cell)).length;
    if (known > bestKnown) {
      best = index;
      bestKnown = known;
    }
  });
  if (best >= 0) return best;
  return rows.findIndex((row) => row.cells.filter((cell) => cell !== null).length >= 2);
}

/** Empty headers get the column's number, repeated ones a suffix, so that no column hides another. */
function uniqueHeaders(cells: readonly Cell[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell === null ? `列${index + 1}` : String(cell).trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} #${times}`;
  });
}

async function* nameCells(
  held: readonly RawRow[],
  rest: AsyncIterator<RawRow>,
  headers: readonly string[],
): AsyncGenerator<TableRow> {
  try {
    for (const row of held) if (!isBlank(row)) yield named(row, headers);
    for (;;) {
      const next = await rest.next();
      if (next.done) return;
      if (!isBlank(next.value)) yield named(next.value, headers);
    }
  } finally {
    await rest.return?.();
  }
}

const isBlank = (row: RawRow): boolean => row.cells.every((cell) => cell === null);

function named(row: RawRow, headers: readonly string[]): TableRow {
  const values: Record<string, Cell> = {};
  headers.forEach((header, index) => {
    values[header] = row.cells[index] ?? null;
  });
  return { rowNumber: row.rowNumber, values };
}
