import { open, stat } from 'node:fs/promises';
import { Problem } from '../contract/problem.ts';
import { type RawRow, readBelowHeader } from './header-row.ts';
import type { Cell, TableFile } from './rows.ts';
import { proveZip } from './zip.ts';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

export type XlsxOptions = { readonly sheet?: string | undefined; readonly isKnownHeader: (header: string) => boolean };

/** Reads one sheet of a workbook row by row, the first unless `sheet` names another. Errors: `file-empty`, `file-unreadable`, `archive-unsafe`. */
export async function readXlsx(path: string, options: XlsxOptions): Promise<TableFile> {
  if ((await stat(path)).size === 0) throw new Problem('file-empty', '文件是空的（0 字节）。 The file holds no bytes.');
  await refuseSealed(path);
  await proveZip(path);
  const { headers, rows } = await readBelowHeader(sheetRows(path, options.sheet), options.isKnownHeader);
  return { format: 'xlsx', encoding: null, headers, rows };
}

/** A workbook with a password, and one of the old .xls, is no archive but a compound file. */
async function refuseSealed(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (!buffer.equals(COMPOUND_FILE)) return;
  } finally {
    await file.close();
  }
  throw new Problem(
    'file-unreadable',
    '工作簿设有打开密码，或是旧的 .xls 格式；请去掉密码并另存为 .xlsx。 The workbook has a password or is an old .xls: remove the password and save it as .xlsx.',
    'file',
  );
}

async function* sheetRows(path: string, sheet: string | undefined): AsyncGenerator<RawRow> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  const names: string[] = [];
  try {
    for await (const worksheet of workbook) {
      const name = (worksheet as unknown as { name: string }).name;
      names.push(name);
      if (sheet !== undefined && name !== sheet) continue;
      for await (const row of worksheet) {
        const cells: Cell[] = [];
        row.eachCell({ includeEmpty: true }, (cell, column) => {
          cells[column - 1] = plainCell(cell.value);
        });
        yield { rowNumber: row.number, cells: Array.from(cells, (cell) => cell ?? null) };
      }
      return;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = error instanceof Error ? error.message : '';
    throw new Problem(
      'file-unreadable',
      `工作簿不能读取（${reason}）；请另存为 .xlsx 后重试。 The workbook cannot be read: save it as .xlsx again.`,
    );
  }
  if (sheet !== undefined) {
    throw new Problem(
      'mapping-invalid',
      `工作簿中没有工作表“${sheet}”，现有：${names.join('、')}。 The workbook has no sheet of this name.`,
      'sheet',
    );
  }
}

/** A cell's value as text or number: the result of a formula, the text of rich text, a date as yyyy-mm-dd. */
function plainCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#DATE!' : value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value && Array.isArray(value.richText))
    return plainCell(value.richText.map((part: { text?: string }) => part.text ?? '').join(''));
  if ('formula' in value || 'sharedFormula' in value) return 'result' in value ? plainCell(value.result) : '#FORMULA!';
  if ('result' in value) return plainCell(value.result);
  if ('error' in value) return String(value.error);
  if ('text' in value) return plainCell(value.text);
  return null;
}
