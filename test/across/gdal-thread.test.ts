import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readGeoPackage } from '../../server/src/formats/gdal.ts';
import { askGdal, effortOf, OVERDUE, placeForGdal } from '../../server/src/formats/gdal-thread.ts';
import { makeUnpackFolder } from '../../server/src/formats/unpack-folder.ts';

const FIXTURE = new URL('../fixtures/zone-40.gpkg', import.meta.url).pathname;
const folder = await makeUnpackFolder();
afterAll(() => rm(folder, { recursive: true, force: true }));

const Answer = z.object({ ok: z.literal(true), layers: z.array(z.string()), crs: z.string().nullable() });
const asked = async (limitMs: number, isLong = false, path = FIXTURE, patienceMs = limitMs) => {
  const into = await mkdtemp(join(folder, 'into-'));
  return askGdal(
    Answer,
    {
      verb: 'read',
      sources: [{ path: placeForGdal(path), openOptions: [] }],
      into: join(basename(folder), basename(into)),
      everyLayer: false,
    },
    { limitMs, patienceMs, isLong },
  );
};
const RIGHT = { ok: true, layers: ['parcels'], crs: 'EPSG:4528' };

it('ends a conversion that takes too long or fails, and the next ones go on, each in its turn', async () => {
  const tables = join(folder, 'tables.gpkg');
  // It names another file to read, as a format does that we do not take.
  await writeFile(
    tables,
    `<OGRVRTDataSource><OGRVRTLayer name="parcels"><SrcDataSource>${FIXTURE}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`,
  );
  const { limitMs } = effortOf(0);
  expect(
    await Promise.all([asked(1), asked(limitMs), asked(limitMs, false, tables), asked(limitMs), asked(1, true)]),
  ).toEqual([
    { ok: false, reason: OVERDUE, layers: [] },
    RIGHT,
    { ok: false, reason: 'not of the format that its name tells', layers: [] },
    RIGHT,
    { ok: false, reason: OVERDUE, layers: [] },
  ]);
}, 60_000);

it('answers also one that proves long, and those that no longer wait for it', async () => {
  const { limitMs } = effortOf(0);
  const impatient = () => asked(limitMs, false, FIXTURE, 0);
  expect(await Promise.all([impatient(), impatient(), asked(limitMs)])).toEqual([RIGHT, RIGHT, RIGHT]);
}, 60_000);

it('gives a large file more time', () => {
  expect([effortOf(1024), effortOf(32 * 1024 * 1024)]).toEqual([
    { limitMs: 120_003, patienceMs: 10_000, isLong: false },
    { limitMs: 216_000, patienceMs: 10_000, isLong: true },
  ]);
});

it('leaves nothing behind once the rows are read, or where there are none', async () => {
  const before = await readdir(join(folder, '..'));
  const file = await readGeoPackage(FIXTURE, {});
  let rows = 0;
  for await (const { rowNumber } of file.rows) rows = rowNumber;
  await file.close();
  const broken = join(folder, 'broken.gpkg');
  await writeFile(broken, 'rubbish');
  await expect(readGeoPackage(broken, {})).rejects.toMatchObject({ kind: 'file-unreadable' });
  expect([rows, await readdir(join(folder, '..'))]).toEqual([1, before]);
}, 60_000);
