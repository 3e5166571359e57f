import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Cell } from './write-csv.ts';

export type Sheet = {
  readonly name: string;
  readonly title: string;
  /** Lines under the title: filter, units, revision, time. */
  readonly notes: readonly string[];
  readonly columns: readonly {
    readonly header: string;
    readonly width: number;
    readonly format?: string;
    readonly sum?: boolean;
  }[];
  readonly totalLabel: string;
};

const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF1F0EB' } } as const;

/**
 * One sheet, streamed: merged title, notes, frozen header, rows, and a total row whose formulas add the printed cells.
 * `totals` are the cached results of those formulas, asked for after the last row.
 */
export function writeXlsx(
  sheet: Sheet,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  totals: () => readonly Cell[],
): Readable {
  const stream = new PassThrough();
  void fill(stream, sheet, rows, totals).catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return stream;
}

async function fill(
  stream: PassThrough,
  sheet: Sheet,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  totals: () => readonly Cell[],
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  workbook.creator = '一码管地';
  const headerRow = sheet.notes.length + 2;
  const page = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: headerRow }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
    },
  });
  page.columns = sheet.columns.map((column) => ({
    width: column.width,
    ...(column.format ? { style: { numFmt: column.format } } : {}),
  }));
  writeHead(page, sheet);
  let count = 0;
  for await (const row of rows) {
    page.addRow([...row]).commit(); // Text of a cell is typed as text here: a spreadsheet never runs it.
    count += 1;
  }
  writeTotals(page, sheet, headerRow + 1, headerRow + count, totals());
  page.commit();
  await workbook.commit();
}

function writeHead(page: ExcelJS.Worksheet, sheet: Sheet): void {
  const lastColumn = sheet.columns.length;
  const title = page.addRow([sheet.title]);
  title.font = { bold: true, size: 14 };
  title.alignment = { horizontal: 'center' };
  page.mergeCells(1, 1, 1, lastColumn);
  title.commit();
  for (const [index, note] of sheet.notes.entries()) {
    const row = page.addRow([note]);
    page.mergeCells(index + 2, 1, index + 2, lastColumn);
    row.commit();
  }
  const header = page.addRow(sheet.columns.map((column) => column.header));
  header.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = HEADER_FILL;
    cell.alignment = { wrapText: true, vertical: 'middle' };
  });
  header.commit();
}

function writeTotals(page: ExcelJS.Worksheet, sheet: Sheet, from: number, to: number, totals: readonly Cell[]): void {
  const cells = sheet.columns.map((column, index) => {
    const letter = page.getColumn(index + 1).letter;
    const result = totals[index] ?? null;
    if (!column.sum) return index === 0 ? sheet.totalLabel : result;
    // Of nothing known there is no sum: a formula would make a zero of it.
    if (typeof result === 'string') return result;
    return to < from ? 0 : { formula: `SUM(${letter}${from}:${letter}${to})`, result: Number(result ?? 0) };
  });
  const row = page.addRow(cells);
  row.font = { bold: true };
  row.commit();
}
