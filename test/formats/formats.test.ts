import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenOptions } from '../../server/src/formats/open-file.ts';
import { openFile } from '../../server/src/formats/open-file.ts';
import { shapefileParts } from '../support/shapefile.ts';
import { makeZip } from '../support/zip.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-formats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Options = Partial<OpenOptions>;

async function open(name: string, content: string | Buffer, options: Options = {}) {
  const path = join(folder, name);
  await writeFile(path, content);
  return openFile(path, name, { isKnownHeader: (header) => header.startsWith('宗地'), ...options });
}

async function readAll(name: string, content: string | Buffer, options: Options = {}) {
  const { file } = await open(name, content, options);
  const rows: object[] = [];
  for await (const row of file.rows) rows.push(row);
  if ('close' in file) await file.close();
  return { ...file, rows };
}

const kindOf = (name: string, content: string | Buffer, options: Options = {}) =>
  readAll(name, content, options).then(
    () => 'read',
    (error: { kind?: string }) => error.kind ?? String(error),
  );

const TABLE =
  '2025年清单,,\n填报单位：甲,,\n宗地代码,名称,面积(亩)\n330681001001GB00001,"诸暨, 一厂",12.5\n,,\n330681001001GB00002,二厂,\n';
const ROWS = [
  { rowNumber: 4, values: { 宗地代码: '330681001001GB00001', 名称: '诸暨, 一厂', '面积(亩)': '12.5' } },
  { rowNumber: 6, values: { 宗地代码: '330681001001GB00002', 名称: '二厂', '面积(亩)': null } },
];

describe('CSV', () => {
  it('finds the header below titles, counts lines as the file does, and tells the encoding', async () => {
    expect(await readAll('bom.csv', `\uFEFF${TABLE}`)).toMatchObject({
      encoding: 'utf-8',
      headers: ['宗地代码', '名称', '面积(亩)'],
      rows: ROWS,
    });
    expect(await readAll('gb.csv', iconv.encode(TABLE, 'gb18030'))).toMatchObject({ encoding: 'gb18030', rows: ROWS });
    expect(await readAll('tabs.txt', TABLE.replaceAll(',', '\t').replace('"诸暨\t 一厂"', '诸暨, 一厂'))).toMatchObject(
      { rows: ROWS },
    );
  });

  it('takes Latin-1 only where it is named, and stops at bytes that the named encoding does not have', async () => {
    const latin = Buffer.from('宗地,name\n', 'utf8').subarray(0, 0);
    const text = Buffer.concat([latin, Buffer.from('code,name\n1,caf\u00e9 s\u00e9j\n', 'latin1')]);
    expect(await kindOf('latin.csv', text)).toBe('encoding-unknown');
    expect(await readAll('latin.csv', text, { encoding: 'Latin-1' })).toMatchObject({
      rows: [{ rowNumber: 2, values: { code: '1', name: 'café séj' } }],
    });
    expect(await kindOf('wrong.csv', iconv.encode(TABLE, 'gb18030'), { encoding: 'UTF-8' })).toBe('encoding-unknown');
    expect(await kindOf('named.csv', TABLE, { encoding: 'EBCDIC' })).toBe('encoding-unknown');
    expect(await kindOf('zeroes.csv', Buffer.from('a\u0000b'))).toBe('encoding-unknown');
  });

  it('knows GB18030 by its four-byte characters alone, and UTF-16 by its mark', async () => {
    const rare = '宗地代码,name\n1,\u{20BB7}\u3402\n'.replace('宗地代码', 'code');
    const rows = [{ rowNumber: 2, values: { code: '1', name: '\u{20BB7}\u3402' } }];
    expect(await readAll('rare.csv', iconv.encode(rare, 'gb18030'))).toMatchObject({ encoding: 'gb18030', rows });
    const little = Buffer.from(`\uFEFF${rare}`, 'utf16le');
    expect(await readAll('little.csv', little)).toMatchObject({ encoding: 'utf-16le', rows });
    expect(await readAll('big.txt', Buffer.from(little).swap16())).toMatchObject({ encoding: 'utf-16be', rows });
    const unmarked = Buffer.from(rare, 'utf16le');
    expect(await kindOf('unmarked.csv', unmarked)).toBe('encoding-unknown');
    expect(await readAll('unmarked.csv', unmarked, { encoding: 'UTF-16LE' })).toMatchObject({ rows });
  });

  it('names an archive that calls itself a text', async () => {
    expect(await kindOf('book.csv', makeZip([{ name: 'a', content: 'x' }]))).toBe('file-unreadable');
  });

  it('says that an empty file is empty', async () => {
    expect(await kindOf('nothing.csv', '')).toBe('file-empty');
    expect(await kindOf('blank.csv', '\n\n')).toBe('file-empty');
  });
});

describe('XLSX', () => {
  async function workbook(): Promise<Buffer> {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('清单');
    sheet.mergeCells('A1:D1');
    sheet.getCell('A1').value = '低效用地清单';
    sheet.addRow(['宗地代码', '面积(亩)', '日期', '名称']);
    sheet.addRow([
      '330681001001GB00001',
      { formula: '6+6.5', result: 12.5 },
      new Date('2021-03-05T00:00:00Z'),
      { richText: [{ text: '一' }, { text: '厂' }] },
    ]);
    sheet.getCell('C3').numFmt = 'yyyy-mm-dd';
    sheet.addRow(['330681001001GB00002', { error: '#DIV/0!' }, null, '=1+1']);
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  it('reads results of formulas, dates and rich text below a merged title', async () => {
    expect(await readAll('list.xlsx', await workbook())).toMatchObject({
      headers: ['宗地代码', '面积(亩)', '日期', '名称'],
      rows: [
        {
          rowNumber: 3,
          values: { 宗地代码: '330681001001GB00001', '面积(亩)': 12.5, 日期: '2021-03-05', 名称: '一厂' },
        },
        { rowNumber: 4, values: { 宗地代码: '330681001001GB00002', '面积(亩)': '#DIV/0!', 日期: null, 名称: '=1+1' } },
      ],
    });
  });

  it('does not take a formula without a result for an empty cell, and names a workbook with a password', async () => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('一').addRows([
      ['宗地代码', '面积'],
      [{ formula: '1+1' }, 5],
    ]);
    expect(await readAll('formula.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()))).toMatchObject({
      rows: [{ rowNumber: 2, values: { 宗地代码: '#FORMULA!', 面积: 5 } }],
    });
    const sealed = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);
    await expect(readAll('sealed.xlsx', sealed)).rejects.toThrow(/密码/);
  });

  it('names a sheet that is not there, and a workbook cut short', async () => {
    const whole = await workbook();
    expect(await kindOf('sheet.xlsx', whole, { sheet: '别的' })).toBe('mapping-invalid');
    expect(await kindOf('cut.xlsx', whole.subarray(0, whole.length - 300))).toBe('file-unreadable');
    expect(await kindOf('text.xlsx', 'not a workbook')).toBe('file-unreadable');
  });
});

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [120, 29.6],
      [120.001, 29.6],
      [120.001, 29.601],
      [120, 29.6],
    ],
  ],
};
const feature = (code: string) => ({
  type: 'Feature',
  properties: { code, nested: { a: ']}"' }, flag: true, blank: ' ' },
  geometry: square,
});
const featureRow = (rowNumber: number, code: string) => ({
  rowNumber,
  values: { code, nested: '{"a":"]}\\""}', flag: '是', blank: null },
  geometry: square,
});

describe('GeoJSON', () => {
  it('reads a collection and one feature a line alike, with the system that the file names', async () => {
    const collection = {
      type: 'FeatureCollection',
      name: 'x "features": [',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } },
      features: [feature('a'), feature('b')],
    };
    const rows = [featureRow(1, 'a'), featureRow(2, 'b')];
    expect(await readAll('collection.geojson', JSON.stringify(collection))).toMatchObject({
      format: 'geojson',
      crs: 'EPSG:4549',
      rows,
    });
    expect(await readAll('pretty.json', JSON.stringify({ ...collection, crs: undefined }, null, 2))).toMatchObject({
      crs: 'EPSG:4326',
      rows,
    });
    const lines = ['a', 'b'].map((code) => `\u001e${JSON.stringify(feature(code))}`).join('\n');
    expect(await readAll('lines.geojsonl', lines)).toMatchObject({ format: 'geojson-sequence', rows });
  });

  it('finds the features whatever stands at the edge of a chunk', async () => {
    for (const padding of [524_270, 524_275, 524_280, 524_284]) {
      const text = `{"type":"FeatureCollection","note":"${'x'.repeat(padding - 38)}","features":[${JSON.stringify(feature('a'))}]}`;
      expect(await readAll('edge.geojson', text)).toMatchObject({ rows: [featureRow(1, 'a')] });
    }
  });

  it('counts an entry that is no feature as a row with nothing in it', async () => {
    const entries = [null, 12, JSON.stringify(feature('a')), '"text, with }"', '[{"a":1},2]', 'null'];
    const text = `{"type":"FeatureCollection","features":[ ${entries.map(String).join(' ,\n')} ]}`;
    const empty = (rowNumber: number) => ({ rowNumber, values: {}, geometry: null });
    expect(await readAll('holes.geojson', text)).toMatchObject({
      rows: [empty(1), empty(2), featureRow(3, 'a'), empty(4), empty(5), empty(6)],
    });
  });

  it('names what is cut short, not JSON or not there', async () => {
    const whole = JSON.stringify({ type: 'FeatureCollection', features: [feature('a'), feature('b')] });
    expect(await kindOf('cut.geojson', whole.slice(0, -30))).toBe('file-unreadable');
    expect(await kindOf('broken.geojson', whole.replace('"flag":true', '"flag":tru'))).toBe('file-unreadable');
    expect(await kindOf('list.geojson', '[1,2]')).toBe('file-unreadable');
    expect(await kindOf('empty.geojson', '')).toBe('file-empty');
    expect(await kindOf('picture.png', 'x')).toBe('file-unreadable');
  });
});

describe('a Shapefile’s archive', () => {
  it('is named when it holds no shapes or no attributes, is cut short, or holds two layers of which none is chosen', async () => {
    const parts = (...names: string[]) => makeZip(names.map((name) => ({ name, content: 'x' })));
    expect(await kindOf('none.zip', parts('readme.txt'))).toBe('file-unreadable');
    expect(await kindOf('nodbf.zip', parts('a.shp', 'a.shx'))).toBe('file-unreadable');
    expect(await kindOf('cut.zip', parts('a.shp', 'a.dbf').subarray(0, 100))).toBe('file-unreadable');
    expect(await kindOf('two.zip', parts('a.shp', 'b.shp'))).toBe('mapping-invalid');
  });
});

describe('the parts of a Shapefile', () => {
  const ring = [
    [0, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ] as const;
  const parts = (records: number) =>
    shapefileParts({
      fields: ['CODE'],
      records: Array.from({ length: records }, (_, index) => ({ ring, attributes: [String(index)] })),
      encoding: 'utf8',
    });
  const zipOf = (given: Partial<Record<string, Buffer>>) =>
    makeZip(Object.entries(given).flatMap(([part, content]) => (content ? [{ name: `a.${part}`, content }] : [])));
  const [one, three] = [parts(1), parts(3)];

  it.each([
    ['fewer rows than shapes', { ...three, dbf: one.dbf }, /图形 3 个，属性 1 行/],
    ['more rows than shapes', { ...one, dbf: three.dbf }, /图形 1 个，属性 3 行/],
    ['the index of another', { ...three, shx: one.shx }, /图形 1 个，属性 3 行/],
    ['no index', { ...three, shx: undefined }, /缺少 \.shx/],
    ['shapes cut short', { ...three, shp: three.shp.subarray(0, 300) }, /\.shp 不完整/],
    ['a table cut short', { ...three, dbf: three.dbf.subarray(0, 100) }, /\.dbf 不完整/],
  ])('must belong together: %s', async (name, given, words) => {
    await expect(readAll(`${name}.zip`, zipOf(given))).rejects.toThrow(words);
  });
});

describe('an archive that means harm', () => {
  const zeroes = Buffer.alloc(10.5 * 1024 * 1024);
  const bomb = makeZip([{ name: 'a.shp', content: zeroes }]);
  it('is stopped by its ratio, by its size even where it lies about it, by its entries, and by a way out of it', async () => {
    expect(await kindOf('bomb.zip', bomb)).toBe('archive-unsafe');
    expect(await kindOf('bomb.xlsx', bomb)).toBe('archive-unsafe');
    expect(await kindOf('lie.zip', makeZip([{ name: 'a.shp', content: zeroes, claimedBytes: 100 }]))).not.toBe('read');
    const limits = { entries: 2, totalBytes: 1000, ratio: 200 };
    expect(
      await kindOf('large.zip', makeZip([{ name: 'a.shp', content: 'x'.repeat(2000) }]), { zipLimits: limits }),
    ).toBe('archive-unsafe');
    expect(
      await kindOf('many.zip', makeZip(['a', 'b', 'c'].map((name) => ({ name, content: '' }))), { zipLimits: limits }),
    ).toBe('archive-unsafe');
    expect(await kindOf('out.zip', makeZip([{ name: '../../etc/a.shp', content: 'x' }]))).toBe('archive-unsafe');
    expect(await kindOf('root.zip', makeZip([{ name: '/a.shp', content: 'x' }]))).toBe('archive-unsafe');
  }, 30_000);
});
