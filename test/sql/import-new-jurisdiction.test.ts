import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { runImport } from '../../server/src/features/imports/run-import.ts';
import { TEST_NOW } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { collection, parcelFeature, squareAt } from '../support/import-fixtures.ts';

const db = await testDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importNew(jurisdiction: string, content: string) {
  const filePath = join(folder, `${jurisdiction}.geojson`);
  await writeFile(filePath, content);
  const createJurisdiction = { name: '新区', nameEn: 'New zone', codeScheme: 'free' as const };
  const request = {
    jurisdiction,
    kind: 'parcels' as const,
    filePath,
    fileName: 'new.geojson',
    mapping: {},
    isStrict: false,
  };
  return runImport({ db, clock: () => TEST_NOW }, OPEN_ACTOR, { ...request, createJurisdiction }, () => undefined);
}

const jurisdictions = async () =>
  (await selectRows(db, z.object({ code: z.string() }), sql`SELECT code FROM jurisdictions ORDER BY code`)).map(
    ({ code }) => code,
  );

it('makes a new jurisdiction together with its first parcels, and none where nothing was stored', async () => {
  const square = [squareAt(120.1, 29.6)];
  expect(await importNew('failed', '{"type":"FeatureCollection","features":[')).toMatchObject({
    jurisdiction: 'failed',
    status: 'failed',
  });
  expect(await importNew('refused', collection(parcelFeature(null, square)))).toMatchObject({
    jurisdiction: 'refused',
    status: 'refused',
  });
  expect(await jurisdictions()).toEqual([]);
  expect(await importNew('stored', collection(parcelFeature('A-1', square)))).toMatchObject({
    jurisdiction: 'stored',
    status: 'committed',
    rowsAccepted: 1,
  });
  expect(await jurisdictions()).toEqual(['stored']);
});

it('makes none under a code that no link could carry', async () => {
  await expect(importNew('Not A Code', collection())).rejects.toMatchObject({ kind: 'request-invalid' });
});
