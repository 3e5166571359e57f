import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { takeImportLock } from '../../server/src/features/imports/import-lock.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { importFile, makeZhuji } from '../support/import-fixtures.ts';
import { makeShapefileZip, type ShapefileSpec } from '../support/shapefile.ts';
import { makeZip } from '../support/zip.ts';

const db = await testDatabase();
const app = await testApp({ db });
beforeAll(() => makeZhuji(db));

/** 100 m by 100 m near the zone's middle meridian, clockwise: 15 mu, but for the scale of the projection. */
const RING = [
  [510000, 3276000],
  [510000, 3276100],
  [510100, 3276100],
  [510100, 3276000],
  [510000, 3276000],
] as const;
const shapefile = (code: string, more: Partial<ShapefileSpec> = {}): Buffer =>
  makeShapefileZip({
    fields: ['ZDDM', '名称', 'ZDMJ'],
    records: [{ ring: RING, attributes: [code, '诸暨一厂', '10000'] }],
    encoding: 'gbk',
    ...more,
  });

const parcel = async (code: string) => {
  const [row] = await selectRows(
    db,
    z.object({ name: z.string(), areaM2: z.number(), longitude: z.number(), latitude: z.number() }),
    sql`SELECT name, measured_area_m2 AS "areaM2", ST_X(ST_Centroid(geom)) AS longitude, ST_Y(ST_Centroid(geom)) AS latitude FROM parcels WHERE code = ${code}`,
  );
  return row;
};

it('reads a zipped Shapefile in GBK with no .cpg, its system told by ESRI’s name', async () => {
  const batch = await importFile(app, { name: '宗地.zip', content: shapefile('330681001001GB00001') });
  expect(batch).toMatchObject({
    status: 'committed',
    rowsWarned: 0,
    detected: { format: 'shapefile', crs: 'EPSG:4549', encoding: 'gb18030' },
  });
  const stored = await parcel('330681001001GB00001');
  expect(stored?.name).toBe('诸暨一厂');
  expect(stored?.areaM2).toBeGreaterThan(9999);
  expect(stored?.areaM2).toBeLessThan(10001);
  expect(stored?.longitude).toBeCloseTo(120.104, 2);
  expect(stored?.latitude).toBeCloseTo(29.6, 1);
});

it('asks for the system where the .prj is missing, and goes on when it is given', async () => {
  const content = shapefile('330681001001GB00002', { parts: ['shp', 'shx', 'dbf', 'cpg'] });
  expect(await importFile(app, { name: 'no-prj.zip', content })).toMatchObject({ type: 'crs-unknown' });
  expect(await importFile(app, { name: 'no-prj.zip', content, fields: { crs: 'EPSG:4549' } })).toMatchObject({
    status: 'committed',
  });
  expect(await parcel('330681001001GB00002')).toEqual(await parcel('330681001001GB00001'));
});

it('waits while an import that has ended tidies up, and not for one that runs', async () => {
  const given = { name: 'no-prj.zip', content: shapefile('330681001001GB00002'), fields: { crs: 'EPSG:4549' } };
  const release = await takeImportLock(db);
  const waiting = importFile(app, given);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await release();
  expect(await waiting).toMatchObject({ status: 'unchanged' });

  const releaseRunning = await takeImportLock(db);
  await db.execute(sql`UPDATE import_batches SET status = 'running'`);
  expect(await importFile(app, given)).toMatchObject({ type: 'import-running' });
  await releaseRunning();
});

it('notices northing before easting, and a meridian that is not ours', async () => {
  const ring = RING.map(([x, y]) => [y, x] as const);
  const content = shapefile('330681001001GB00003', {
    records: [{ ring, attributes: ['330681001001GB00003', '', ''] }],
  });
  expect(await importFile(app, { name: 'swapped.zip', content })).toMatchObject({ type: 'axes-swapped' });
  expect(
    await importFile(app, {
      name: 'meridian.zip',
      content: shapefile('330681001001GB00003'),
      fields: { crs: 'EPSG:4508' },
    }),
  ).toMatchObject({ type: 'axes-swapped' });
});

it('reads a GeoPackage in the zone’s own coordinates', async () => {
  const content = await readFile(new URL('../fixtures/zone-40.gpkg', import.meta.url));
  expect(await importFile(app, { name: 'zone-40.gpkg', content })).toMatchObject({
    status: 'committed',
    detected: { format: 'geopackage', crs: 'EPSG:4528' },
  });
  const stored = await parcel('330681001001GB00007');
  expect(stored?.longitude).toBeCloseTo(120.1005, 6);
  expect(stored?.latitude).toBeCloseTo(29.6005, 6);
});

it('names what only calls itself geodata', async () => {
  const rubbish = makeZip([
    { name: 'a.shp', content: 'rubbish' },
    { name: 'a.dbf', content: 'rubbish' },
  ]);
  expect(await importFile(app, { name: 'rubbish.zip', content: rubbish })).toMatchObject({ type: 'file-unreadable' });
  expect(await importFile(app, { name: 'rubbish.gpkg', content: 'rubbish' })).toMatchObject({
    type: 'file-unreadable',
  });
});
