import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { cleanUpUnfinishedImports } from '../../server/src/features/imports/clean-up.ts';
import { TEST_NOW, testApp } from '../support/app.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { collection, endedBatch, importFile, makeZhuji, parcelFeature, squareAt } from '../support/import-fixtures.ts';

const db = await testDatabase();
const app = await testApp({ db, uploadLimitBytes: 200_000 });
beforeEach(async () => {
  await emptyTables(db);
  await makeZhuji(db);
});

const A = '330681001001GB00001';
const B = '330681001001GB00002';
const two = collection(
  parcelFeature(A, [squareAt(120.1, 29.6)], { '证载面积(亩)': 16.1, 名称: "'); DROP TABLE parcels; --" }),
  parcelFeature(B, [squareAt(120.11, 29.6)]),
);

const parcels = () =>
  selectRows(
    db,
    z.object({
      code: z.string(),
      name: z.string().nullable(),
      town: z.string().nullable(),
      certifiedAreaM2: z.number().nullable(),
      vertices: z.int(),
      batch: z.int(),
    }),
    sql`
    SELECT p.code, p.name, t.name AS town, p.certified_area_m2 AS "certifiedAreaM2", ST_NPoints(p.geom)::int AS vertices, p.batch_id AS batch
    FROM parcels p LEFT JOIN towns t ON t.id = p.town_id ORDER BY p.code`,
  );
const revisions = async () =>
  (await selectRows(db, z.object({ id: z.int() }), sql`SELECT id FROM dataset_revisions`)).length;
const codesOf = (batch: { rows: { rowNumber: number; verdict: string; reasons: { code: string }[] }[] }) =>
  batch.rows.map((row) => [row.rowNumber, row.verdict, ...row.reasons.map((reason) => reason.code)]);

describe('parcels', () => {
  it('are stored with their town found by place, assessed, and found again unchanged', async () => {
    const batch = await importFile(app, { name: 'two.geojson', content: two });
    expect(batch).toMatchObject({
      id: 1,
      jurisdiction: 'zhuji',
      kind: 'parcels',
      fileName: 'two.geojson',
      isStrict: false,
      status: 'committed',
      stage: 'done',
      rowsRead: 2,
      rowsAccepted: 2,
      rowsWarned: 0,
      rowsRefused: 0,
      problem: null,
      rows: [],
    });
    expect(batch.detected).toMatchObject({
      format: 'geojson',
      crs: 'EPSG:4326',
      encoding: 'utf-8',
      inserted: 2,
      updated: 0,
      unusedColumns: [],
    });
    const stored = [
      {
        code: A,
        name: "'); DROP TABLE parcels; --",
        town: '陶朱街道',
        certifiedAreaM2: (16.1 * 10000) / 15,
        vertices: 5,
        batch: 1,
      },
      { code: B, name: null, town: '陶朱街道', certifiedAreaM2: null, vertices: 5, batch: 1 },
    ];
    expect(await parcels()).toEqual(stored);
    const before = await revisions();
    expect(before).toBeGreaterThan(0);
    expect(await importFile(app, { name: 'two.geojson', content: two })).toMatchObject({
      id: 2,
      status: 'unchanged',
      rowsAccepted: 2,
    });
    expect(await parcels()).toEqual(stored);
    expect(await revisions()).toBe(before);
  });

  it('keep what a second file does not speak of, and take from a table what it adds', async () => {
    await importFile(app, { name: 'two.geojson', content: two });
    const table = `宗地代码,填报面积（亩）,镇街\n${B},15,330681003\n330681001001GB00009,15,陶朱街道\n`;
    const batch = await importFile(app, { name: 'facts.csv', content: table });
    expect(batch).toMatchObject({ status: 'committed', rowsAccepted: 1, rowsRefused: 1 });
    expect(batch.detected.parcels).toEqual({ codesWithoutParcel: 1, rowsWithoutParcel: 1, parcelsWithoutRow: 1 });
    expect(codesOf(batch)).toEqual([[3, 'refused', 'parcel-unknown']]);
    expect((await parcels()).map(({ code, vertices, batch: by }) => [code, vertices, by])).toEqual([
      [A, 5, 1],
      [B, 5, 2],
    ]);
  });

  it('come back with every reason, and as a file that no spreadsheet runs', async () => {
    const batch = await importFile(app, {
      name: 'traps.geojson',
      content: collection(
        parcelFeature(A, [squareAt(120.1, 29.6)], { 镇街: '陶朱街道', 名称: '=HYPERLINK("x")', '证载面积(亩)': 30 }),
        parcelFeature('330681', [squareAt(120.11, 29.6)], { 镇街: '没有镇', 名称: '=1+1', '证载面积(亩)': -1 }),
        parcelFeature(B, [
          [
            [120.1, 29.61],
            [120.101, 29.61],
            [120.1, 29.611],
            [120.101, 29.611],
            [120.1, 29.61],
          ],
        ]),
        parcelFeature('330681001001GB00003', [120.1, 29.6], {}, 'Point'),
        parcelFeature('330681001001GB00004', [
          [
            [120.1, 29.6],
            [120.1, 29.7],
            [120.1, 29.6],
          ],
        ]),
        parcelFeature('330681001001GB00005', [squareAt(29.6, 120.1)]),
        parcelFeature('330681001001GB00006', [squareAt(120.12, 29.6)]),
        parcelFeature('330681001001GB00006', [squareAt(120.13, 29.6)]),
        parcelFeature('330681001001GB00008', [squareAt(120.1005, 29.6)]),
      ),
    });
    expect(batch).toMatchObject({ status: 'committed', rowsRead: 9, rowsAccepted: 2, rowsWarned: 2, rowsRefused: 7 });
    expect(codesOf(batch)).toEqual([
      [2, 'refused', 'parcel-code-length', 'town-unknown', 'negative'],
      [3, 'refused', 'geometry-invalid'],
      [4, 'refused', 'geometry-not-a-polygon'],
      [5, 'refused', 'geometry-ring-too-short'],
      [6, 'refused', 'outside-jurisdiction'],
      [7, 'refused', 'duplicate-in-file'],
      [8, 'refused', 'duplicate-in-file'],
      [1, 'warned', 'area-conflict', 'overlap'],
      [9, 'warned', 'overlap'],
    ]);
    const csv = await app.inject({ url: `/api/imports/${batch.id}/refused.csv` });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = csv.body.split('\r\n');
    expect(lines[0]).toBe('\uFEFF宗地代码,镇街,名称,证载面积(亩),行号,原因');
    expect(lines[1]).toMatch(/^330681,没有镇,'=1\+1,-1,2,/);
    expect(lines).toHaveLength(9);
  });

  it('are repaired with a warning where the area stays', async () => {
    const spiked = [
      [120.1, 29.6],
      [120.101, 29.6],
      [120.102, 29.6],
      [120.101, 29.6],
      [120.101, 29.601],
      [120.1, 29.601],
      [120.1, 29.6],
    ];
    const batch = await importFile(app, { name: 'spike.geojson', content: collection(parcelFeature(A, [spiked])) });
    expect(codesOf(batch)).toEqual([[1, 'warned', 'geometry-repaired']]);
    expect(batch.rows[0].reasons[0].message).toMatch(/修复前 (\d+\.\d\d) m²，修复后 \1 m²/);
  });

  it('are merged from pieces where the mapping says so, and a lot with a refused piece is refused whole', async () => {
    const content = collection(
      parcelFeature(A, [squareAt(120.1, 29.6)], { v: 5 }),
      parcelFeature(B, [squareAt(120.11, 29.6)], { v: 1 }),
      parcelFeature(A, [squareAt(120.102, 29.6)], { v: 7 }),
      parcelFeature(B, [[[0, 0]]], { v: 1 }),
    );
    const mapping = JSON.stringify({
      mergePiecesBy: '宗地代码',
      columns: { suppliedAreaM2: { column: 'v', unit: 'mu', combine: 'sum' } },
    });
    const batch = await importFile(app, { name: 'pieces.geojson', content, fields: { mapping } });
    expect(batch).toMatchObject({
      rowsAccepted: 2,
      rowsRefused: 2,
      detected: { mergedPieces: { merged: 1, pieces: 2 }, inserted: 1 },
    });
    const [row] = await selectRows(
      db,
      z.object({ pieces: z.int(), mu: z.number() }),
      sql`SELECT ST_NumGeometries(geom)::int AS pieces, supplied_area_m2 * 15 / 10000 AS mu FROM parcels`,
    );
    expect(row?.pieces).toBe(2);
    expect(row?.mu).toBeCloseTo(12, 9);
  });

  it('stay out altogether when strict meets one refusal', async () => {
    const content = collection(
      parcelFeature(A, [squareAt(120.1, 29.6)]),
      parcelFeature(null, [squareAt(120.11, 29.6)]),
    );
    const batch = await importFile(app, { name: 'strict.geojson', content, fields: { strict: 'true' } });
    expect(batch).toMatchObject({ status: 'refused', isStrict: true, rowsAccepted: 0, rowsRefused: 1 });
    expect(await parcels()).toEqual([]);
    expect(await revisions()).toBe(0);
  });
});

describe('enterprises, occupancies and indicators', () => {
  it('come from tables that follow one another', async () => {
    await importFile(app, { name: 'two.geojson', content: two });
    const firm = '91350100M000100Y43';
    const enterprises = `统一社会信用代码,企业名称,是否规上\n${firm},甲厂,是\n91350100M000100Y44,乙厂,否\n`;
    expect(
      await importFile(app, { name: 'firms.csv', content: enterprises, fields: { kind: 'enterprises' } }),
    ).toMatchObject({ status: 'committed', rowsAccepted: 2, rowsWarned: 1 });
    const indicators = `信用代码,年度,税收(元),综合能耗(吨标煤),员工人数\n${firm},2025,1234500,,12\n${firm},2024,1,2,x\n91350100M0001TGQXM,2025,1,1,1\n`;
    const figures = await importFile(app, { name: 'figures.csv', content: indicators, fields: { kind: 'indicators' } });
    expect(codesOf(figures)).toEqual([
      [3, 'refused', 'not-a-number'],
      [4, 'refused', 'credit-code-check', 'enterprise-unknown'],
    ]);
    const occupancies = `信用代码,宗地代码,用地关系,用地面积(亩),承租建筑面积(㎡),起始年\n${firm},${A},自有,,,2020\n${firm},${B},租入,3,,2024\n${firm},${A},承租,,800,2024\n${firm},330681001001GB00099,自有,,,2020\n`;
    expect(
      codesOf(await importFile(app, { name: 'land.csv', content: occupancies, fields: { kind: 'occupancies' } })),
    ).toEqual([[5, 'refused', 'parcel-unknown']]);
    const rows = await selectRows(
      db,
      z.record(z.string(), z.unknown()),
      sql`
      SELECT e.name, i.year, i.tax_10k_yuan AS tax, i.energy_tce AS energy, i.employees, o.kind, o.area_m2 AS area, o.floor_area_m2 AS floor
      FROM enterprises e JOIN indicators i ON i.enterprise_id = e.id JOIN occupancies o ON o.enterprise_id = e.id ORDER BY o.kind, o.parcel_id DESC`,
    );
    const facts = { name: '甲厂', year: 2025, tax: 123.45, energy: null, employees: 12 };
    expect(rows).toEqual([
      { ...facts, kind: 'leased-in', area: 2000, floor: null },
      { ...facts, kind: 'leased-in', area: null, floor: 800 },
      { ...facts, kind: 'owned', area: null, floor: null },
    ]);
  });
});

describe('bad input', () => {
  const feature = (ring: unknown) => collection(parcelFeature(A, [ring]));
  it.each([
    ['file-empty', 'empty.geojson', '', {}],
    ['file-empty', 'no-features.geojson', collection(), {}],
    ['file-unreadable', 'cut.geojson', two.slice(0, -20), {}],
    ['file-unreadable', 'picture.png', 'x', {}],
    ['file-unreadable', 'cut.xlsx', 'PK\u0003\u0004', {}],
    ['encoding-unknown', 'latin.csv', Buffer.from('code\n\u00e9\u00e8\u00e0\n', 'latin1'), {}],
    ['axes-swapped', 'swapped.geojson', feature(squareAt(29.6, 120.1)), {}],
    ['axes-swapped', 'elsewhere.geojson', feature(squareAt(116.3, 39.9)), {}],
    ['crs-unknown', 'unknown-crs.geojson', two, { crs: 'EPSG:999999' }],
    ['crs-unknown', 'sql-crs.geojson', two, { crs: '4490); DROP TABLE parcels; --' }],
    ['columns-missing', 'no-code.csv', '名称,证载面积(亩)\n甲,1\n', {}],
    ['mapping-invalid', 'no-unit.csv', `宗地代码,证载面积\n${A},1\n`, {}],
    ['mapping-invalid', 'two.geojson', two, { mapping: '{"columns":' }],
    ['mapping-invalid', 'two.geojson', two, { mapping: '{"colums":{}}' }],
    ['jurisdiction-not-found', 'two.geojson', two, { jurisdiction: "x' OR 1=1 --" }],
    ['request-invalid', 'two.geojson', two, { kind: 'roads' }],
    ['upload-too-large', 'large.geojson', Buffer.alloc(200_001, 0x20), {}],
  ])('%s for %s', async (type, name, content, fields) => {
    const problem = await importFile(app, { name, content, fields });
    expect(problem).toMatchObject({ type });
    expect(problem.detail.length).toBeGreaterThan(10);
    expect(await parcels()).toEqual([]);
  });

  it('names an import that is not there', async () => {
    for (const id of ['77', '0', 'x', '99999999999'])
      expect((await app.inject({ url: `/api/imports/${id}` })).json().type).toMatch(
        /^(import-not-found|request-invalid)$/,
      );
  });
});

it('lists imports newest first, by jurisdiction and page', async () => {
  for (const name of ['one.geojson', 'two.geojson', 'three.geojson']) await importFile(app, { name, content: two });
  const page = (await app.inject({ url: '/api/imports?limit=2&jurisdiction=zhuji' })).json();
  expect(page.items.map((batch: { fileName: string }) => batch.fileName)).toEqual(['three.geojson', 'two.geojson']);
  const rest = (await app.inject({ url: `/api/imports?limit=2&before=${page.next}` })).json();
  expect(rest).toMatchObject({ items: [{ fileName: 'one.geojson' }], next: null });
  expect((await app.inject({ url: '/api/imports?jurisdiction=ouhai' })).json()).toEqual({ items: [], next: null });
});

it('puts right at start what a killed import left', async () => {
  await db.execute(sql`
    INSERT INTO import_batches (jurisdiction_id, jurisdiction_code, kind, file_name, file_sha256, file_bytes, status, started_at)
    SELECT id, code, 'parcels', 'killed.geojson', '', 0, 'running', now() FROM jurisdictions`);
  await db.execute(
    sql`INSERT INTO import_staging (batch_id, row_number, verdict, fields, source) VALUES (1, 1, 'accepted', '{}', '{}')`,
  );
  await cleanUpUnfinishedImports({ db, clock: () => TEST_NOW });
  expect(await endedBatch(app, 1)).toMatchObject({ status: 'failed', stage: 'done', problem: { type: 'internal' } });
  expect(await selectRows(db, z.unknown(), sql`SELECT 1 FROM import_staging`)).toEqual([]);
});
