import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EvaluationMethod } from '../../server/src/contract/evaluation-method.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import type { OccupancyOptions } from '../../server/src/domain/evaluation/method.ts';
import { readProgrammeFiles } from '../../server/src/features/programmes/programme-files.ts';
import { TEST_NOW } from '../support/app.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { taxMethod } from '../support/methods.ts';
import {
  type PlantedOccupancy,
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
} from '../support/plant.ts';

/** What assessment makes of each named option of a method, from occupancies to classes. */
const YEAR = 2024;
const db = await testDatabase();
beforeEach(async () => {
  await emptyTables(db);
  await plantJurisdictions(db, ['zhuji']);
});

/** Per-mu tax alone, over 10 万元/亩: the score is 10 times the tax per mu; A from 100 on, B from 50 on, C below. */
async function publish(occupancy?: OccupancyOptions): Promise<void> {
  const definition = EvaluationMethod.parse({
    name: 'Tax per mu',
    note: '',
    ...taxMethod({
      classes: [
        { name: 'A', fromScore: 100 },
        { name: 'B', fromScore: 50 },
        { name: 'C', fromScore: null },
      ],
      ...(occupancy ? { occupancy } : {}),
    }),
  });
  await db.execute(sql`
    INSERT INTO evaluation_methods (jurisdiction_id, year, tier, version, published_at, definition)
    SELECT 1, ${YEAR}, tier, 1, ${TEST_NOW.toISOString()}::timestamptz, ${JSON.stringify(definition)}::jsonb
    FROM unnest(ARRAY['above-scale', 'below-scale']) AS tier`);
}

async function evaluated(): Promise<Record<number, string>> {
  await assessAll(db);
  const rows = await selectRows(
    db,
    z.object({ id: z.int(), line: z.string() }),
    sql`
    SELECT enterprise_id AS id, COALESCE(class, unrated_because) || COALESCE(' ' || floor(score * 100 + 0.5) / 100, '') AS line
    FROM evaluations ORDER BY enterprise_id`,
  );
  return Object.fromEntries(rows.map(({ id, line }) => [id, line]));
}

const taxes = (byId: Readonly<Record<number, number | null>>) =>
  plantIndicators(
    db,
    Object.entries(byId).map(([id, tax10kYuan]) => ({ enterpriseId: Number(id), year: YEAR, tax10kYuan })),
  );

describe('floor area', () => {
  /** 30 mu (20,000 m²) with 50,000 m² of floor, 10,000 of it vacant; the holder lets 10,000 m² of floor. */
  beforeEach(async () => {
    await plantParcels(db, [
      { id: 1, jurisdictionId: 1, areaM2: 20_000, floorAreaM2: 50_000, vacantFloorAreaM2: 10_000 },
    ]);
    await plantEnterprises(db, [
      { id: 1, jurisdictionId: 1, isAboveScale: true },
      { id: 2, jurisdictionId: 1 },
    ]);
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'owned' },
      { enterpriseId: 1, parcelId: 1, kind: 'leased-out', floorAreaM2: 10_000 },
      { enterpriseId: 2, parcelId: 1, kind: 'leased-in', floorAreaM2: 10_000 },
    ]);
    await taxes({ 1: 120, 2: 30 });
  });

  it('by-far: 10,000 m² of floor at a ratio of 2.5 are 6 mu', async () => {
    await publish({ floorArea: 'by-far' });
    // 120 ÷ 24 = 5; 30 ÷ 6 = 5
    expect(await evaluated()).toEqual({ 1: 'B 50', 2: 'B 50' });
  });

  it('is by-far where a method does not say', async () => {
    await publish();
    expect(await evaluated()).toEqual({ 1: 'B 50', 2: 'B 50' });
  });

  it('by-share: a quarter of the 40,000 m² in use is 7.5 of 30 mu', async () => {
    await publish({ floorArea: 'by-share' });
    // 120 ÷ 22.5 = 5.3333; 30 ÷ 7.5 = 4
    expect(await evaluated()).toEqual({ 1: 'B 53.33', 2: 'C 40' });
  });

  it('not-counted: the holder answers for all the land, and who only rents floors has none to be measured by', async () => {
    await publish({ floorArea: 'not-counted' });
    // 120 ÷ 30 = 4
    expect(await evaluated()).toEqual({ 1: 'C 40', 2: 'no-land' });
  });
});

describe('tenants', () => {
  /** The holder of 10 mu lets 4 of them to a tenant of its tier and 2 to one of the other; one more holds land of its own. */
  const rows: PlantedOccupancy[] = [
    { enterpriseId: 1, parcelId: 1, kind: 'owned' },
    { enterpriseId: 1, parcelId: 1, kind: 'leased-out', areaM2: 4000 },
    { enterpriseId: 2, parcelId: 1, kind: 'leased-in', areaM2: (4 * 10_000) / 15 },
    { enterpriseId: 3, parcelId: 1, kind: 'leased-in', areaM2: (2 * 10_000) / 15 },
    { enterpriseId: 4, parcelId: 2, kind: 'owned' },
  ];
  const plant = async (parkId?: number) => {
    await plantParcels(db, [
      { id: 1, jurisdictionId: 1, areaM2: 100_000 / 15, ...(parkId ? { parkId } : {}) },
      { id: 2, jurisdictionId: 1, areaM2: 2000 },
    ]);
    await plantEnterprises(
      db,
      [1, 2, 3, 4].map((id) => ({ id, jurisdictionId: 1, isAboveScale: id === 3 })),
    );
    await plantOccupancies(db, rows);
  };

  it('own-class: are evaluated on what they rent', async () => {
    await plant();
    await taxes({ 1: 40, 2: 8, 3: 10, 4: 18 });
    await publish();
    // 40 ÷ 4 = 10; 8 ÷ 4 = 2; 10 ÷ 2 = 5; 18 ÷ 3 = 6
    expect(await evaluated()).toEqual({ 1: 'A 100', 2: 'C 20', 3: 'B 50', 4: 'B 60' });
  });

  it('holder-class: keep their score and take the class of who holds the land', async () => {
    await plant();
    await taxes({ 1: 40, 2: 8, 3: 10, 4: 18 });
    await publish({ tenants: 'holder-class' });
    expect(await evaluated()).toEqual({ 1: 'A 100', 2: 'A 20', 3: 'A 50', 4: 'B 60' });
  });

  it('holder-class-outside-parks: keep their own class in a park', async () => {
    await plant(1);
    await taxes({ 1: 40, 2: 8, 3: 10, 4: 18 });
    await publish({ tenants: 'holder-class-outside-parks' });
    expect(await evaluated()).toEqual({ 1: 'A 100', 2: 'C 20', 3: 'B 50', 4: 'B 60' });
  });

  it('keep their own class where the holder has none', async () => {
    await plant();
    await taxes({ 1: null, 2: 8, 3: 10, 4: 18 });
    await publish({ tenants: 'holder-class' });
    expect(await evaluated()).toEqual({ 1: 'missing', 2: 'C 20', 3: 'B 50', 4: 'B 60' });
  });

  it('merged-with-holder: the firms of a tier share one result, one of the other tier stands apart', async () => {
    await plant();
    await taxes({ 1: 40, 2: 8, 3: 10, 4: 18 });
    await publish({ tenants: 'merged-with-holder' });
    // (40 + 8) ÷ (4 + 4) = 6
    expect(await evaluated()).toEqual({ 1: 'B 60', 2: 'B 60', 3: 'B 50', 4: 'B 60' });
  });

  it('merged-with-holder: nobody is rated by a part of the figures', async () => {
    await plant();
    await taxes({ 1: 40, 2: null, 3: 10, 4: 18 });
    await publish({ tenants: 'merged-with-holder' });
    expect(await evaluated()).toEqual({ 1: 'missing', 2: 'missing', 3: 'B 50', 4: 'B 60' });
  });
});

describe('the class of a parcel', () => {
  /** The holder, B, keeps 2 of 10 mu; a tenant classed A uses 5 and one classed C 3. */
  async function shown(parcelClass?: 'right-holder' | 'worst' | 'most-land'): Promise<string | null> {
    await plantParcels(db, [{ id: 1, jurisdictionId: 1, areaM2: 100_000 / 15 }]);
    await plantEnterprises(
      db,
      [1, 2, 3].map((id) => ({ id, jurisdictionId: 1 })),
    );
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'owned' },
      { enterpriseId: 1, parcelId: 1, kind: 'leased-out', areaM2: 80_000 / 15 },
      { enterpriseId: 2, parcelId: 1, kind: 'leased-in', areaM2: 50_000 / 15 },
      { enterpriseId: 3, parcelId: 1, kind: 'leased-in', areaM2: 30_000 / 15 },
    ]);
    await taxes({ 1: 12, 2: 60, 3: 9 });
    await publish();
    // Of several programmes the one whose id comes last says which class a parcel shows.
    const [file] = await readProgrammeFiles();
    const definition = { ...file, id: 'zhuji-own', jurisdiction: 'zhuji', ...(parcelClass ? { parcelClass } : {}) };
    await db.execute(sql`
      INSERT INTO programmes (id, jurisdiction_id, version, definition)
      VALUES ('zhuji-own', 1, 1, ${JSON.stringify(definition)}::jsonb)`);
    await assessAll(db);
    const [row] = await selectRows(db, z.object({ class: z.string().nullable() }), sql`SELECT class FROM parcel_years`);
    return row?.class ?? null;
  }

  it('is that of the right-holder where a programme does not say', async () => {
    expect(await shown()).toBe('B');
  });

  it('right-holder: who holds the land right, however little of it is left to it', async () => {
    expect(await shown('right-holder')).toBe('B');
  });

  it('worst: the worst of those who use it', async () => {
    expect(await shown('worst')).toBe('C');
  });

  it('most-land: the one whose enterprises use most of it', async () => {
    expect(await shown('most-land')).toBe('A');
  });
});

describe('where enterprise and land do not meet', () => {
  beforeEach(async () => {
    await plantParcels(db, [
      { id: 1, jurisdictionId: 1, areaM2: 2000 },
      { id: 2, jurisdictionId: 1, areaM2: 2000 },
    ]);
    await plantEnterprises(db, [
      { id: 1, jurisdictionId: 1 },
      { id: 2, jurisdictionId: 1 },
    ]);
    await plantOccupancies(db, [{ enterpriseId: 1, parcelId: 1, kind: 'owned' }]);
    await taxes({ 1: 30, 2: 900 });
    await publish();
  });

  it('leaves an enterprise with no land unrated and says why, and its tax falls on nobody’s land', async () => {
    expect(await evaluated()).toEqual({ 1: 'A 100', 2: 'no-land' });
    const [sum] = await selectRows(
      db,
      z.object({ tax: z.number() }),
      sql`SELECT sum(tax_10k_yuan) AS tax FROM parcel_years`,
    );
    expect(sum).toEqual({ tax: 30 });
  });

  it('leaves land with no enterprise pending: without class, never the last one, and not found to be of low efficiency', async () => {
    await assessAll(db);
    const rows = await selectRows(
      db,
      z.object({
        id: z.int(),
        class: z.string().nullable(),
        tax: z.number().nullable(),
        isPending: z.boolean(),
        isLow: z.boolean(),
      }),
      sql`
      SELECT parcel_id AS id, class, tax_per_mu_10k_yuan AS tax, is_pending AS "isPending",
        'low-efficiency' = ANY (finding_kinds) AS "isLow"
      FROM parcel_years WHERE year = ${YEAR} ORDER BY parcel_id`,
    );
    expect(rows).toEqual([
      { id: 1, class: 'A', tax: 10, isPending: false, isLow: false },
      { id: 2, class: null, tax: null, isPending: true, isLow: false },
    ]);
  });
});
