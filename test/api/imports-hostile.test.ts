import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRow } from '../../server/src/db/sql.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { collection, importFile, makeZhuji, parcelFeature, squareAt } from '../support/import-fixtures.ts';

const db = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'yg-hostile-'));
await mkdir(join(dataDir, 'uploads'));
await writeFile(join(dataDir, 'uploads', '999999999-left-by-a-killed-process.csv'), 'x');
const app = await testApp({ db, dataDir, uploadLimitBytes: 3 * 1024 * 1024 });
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const CODE = '330681001001GB00001';
const feature = (code: string, properties: object = {}, ring = squareAt(120.1, 29.6)) =>
  parcelFeature(code, [ring], properties);

beforeAll(async () => {
  await makeZhuji(db);
  await db.execute(sql`
    INSERT INTO jurisdictions (code, name, name_en, parcel_code_scheme) VALUES ('open', '无范围', 'No outline', 'free')`);
  await importFile(app, { name: 'first.geojson', content: collection(feature(CODE)) });
});

type Row = { rowNumber: number; reasons: { code: string; message: string }[] };
const reasonsOf = ({ rows }: { rows: Row[] }) =>
  rows.map((row) => [row.rowNumber, ...row.reasons.map(({ code }) => code)]);

describe('what no text column can hold', () => {
  it('is refused or made plain in cells, codes and headers, and the row still comes back', async () => {
    const content = collection(
      feature(CODE, { 名称: 'a\0b', 'no\0te': '\ud800', note: 'written as \\u0000' }),
      feature('330681001001GB00002\0'),
      feature('330681001001GB00003', { 名称: '半\ud800个' }, squareAt(120.2, 29.6)),
    );
    const batch = await importFile(app, { name: 'zero.geojson', content });
    expect(batch).toMatchObject({ status: 'committed', rowsAccepted: 1, rowsRefused: 2 });
    expect(reasonsOf(batch)).toEqual([
      [1, 'control-characters'],
      [2, 'parcel-code-length'],
    ]);
    expect(batch.rows[0]).toMatchObject({ source: { 'no␀te': '\uFFFD', note: 'written as \\u0000' } });
  });

  it.each([
    ['file', { name: 'a\0b.csv' }],
    ['jurisdiction', { fields: { jurisdiction: 'zhu\0ji' } }],
    ['crs', { fields: { crs: 'EPSG:4490\0' } }],
    ['mapping', { fields: { mapping: '{"layer":"a\\u0000"}' } }],
  ])('is refused in the form: %s', async (place, given) => {
    const problem = await importFile(app, { name: 'a.geojson', content: collection(feature(CODE)), ...given });
    expect(problem).toMatchObject({ type: 'request-invalid', place });
  });
});

describe('figures and ground beyond what there is', () => {
  it('are refused with their rows where pieces add up to them', async () => {
    const mapping = {
      mergePiecesBy: '宗地代码',
      columns: { certifiedAreaM2: { column: '证载面积(m2)', combine: 'sum' } },
    };
    const content = `宗地代码,证载面积(m2)\n${CODE},900000000\n${CODE},900000000\n`;
    const fields = { mapping: JSON.stringify(mapping) };
    expect(reasonsOf(await importFile(app, { name: 'pieces.csv', content, fields }))).toEqual([
      [2, 'out-of-range'],
      [3, 'out-of-range'],
    ]);
  });

  it('are refused where a jurisdiction has no outline to lie in', async () => {
    const far = [squareAt(9e7, 9e7, 1e6)];
    const send = (crs: string, rings: unknown) =>
      importFile(app, {
        name: 'far.geojson',
        content: collection(parcelFeature('F', rings)),
        fields: { jurisdiction: 'open', crs },
      });
    expect(reasonsOf(await send('EPSG:4490', [squareAt(100, 20, 3)]))).toEqual([[1, 'geometry-too-large']]);
    expect(reasonsOf(await send('EPSG:3857', far))).toEqual([[1, 'geometry-too-large']]);
    expect(await send('EPSG:32650', far)).toMatchObject({ type: 'axes-swapped' });
    expect(await send('EPSG:4490', [squareAt(10, 89.5)])).toMatchObject({ type: 'axes-swapped' });
    expect(await send('EPSG:4978', [squareAt(120, 30)])).toMatchObject({ type: 'crs-unknown' });
  });
});

describe('an upload that ends early or never', () => {
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.geojson"\r\n\r\n';

  /** Sends `megabytes` without saying how many they are, and then hangs up or waits for the answer. */
  const send = (megabytes: number, hangUp: boolean) =>
    new Promise<string>((resolve) => {
      const { port } = app.server.address() as AddressInfo;
      const headers = { 'content-type': 'multipart/form-data; boundary=x' };
      const upload = request(
        { port, host: '127.0.0.1', method: 'POST', path: '/api/imports', headers },
        async (reply) => {
          let body = '';
          for await (const chunk of reply) body += chunk;
          resolve(body);
        },
      );
      upload.on('error', () => resolve('hung up'));
      upload.write(head);
      for (let each = 0; each < megabytes; each += 1) upload.write(Buffer.alloc(1024 * 1024, 0x20));
      if (hangUp) setTimeout(() => upload.destroy(), 200);
      else upload.end('\r\n--x--\r\n');
    });
  const left = () => readdir(join(dataDir, 'uploads'));

  it('is refused at the limit with its size and the cure, or dropped; nothing stays on disk', async () => {
    expect(await left()).toEqual([]);
    await app.listen({ host: '127.0.0.1', port: 0 });
    expect(JSON.parse(await send(5, false))).toMatchObject({
      type: 'upload-too-large',
      status: 413,
      detail: expect.stringContaining('3 MB'),
    });
    expect(await send(2, true)).toBe('hung up');
    await expect.poll(left).toEqual([]);
  });
});

it('stored nothing but what it said', async () => {
  const row = await selectRow(
    db,
    z.object({ n: z.int(), staged: z.int() }),
    sql`
    SELECT (SELECT count(*) FROM parcels)::int AS n, (SELECT count(*) FROM import_staging)::int AS staged`,
  );
  expect(row).toEqual({ n: 2, staged: 0 });
});

describe('an outline on which the database stops', () => {
  it('fails the import in words that name the rows, and nothing is stored', async () => {
    await db.execute(sql`
      CREATE FUNCTION stop_as_embedded() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION USING ERRCODE = ''YG001''; END'`);
    await db.execute(sql`
      CREATE TRIGGER stop BEFORE UPDATE ON import_staging FOR EACH STATEMENT EXECUTE FUNCTION stop_as_embedded()`);
    const content = collection(feature('330681001001GB00007', {}, squareAt(120.3, 29.6)));
    const stopped = await importFile(app, { name: 'stops.geojson', content });
    await db.execute(sql`DROP FUNCTION stop_as_embedded CASCADE`);
    expect(stopped).toMatchObject({
      status: 422,
      type: 'outline-not-computed',
      place: 'geometry',
      detail: expect.stringContaining('among rows 1–1;'),
    });
    const { stored } =
      (await selectRow(db, z.object({ stored: z.int() }), sql`SELECT count(*)::int AS stored FROM import_staging`)) ??
      {};
    expect(stored).toBe(0);
  });
});
