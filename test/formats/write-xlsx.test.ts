import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { writeXlsx } from '../../server/src/formats/write-xlsx.ts';

it('adds what is known, and writes no zero where nothing is', async () => {
  const sheet = {
    name: '宗地',
    title: '宗地',
    notes: [],
    columns: [{ header: '序号' }, { header: '面积（亩）', sum: true }, { header: '税收（万元）', sum: true }].map(
      (column) => ({
        width: 10,
        ...column,
      }),
    ),
    totalLabel: '合计',
  };
  const rows = [
    [1, 2.5, '未知'],
    [2, 1.25, '未知'],
  ];
  const bytes = await buffer(writeXlsx(sheet, rows, () => ['合计', 3.75, '未知']));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const total = book.worksheets[0]?.lastRow;
  const last = Number(total?.number) - 1;
  expect([1, 2, 3].map((cell) => total?.getCell(cell).value)).toEqual([
    '合计',
    { formula: `SUM(B${last - 1}:B${last})`, result: 3.75 },
    '未知',
  ]);
});
