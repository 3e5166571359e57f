import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  app = await testApp({ db });
});

const ask = async (query: Record<string, string>) =>
  (
    await app.inject({
      url: `/api/tally?${new URLSearchParams({ jurisdiction: 'zhuji', year: String(YEAR), ...query })}`,
    })
  ).json();
const row = (key: string | null, all: number[], potential: number[], pending: number[], label = key) => {
  const sum = ([parcels, muHundredths]: number[]) => ({ parcels, muHundredths });
  return { key, label, all: sum(all), potential: sum(potential), pending: sum(pending) };
};

describe('GET /api/tally', () => {
  it('adds up by town in whole hundredths of a mu, with unknown towns apart', async () => {
    const tally = await ask({ by: 'town' });
    expect(tally.rows).toEqual([
      row('330681003', [3, 3705], [2, 1700], [0, 0], '陶朱街道'),
      row('330681004', [2, 1567], [1, 333], [0, 0], '暨南街道'),
      row(null, [1, 501], [0, 0], [1, 501]),
    ]);
    expect(tally.total).toEqual(row(null, [6, 5773], [3, 2033], [1, 501]));
  });

  it('puts a parcel found twice into one row, so that findings add up', async () => {
    const tally = await ask({ by: 'finding' });
    expect(tally.rows).toEqual([
      row('low-efficiency', [1, 1000], [1, 1000], [0, 0], null),
      row('low-efficiency+suspected-idle', [1, 700], [1, 700], [0, 0], null),
      row('none', [2, 3239], [0, 0], [0, 0], null),
      row('pending', [1, 501], [0, 0], [1, 501], null),
      row('suspected-idle', [1, 333], [1, 333], [0, 0], null),
    ]);
    expect(tally.kinds.slice(0, 2)).toEqual([
      { kind: 'low-efficiency', sum: { parcels: 2, muHundredths: 1700 } },
      { kind: 'suspected-idle', sum: { parcels: 2, muHundredths: 1033 } },
    ]);
  });

  it.each(['town', 'park', 'class', 'finding', 'industry'])('gives the same total by %s', async (by) => {
    expect((await ask({ by })).total).toEqual(row(null, [6, 5773], [3, 2033], [1, 501]));
  });

  it('sums what stands on the potential land, an enterprise with two parcels once and unknown tax apart', async () => {
    expect((await ask({})).figures).toEqual({
      enterprises: 1,
      tax10kYuan: 57.5,
      energyTce: null,
      employees: null,
      unknownParcels: 1,
    });
  });

  it('refuses a year without data and names those with data: no data is not zero', async () => {
    expect(await ask({ year: '2030' })).toMatchObject({
      type: 'year-without-data',
      status: 404,
      detail: `诸暨市 has no data for 2030. Years with data: ${YEAR}.`,
    });
    expect(await ask({ jurisdiction: 'other' })).toMatchObject({ type: 'year-without-data' });
    const list = await app.inject({ url: '/api/parcels?jurisdiction=zhuji&year=2030' });
    const table = await app.inject({ url: '/api/exports/found.csv?jurisdiction=zhuji&year=2030' });
    expect([list.statusCode, table.statusCode]).toEqual([404, 404]);
  });

  it('answers to the filter and prints it', async () => {
    const filter = JSON.stringify({ op: '=', args: [{ property: 'class' }, 'D'] });
    const tally = await ask({ by: 'class', filter });
    expect(tally).toMatchObject({
      filter,
      rows: [row('D', [2, 1700], [2, 1700], [0, 0])],
      revision: 1,
      isSynthetic: true,
      referenceMu: [500, 1000, 10000],
    });
  });
});

describe('exports', () => {
  const file = (name: string, query = '') =>
    app.inject({ url: `/api/exports/${name}?jurisdiction=zhuji&year=${YEAR}${query}` });

  it('write the found list as CSV for Excel, with formulas made harmless and the total of its rows', async () => {
    const reply = await file('found.csv');
    expect(reply.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = reply.body.split('\r\n');
    expect(lines[0]).toContain('诸暨市');
    expect(lines[0]).toContain('低效工业用地认定清单');
    expect(lines[1]).toContain('演示数据');
    expect(lines[2]).toContain('筛选：低效用地或疑似闲置');
    const cells = lines.slice(7, 11).map((line) => line.split(','));
    expect(cells.map((row) => [row[1], row[2], row[3], row[4], row[7], row[9]])).toEqual([
      ['330681003001GB00001', '甲机械', '甲机械有限公司', '91330681MA00000001', '10.00', '4.00'],
      ['330681003001GB00006', '己铸造', '甲机械有限公司', '91330681MA00000001', '7.00', '2.50'],
      ['330681004001GB00003', "'=cmd|丙", '无数据', '无数据', '3.33', '无数据'],
      ['3 宗', '', '', '', '20.33', ''],
    ]);
  });

  it('call a list what it is, and print its filter in words', async () => {
    const filter = {
      op: 'and',
      args: [
        { op: '=', args: [{ property: 'town' }, '330681003'] },
        {
          op: 'or',
          args: [
            { op: '=', args: [{ property: 'class' }, 'A'] },
            { op: 'isNull', args: [{ property: 'class' }] },
          ],
        },
        { op: 'not', args: [{ op: '<', args: [{ property: 'areaMu' }, 5] }] },
      ],
    };
    const lines = (await file('found.csv', `&filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.split('\r\n');
    expect(lines[0]).toContain('诸暨市工业宗地清单');
    expect(lines[2]).toContain('筛选：镇街＝陶朱街道，且（评价等级＝A，或评价等级无数据），且非（面积（亩）＜5）');
  });

  it('keep text that begins like a formula as it is in a workbook, whose cells are typed', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await file('found.xlsx')).rawPayload as unknown as ArrayBuffer);
    const sheet = book.worksheets[0];
    expect(sheet?.getRow(10).getCell(3)).toMatchObject({ value: '=cmd|丙', type: ExcelJS.ValueType.String });
    expect(book.creator).toBe('一码管地');
    expect(sheet?.lastRow?.getCell(8).value).toEqual({ formula: 'SUM(H8:H10)', result: 20.33 });
  });

  it('write the tally as XLSX whose total row is a formula over its rows', async () => {
    const reply = await file('tally.xlsx');
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="tally-zhuji-${YEAR}-town.xlsx"`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as unknown as ArrayBuffer);
    const sheet = book.worksheets[0];
    const last = sheet?.lastRow;
    expect(last?.getCell(1).value).toBe('合计');
    expect(last?.getCell(5).value).toEqual({ formula: 'SUM(E8:E10)', result: 20.33 });
    const printed = [8, 9, 10].map((number) => Number(sheet?.getRow(number).getCell(5).value));
    expect(printed).toEqual([17, 3.33, 0]);
  });

  it('refuse a filter that cannot be read before the first byte', async () => {
    expect((await file('found.xlsx', '&filter=x')).json()).toMatchObject({ type: 'filter-invalid' });
  });

  it('say 404 for a jurisdiction that is not there', async () => {
    expect((await app.inject({ url: '/api/exports/found.csv?jurisdiction=nowhere&year=2025' })).statusCode).toBe(404);
  });
});
