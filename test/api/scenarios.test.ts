import { sql } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/db/database.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { remeasureScenario } from '../../server/src/features/scenarios/remeasure-scenario.ts';
import { keepMeasure } from '../../server/src/features/scenarios/save-scenario.ts';
import type { App } from '../../server/src/http/services.ts';
import { TEST_NOW, testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

let db: Database;
let app: App;
let now = TEST_NOW;
beforeAll(async () => {
  db = await testDatabase();
  await plantSixParcels(db);
  app = await testApp({ db, clock: () => now });
});
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

/** The parcels stand in a row, 0.0008° wide, one every 0.001° from 120.201. */
const over = (first: number, last: number) => {
  const [west, east] = [120.2 + first / 1000 - 0.0001, 120.2 + last / 1000 + 0.0009];
  const ring = [
    [west, 29.6999],
    [east, 29.6999],
    [east, 29.7009],
    [west, 29.7009],
    [west, 29.6999],
  ];
  return { type: 'MultiPolygon', coordinates: [[ring]] };
};
const ANN = { token: 'ann-0123456789abcdef', name: '甲' };
const BEA = { token: 'bea-0123456789abcdef', name: '乙' };
const DRAFT = {
  jurisdiction: 'zhuji',
  year: YEAR,
  name: '北片',
  zone: { boundary: over(1, 3) },
  targetMu: 20,
  note: '先谈两家',
  editor: ANN,
};
const post = (path: string, payload: object = {}) =>
  app.inject({ method: 'POST', url: `/api/scenarios${path}`, payload });
const get = async (path: string) => (await app.inject(`/api/scenarios${path}`)).json();
const list = () => get(`?jurisdiction=zhuji&year=${YEAR}`);
const refusalOf = (reply: { statusCode: number; json: () => { type: string } }) => [
  reply.statusCode,
  reply.json().type,
];

/** Parcels 1 to 3: 10.00 + 20.05 + 3.33 mu, of which 1 and 3 are found; nobody knows the tax of the third. */
const FIGURES = {
  parcels: 3,
  muHundredths: 3338,
  freedMuHundredths: 1333,
  gapMuHundredths: -667,
  tax10kYuan: 280.6,
  taxUnknownParcels: 1,
  taxPerFreedMu10kYuan: expect.closeTo(280.6 / 13.33, 9),
  addedValue10kYuan: null,
  employees: null,
  energyTce: null,
  enterprises: 1,
  owners: 1,
  outsideControlLineMuHundredths: null,
  compactness: expect.any(Number),
};

describe('a scenario', () => {
  it('is measured as it is kept, with its revision, and held for its editor', async () => {
    const reply = await post('', DRAFT);
    const hold = { name: '甲', since: '2026-06-30T04:00:00Z', seenAt: '2026-06-30T04:00:00Z' };
    const summary = {
      id: 1,
      jurisdiction: 'zhuji',
      year: YEAR,
      name: '北片',
      version: 1,
      origin: 'drawn',
      counting: 'whole',
      targetMu: 20,
      note: '先谈两家',
      createdAt: '2026-06-30T04:00:00Z',
      updatedAt: '2026-06-30T04:00:00Z',
      editorName: '甲',
      deletedAt: null,
      hold,
      revision: 1,
      measuredAt: '2026-06-30T04:00:00Z',
      isBehind: false,
      figures: FIGURES,
    };
    const { measure, ...scenario } = reply.json();
    expect([reply.statusCode, scenario]).toEqual([
      201,
      {
        ...summary,
        boundary: over(1, 3),
        locks: [],
        parcels: [1000, 2005, 333].map((muHundredths, index) => ({
          id: index + 1,
          code: `33068100${index < 2 ? 3 : 4}001GB0000${index + 1}`,
          muHundredths,
        })),
        fates: [],
      },
    ]);
    expect([measure.revision, measure.parcels.total]).toEqual([1, 3]);
    expect(await list()).toEqual({ items: [summary], deleted: [] });
  });

  it('is refused under a taken name, without parcels, crossing itself, of no jurisdiction and without an editor', async () => {
    const [a, b] = [
      [120.2, 29.7],
      [120.21, 29.71],
    ] as const;
    const crossing = [[a, b, [b[0], a[1]], [a[0], b[1]], a]];
    const replies = await Promise.all([
      post('', DRAFT),
      post('', { ...DRAFT, name: '空', zone: { boundary: over(1.95, 1.05) } }),
      post('', { ...DRAFT, name: '交叉', zone: { boundary: { type: 'MultiPolygon', coordinates: [crossing] } } }),
      post('', { ...DRAFT, name: '线', zone: { boundary: { type: 'LineString', coordinates: [a, b] } } }),
      post('', {
        ...DRAFT,
        name: '细',
        zone: { boundary: { type: 'MultiPolygon', coordinates: [[Array(30_000).fill(a)]] } },
      }),
      post('', { ...DRAFT, name: '别处', jurisdiction: 'nowhere' }),
      post('', { ...DRAFT, name: '无人', editor: { token: 'short' } }),
      post('', { ...DRAFT, name: '零', targetMu: 0 }),
    ]);
    expect(replies.map(refusalOf)).toEqual([
      [409, 'scenario-name-taken'],
      [422, 'zone-without-parcels'],
      [422, 'zone-self-intersects'],
      [422, 'zone-empty'],
      [422, 'zone-too-detailed'],
      [404, 'jurisdiction-not-found'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
    ]);
    expect((await list()).items).toHaveLength(1);
  });

  it('is held against a second editor for two minutes, or until somebody takes over', async () => {
    later(60);
    const held = await post('/1/hold', { editor: BEA });
    expect(refusalOf(held)).toEqual([409, 'scenario-held']);
    expect(held.json().detail).toContain('甲 自 2026-06-30T04:00:00Z 起正在编辑');
    const save = { zone: { boundary: over(1, 2) }, baseVersion: 1, targetMu: 20, note: '' };
    expect(refusalOf(await post('/1/versions', { ...save, editor: BEA }))).toEqual([409, 'scenario-held']);
    const renewed = await post('/1/hold', { editor: ANN });
    expect(renewed.json()).toEqual({ name: '甲', since: '2026-06-30T04:00:00Z', seenAt: '2026-06-30T04:01:00Z' });
    const taken = await post('/1/hold', { editor: BEA, takeOver: true });
    expect(taken.json()).toEqual({ name: '乙', since: '2026-06-30T04:01:00Z', seenAt: '2026-06-30T04:01:00Z' });
    expect(refusalOf(await post('/1/versions', { ...save, editor: ANN }))).toEqual([409, 'scenario-held']);
    await post('/1/release', { editor: ANN });
    expect((await get('/1')).hold.name).toBe('乙');
    later(120);
    expect((await get('/1')).hold).toBeNull();
    expect((await post('/1/hold', { editor: ANN })).statusCode).toBe(200);
  });

  it('keeps every version, refuses what began from an older one, and restores as a version more', async () => {
    const save = {
      zone: { boundary: over(1, 2), locks: [], counting: 'whole', origin: 'drawn' },
      targetMu: 10,
      note: '',
      editor: ANN,
    };
    const saved = await post('/1/versions', { ...save, baseVersion: 1 });
    expect([saved.statusCode, saved.json().version, saved.json().figures.muHundredths]).toEqual([201, 2, 3005]);
    expect(refusalOf(await post('/1/versions', { ...save, baseVersion: 1 }))).toEqual([409, 'scenario-changed']);
    expect((await post('/1/rename', { name: '北片一期', baseVersion: 2, editor: ANN })).json().name).toBe('北片一期');
    const restored = (await post('/1/versions/1/restore', { baseVersion: 3, editor: ANN })).json();
    expect([restored.version, restored.name, restored.targetMu, restored.figures]).toEqual([
      4,
      '北片一期',
      20,
      FIGURES,
    ]);
    const history = (await get('/1/versions')).items as Record<string, unknown>[];
    expect(
      history.map(({ version, deed, fromVersion, name, targetMu }) => [version, deed, fromVersion, name, targetMu]),
    ).toEqual([
      [4, 'restored', 1, '北片一期', 20],
      [3, 'renamed', null, '北片一期', 10],
      [2, 'saved', null, '北片', 10],
      [1, 'created', null, '北片', 20],
    ]);
    expect(refusalOf(await post('/1/versions/9/restore', { baseVersion: 4, editor: ANN }))).toEqual([
      404,
      'scenario-not-found',
    ]);
    await expect(db.execute(sql`UPDATE scenario_versions SET note = 'x'`)).rejects.toThrow();
  });

  it('is cloned under another name, deleted, and taken back within thirty days unless its name has gone', async () => {
    const clone = (await post('/1/clone', { name: '南片', editor: BEA })).json();
    expect([clone.version, clone.name, clone.hold.name, clone.figures]).toEqual([1, '南片', '乙', FIGURES]);
    expect((await get(`/${clone.id}/versions`)).items[0]).toMatchObject({ deed: 'cloned', fromScenario: '北片一期' });
    expect(refusalOf(await post('/1/clone', { name: '南片', editor: BEA }))).toEqual([409, 'scenario-name-taken']);
    const act = { baseVersion: 1, editor: BEA };
    expect((await post(`/${clone.id}/delete`, act)).json()).toEqual({ id: clone.id });
    expect(refusalOf(await post(`/${clone.id}/delete`, act))).toEqual([410, 'scenario-deleted']);
    expect((await list()).deleted).toEqual([{ id: clone.id, name: '南片', deletedAt: '2026-06-30T04:03:00Z' }]);
    await post('/1/rename', { name: '南片', baseVersion: 4, editor: ANN });
    expect(refusalOf(await post(`/${clone.id}/take-back`))).toEqual([409, 'scenario-name-taken']);
    await post('/1/rename', { name: '北片', baseVersion: 5, editor: ANN });
    expect((await post(`/${clone.id}/take-back`)).json()).toMatchObject({ name: '南片', deletedAt: null });
    await post(`/${clone.id}/delete`, act);
    const back = now;
    later(31 * 86_400);
    expect(refusalOf(await post(`/${clone.id}/take-back`))).toEqual([404, 'scenario-not-found']);
    now = back;
    await post(`/${clone.id}/take-back`);
  });

  it('stands beside others figure by figure and parcel by parcel', async () => {
    const other = (await post('', { ...DRAFT, name: '东片', zone: { boundary: over(3, 4) }, targetMu: null })).json();
    const { scenarios, rows, parcels } = await get(`/compare?ids=1,${other.id}`);
    expect(scenarios.map(({ name }: { name: string }) => name)).toEqual(['北片', '东片']);
    // Parcels 3 and 4: 3.33 found + 12.34 mu of class A.
    expect(rows.filter(({ figure }: { figure: string }) => /freed|gap|^tax10k/.test(figure))).toEqual([
      { figure: 'freedMuHundredths', unit: '0.01 mu', values: [1333, 333], differences: [0, -1000] },
      { figure: 'gapMuHundredths', unit: '0.01 mu', values: [-667, null], differences: [0, null] },
      { figure: 'tax10kYuan', unit: '10k yuan', values: [280.6, 370.2], differences: [0, 89.6] },
    ]);
    expect(parcels.map((parcel: { id: number; in: number }) => [parcel.id, parcel.in])).toEqual([
      [1, 1],
      [2, 1],
      [3, 3],
      [4, 2],
    ]);
    const replies = await Promise.all(
      ['1', '1,1', '1,2,3,4,5', '1,99'].map((ids) => app.inject(`/api/scenarios/compare?ids=${ids}`)),
    );
    expect(replies.map(refusalOf)).toEqual([
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [404, 'scenario-not-found'],
    ]);
  });
});

describe('a scenario that is saved while it is measured again', () => {
  it('keeps no measure of the version before, and says to measure again', async () => {
    const { id } = (await post('', { ...DRAFT, name: '西片' })).json();
    const zone = { boundary: over(1, 2) };
    let saves = 0;
    // Reading is done in snapshots; the transaction without options is the one that would keep the measure.
    const transaction: Database['transaction'] = async (work, options) => {
      if (options === undefined && saves++ === 0)
        await post(`/${id}/versions`, { zone, targetMu: 20, baseVersion: 1, editor: ANN });
      return db.transaction(work, options);
    };
    const beside = new Proxy(db, {
      get: (of, name) => (name === 'transaction' ? transaction : Reflect.get(of, name)),
    });
    await expect(remeasureScenario({ db: beside, clock: () => now }, OPEN_ACTOR, id)).rejects.toMatchObject({
      kind: 'scenario-changed',
      place: 'params.id',
    });
    const kept = await db.execute(
      sql`SELECT version FROM scenario_measures WHERE scenario_id = ${id} ORDER BY version, revision`,
    );
    const saved = await get(`/${id}`);
    expect([saves, kept.rows, saved.version, saved.figures.muHundredths]).toEqual([
      1,
      [{ version: 1 }, { version: 2 }],
      2,
      3005,
    ]);
    const again = (await post(`/${id}/measure`)).json();
    expect([again.before.figures.muHundredths, again.after.figures.muHundredths]).toEqual([3005, 3005]);
    await post(`/${id}/delete`, { baseVersion: 2, editor: ANN });
  });
});

describe('the papers of a scenario', () => {
  it('are a list whose totals are the sums of its rows, and layers in CGCS2000', async () => {
    const sheet = await app.inject('/api/exports/scenarios/1.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(sheet.rawPayload as unknown as ArrayBuffer);
    const page = book.worksheets[0];
    const total = page?.lastRow;
    const [freed, tax] = [total?.getCell(7).value, total?.getCell(13).value];
    expect([page?.getCell('A1').value, page?.getCell('A2').value]).toEqual([
      '诸暨市连片开发方案“北片”宗地清单（2025年度）',
      '演示数据，非真实宗地，不得作为依据',
    ]);
    const rows = Number(total?.number) - 1;
    const sum = (column: string, result: number) => ({ formula: `SUM(${column}${rows - 2}:${column}${rows})`, result });
    expect([total?.getCell(6).value, freed, tax]).toEqual([sum('F', 33.38), sum('G', 13.33), sum('M', 280.6)]);
    expect(sheet.headers['content-disposition']).toBe('attachment; filename="scenario-1-v6.xlsx"');
    const collection = (await app.inject('/api/exports/scenarios/1.geojson')).json();
    expect(collection.notes[0]).toContain('演示数据');
    expect(collection.features[0]).toEqual({
      type: 'Feature',
      properties: expect.objectContaining({
        layer: 'boundary',
        name: '北片',
        mu: 33.38,
        freed_mu: 13.33,
        gap_mu: -6.67,
        synthetic: 1,
      }),
      geometry: over(1, 3),
    });
    expect(collection.features.slice(1).map(({ properties }: { properties: object }) => properties)[0]).toEqual({
      layer: 'parcels',
      code: '330681003001GB00001',
      name: '甲机械',
      class: 'D',
      owner: '甲机械有限公司',
      town: '陶朱街道',
      mu: 10,
      freed_mu: 10,
      share: 1,
      cert_mu: 10,
      map_mu: expect.closeTo(10.3, 0),
      findings: '低效用地',
      tax_10k: 40,
      term_end: null,
      lock: null,
    });
  });
});

describe('a scenario whose parcels have changed since', () => {
  it('says which were split, gone or changed, keeps its drawing, and is measured again with what differs', async () => {
    const change = { batchId: null, parcelMinZoom: 10, at: now };
    await raiseRevision(db, { ...change, reason: 'a neighbour', of: [2] });
    const still = (await list()).items.find(({ id }: { id: number }) => id === 1);
    expect([still.isBehind, still.revision]).toEqual([false, 1]);
    await db.transaction(async (transaction) => {
      // Parcel 2 becomes two halves; 3 is gone; 1 has another area.
      await transaction.execute(sql`DELETE FROM parcel_years WHERE parcel_id IN (2, 3)`);
      await transaction.execute(sql`DELETE FROM parcels WHERE id IN (2, 3)`);
      await transaction.execute(sql`UPDATE parcel_years SET counted_mu_hundredths = 1100 WHERE parcel_id = 1`);
      for (const [id, west, mu] of [
        [21, 120.202, 1000],
        [22, 120.2024, 1005],
      ] as const) {
        await transaction.execute(sql`
          INSERT INTO parcels (id, jurisdiction_id, town_id, code, geom, is_synthetic)
          VALUES (${id}, 1, 1, ${`330681003001GB000${id}`}, ST_Multi(ST_MakeEnvelope(${west}, 29.7, ${west + 0.0004}, 29.7008, 4490)), TRUE)`);
        await transaction.execute(sql`
          INSERT INTO parcel_years (year, parcel_id, jurisdiction_id, town_id, counted_mu_hundredths, counted_area_source, enterprises, finding_kinds, unknown_kinds, is_pending)
          VALUES (${YEAR}, ${id}, 1, 1, ${mu}, 'measured', 0, '{}', '{}', FALSE)`);
      }
      await raiseRevision(transaction, { ...change, reason: 'split', of: [1] });
    });
    const read = await get('/1');
    const fates = [
      { code: '330681003001GB00001', fate: 'area-changed', muHundredths: 1000, now: ['330681003001GB00001'] },
      {
        code: '330681003001GB00002',
        fate: 'split',
        muHundredths: 2005,
        now: ['330681003001GB00021', '330681003001GB00022'],
      },
      { code: '330681004001GB00003', fate: 'gone', muHundredths: 333, now: [] },
    ];
    expect([read.isBehind, read.figures, read.fates, read.boundary]).toEqual([true, FIGURES, fates, over(1, 3)]);
    const again = await post('/1/measure');
    expect(again.json()).toEqual({
      before: { revision: 1, measuredAt: expect.any(String), figures: FIGURES },
      after: {
        revision: 3,
        measuredAt: now.toISOString().replace('.000Z', 'Z'),
        figures: expect.objectContaining({ parcels: 3, muHundredths: 3105, freedMuHundredths: 1100 }),
      },
      fates,
      left: [],
      added: [
        { id: 21, code: '330681003001GB00021', muHundredths: 1000 },
        { id: 22, code: '330681003001GB00022', muHundredths: 1005 },
      ],
    });
    const fresh = await get('/1');
    expect([fresh.isBehind, fresh.version, fresh.fates, fresh.figures.muHundredths]).toEqual([false, 6, [], 3105]);
    // Half of a parcel is cut off; its certificate is as it was.
    const half = sql`ST_Multi(ST_MakeEnvelope(120.202, 29.7, 120.2022, 29.7008, 4490))`;
    await db.execute(sql`UPDATE parcels SET geom = ${half} WHERE id = 21`);
    await raiseRevision(db, { ...change, reason: 'redrawn', of: [1] });
    const redrawn = '330681003001GB00021';
    expect((await get('/1')).fates).toEqual([
      { code: redrawn, fate: 'area-changed', muHundredths: 1000, now: [redrawn] },
    ]);
    // Later a part of the other half is brought in beside it, which stays: imports take nothing away.
    await db.execute(sql`
      WITH batch AS (INSERT INTO import_batches (jurisdiction_id, jurisdiction_code, kind, status, file_name, file_sha256, file_bytes, started_at)
        VALUES (1, 'zhuji', 'parcels', 'committed', 'pieces', '00', 1, ${now.toISOString()}) RETURNING id), piece AS (
        INSERT INTO parcels (id, jurisdiction_id, code, geom, is_synthetic, batch_id)
        SELECT 23, 1, '330681003001GB00023', ST_Multi(ST_MakeEnvelope(120.2024, 29.7, 120.2026, 29.7008, 4490)), TRUE, id FROM batch)
      INSERT INTO dataset_revisions (reason, batch_id, created_at, jurisdiction_ids) SELECT 'pieces', id, ${now.toISOString()}, '{1}' FROM batch`);
    const [other, piece] = ['330681003001GB00022', '330681003001GB00023'];
    expect((await get('/1')).fates[1]).toEqual({ code: other, fate: 'split', muHundredths: 1005, now: [other, piece] });
    const held = await get('/1');
    // An import came between the measure and its keeping.
    const measured = { measure: { ...fresh.measure, revision: 2 }, figures: fresh.figures, counted: [] };
    const kept = { id: 1, version: 6, year: YEAR, at: now };
    await expect(db.transaction((transaction) => keepMeasure(transaction, kept, measured))).rejects.toMatchObject({
      kind: 'revision-superseded',
    });
    expect(await get('/1')).toEqual(held);
  });
});
