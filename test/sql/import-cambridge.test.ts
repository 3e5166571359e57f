import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRow } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { type ImportRequest, runImport } from '../../server/src/features/imports/run-import.ts';
import { TEST_NOW } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';

/** The assessing data of Cambridge is no part of the repository: where it does not lie beside it, this file is left out. */
const REAL_DATA = new URL('../../../shared/data/cambridge/', import.meta.url);
const MAPPINGS = new URL('../../data/mappings/', import.meta.url);

const db = await testDatabase();

async function importReal(kind: ImportRequest['kind'], fileName: string, mapping: string) {
  const request: ImportRequest = {
    jurisdiction: 'cambridge',
    kind,
    filePath: fileURLToPath(new URL(fileName, REAL_DATA)),
    fileName,
    mapping: JSON.parse(await readFile(new URL(mapping, MAPPINGS), 'utf8')),
    isStrict: false,
    createJurisdiction: { name: '剑桥市', nameEn: 'Cambridge', codeScheme: 'free' },
  };
  return runImport({ db, clock: () => TEST_NOW }, OPEN_ACTOR, request, () => undefined);
}

/** Lots that lie on another by more than 1 m²; most of them on the one lot of all roads, which has 46,494 vertices. */
const countOverlapping = async () =>
  (
    await selectRow(
      db,
      z.object({ lots: z.int() }),
      sql`SELECT count(DISTINCT parcel_id)::int AS lots FROM findings WHERE kind = 'overlap'`,
    )
  )?.lots;

describe('real lots and assessments', () => {
  it('are imported: the lots, and what does not fit is told', async () => {
    const parcels = await importReal('parcels', 'parcels-2014.geojson', 'cambridge-parcels.json');
    // 13,116 polygons: one without a lot, 7 that cannot be polygons without changing, and 4 more pieces of their lots.
    expect(parcels).toMatchObject({
      status: 'committed',
      rowsRead: 13116,
      rowsAccepted: 13104,
      rowsWarned: 70,
      rowsRefused: 12,
    });
    expect(await countOverlapping()).toBe(40);
    expect(parcels.detected).toMatchObject({
      inserted: 13028,
      mergedPieces: { merged: 12, pieces: 88 },
      crs: 'EPSG:4326',
    });
  }, 300_000);

  // Lots are what the engines differ in. Of these long tables one of them is enough.
  if (db.engine === 'embedded') return;
  it('are imported: who is assessed for them and with what, and what does not fit is told', async () => {
    const enterprises = await importReal('enterprises', 'assessments-2014.csv', 'cambridge-enterprises.json');
    expect(enterprises).toMatchObject({ status: 'committed', rowsRead: 27528, rowsAccepted: 27527, rowsRefused: 1 });
    expect(enterprises.detected).toMatchObject({ encoding: 'latin1', inserted: 13021 });
    const occupancies = await importReal('occupancies', 'assessments-2014.csv', 'cambridge-occupancies.json');
    expect(occupancies).toMatchObject({
      rowsAccepted: 27473,
      rowsRefused: 55,
      detected: { inserted: 12971, parcels: { codesWithoutParcel: 50, parcelsWithoutRow: 57 } },
    });
  }, 300_000);
});
