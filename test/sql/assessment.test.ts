import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { currentRevision } from '../../server/src/db/revision.ts';
import { selectRow, selectRows } from '../../server/src/db/sql.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { lines } from '../support/lines.ts';
import {
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
} from '../support/plant.ts';

const db = await testDatabase();
beforeEach(() => emptyTables(db));

const ParcelYear = z.object({
  id: z.int(),
  year: z.int(),
  mu: z.int(),
  source: z.string(),
  class: z.string().nullable(),
  industry: z.string().nullable(),
  enterprises: z.int(),
  tax: z.number().nullable(),
  perMu: z.number().nullable(),
  energy: z.number().nullable(),
  employees: z.number().nullable(),
  kinds: z.array(z.string()),
});
const parcelYears = () =>
  selectRows(
    db,
    ParcelYear,
    sql`
    SELECT parcel_id AS id, year, counted_mu_hundredths AS mu, counted_area_source AS source, class, industry_division AS industry, enterprises,
      tax_10k_yuan AS tax, tax_per_mu_10k_yuan AS "perMu", energy_tce AS energy, employees, finding_kinds AS kinds
    FROM parcel_years ORDER BY year, parcel_id`,
  );
const found = () =>
  lines(
    db,
    sql`SELECT parcel_id || ' ' || year || ' ' || kind || ' ' || rule_id AS line FROM findings ORDER BY year, parcel_id, rule_id`,
  );

describe('three parcels, three enterprises', () => {
  /** Parcels of 9, 6 and 3 mu. Enterprise 1 owns the first two and lets 2,000 m² of the first to enterprise 2; enterprise 3 owns the third. */
  beforeEach(async () => {
    await plantJurisdictions(db, ['zhuji']);
    await plantParcels(db, [
      { id: 1, jurisdictionId: 1, areaM2: 6000 },
      { id: 2, jurisdictionId: 1, areaM2: 4000 },
      { id: 3, jurisdictionId: 1, areaM2: 2000 },
      { id: 4, jurisdictionId: 1, areaM2: 1000 },
    ]);
    await plantEnterprises(db, [
      { id: 1, jurisdictionId: 1, industryCode: 'C1713' },
      { id: 2, jurisdictionId: 1, industryCode: '33' },
      { id: 3, jurisdictionId: 1 },
    ]);
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'owned' },
      { enterpriseId: 1, parcelId: 1, kind: 'leased-out', areaM2: 2000 },
      { enterpriseId: 1, parcelId: 2, kind: 'owned', areaM2: 4000 },
      { enterpriseId: 2, parcelId: 1, kind: 'leased-in', areaM2: 2000 },
      { enterpriseId: 3, parcelId: 3, kind: 'owned' },
    ]);
    await plantIndicators(db, [
      { enterpriseId: 1, year: 2024, tax10kYuan: 61, energyTce: 100, employees: 40 },
      { enterpriseId: 2, year: 2024, tax10kYuan: 14.5, energyTce: 20, employees: 10 },
      { enterpriseId: 3, year: 2024, tax10kYuan: null, energyTce: 7, employees: 5 },
    ]);
  });

  it('brings each figure to the parcels by the land used, and knows nothing where an enterprise has none', async () => {
    await assessAll(db);
    // Enterprise 1 uses 4,000 m² of each parcel: half of 61 falls to each. 30.5 + 14.5 = 45 over 9 mu is exactly 5; 30.5 over 6 mu is not.
    // Surveyed is who uses 3 mu or more, as enterprise 3 just does.
    const common = { year: 2024, source: 'certified' };
    expect(await parcelYears()).toEqual([
      {
        ...common,
        id: 1,
        mu: 900,
        class: 'B',
        industry: '17',
        enterprises: 2,
        tax: 45,
        perMu: 5,
        energy: 70,
        employees: 30,
        kinds: ['low-efficiency', 'survey-scope'],
      },
      {
        ...common,
        id: 2,
        mu: 600,
        class: 'B',
        industry: '17',
        enterprises: 1,
        tax: 30.5,
        perMu: 5.083333,
        energy: 50,
        employees: 20,
        kinds: ['survey-scope'],
      },
      {
        ...common,
        id: 3,
        mu: 300,
        class: null,
        industry: null,
        enterprises: 1,
        tax: null,
        perMu: null,
        energy: 7,
        employees: 5,
        kinds: ['missing-data', 'survey-scope'],
      },
      {
        ...common,
        id: 4,
        mu: 150,
        class: null,
        industry: null,
        enterprises: 0,
        tax: null,
        perMu: null,
        energy: null,
        employees: null,
        kinds: ['missing-data'],
      },
    ]);
  });

  it('keeps the rule, its clause and the values with a finding', async () => {
    await assessAll(db);
    const row = await selectRow(
      db,
      z.object({ programme: z.string(), version: z.int(), clause: z.unknown(), observed: z.unknown() }),
      sql`SELECT programme_id AS programme, programme_version AS version, clause, observed FROM findings WHERE kind = 'low-efficiency'`,
    );
    expect(row).toEqual({
      programme: 'zhuji-2021',
      version: 3,
      clause: { document: '诸暨方案', number: '（一）1', paraphrase: '亩税不超过5万元的企业用地列为重点排查' },
      observed: {
        taxPerMu10kYuan: 5,
        tax10kYuan: 45,
        countedMuHundredths: 900,
        threshold: 5,
        comparator: '<=',
        unit: '10k-yuan-per-mu',
      },
    });
  });

  it('scores the tier against its own mean and says what was missing', async () => {
    await assessAll(db);
    const rows = await selectRows(
      db,
      z.object({
        id: z.int(),
        score: z.number().nullable(),
        class: z.string().nullable(),
        missing: z.array(z.string()),
        mu: z.number(),
      }),
      sql`SELECT enterprise_id AS id, score, class, inputs->'missing' AS missing, (inputs->'figures'->>'usedLandMu')::float8 AS mu FROM evaluations ORDER BY 1`,
    );
    // Per mu 61/12 = 5.0833 and 14.5/3 = 4.8333, mean 4.9583; per tce 0.61 and 0.725, mean 0.6675. Of two, B takes two places (1.6).
    expect(rows).toEqual([
      { id: 1, score: expect.closeTo(50 * (5.083333 / 4.958333 + 0.61 / 0.6675), 4), class: 'B', missing: [], mu: 12 },
      { id: 2, score: expect.closeTo(50 * (4.833333 / 4.958333 + 0.725 / 0.6675), 4), class: 'B', missing: [], mu: 3 },
      { id: 3, score: null, class: null, missing: ['taxPerMu10kYuan', 'taxPerEnergy10kYuanPerTce'], mu: 3 },
    ]);
  });

  it('keeps the figures, the baselines and the points beside a score', async () => {
    await assessAll(db);
    const row = await selectRow(
      db,
      z.object({ inputs: z.unknown() }),
      sql`SELECT inputs FROM evaluations WHERE enterprise_id = 2`,
    );
    expect(row?.inputs).toEqual({
      figures: {
        usedLandMu: 3,
        tax10kYuan: 14.5,
        addedValue10kYuan: null,
        energyTce: 20,
        emissionsT: null,
        employees: 10,
        revenue10kYuan: null,
        rd10kYuan: null,
      },
      facts: { industryDivision: '33' },
      baselines: [expect.closeTo(4.958333, 6), expect.closeTo(0.6675, 6)],
      points: [expect.closeTo((50 * 4.833333) / 4.958333, 4), expect.closeTo((50 * 0.725) / 0.6675, 6)],
      missing: [],
      ranks: [2, 1],
    });
  });

  it('says the same when it is run again, under a new revision', async () => {
    const first = await assessAll(db);
    const [years, findings] = [await parcelYears(), await found()];
    const second = await assessAll(db, { jurisdictionIds: [1] });
    expect(second.revision).toBe(first.revision + 1);
    expect([await parcelYears(), await found()]).toEqual([years, findings]);
    expect(await currentRevision(db)).toEqual({ id: second.revision, at: '2026-06-30T04:00:00Z', parcelMinZoom: 10 });
  });

  it('leaves everything as it was when it fails half-way', async () => {
    const { revision } = await assessAll(db);
    const before = await parcelYears();
    await db.execute(
      sql`UPDATE evaluation_methods SET definition = definition || '{"items": []}' WHERE tier = 'below-scale'`,
    );
    await expect(assessAll(db)).rejects.toThrow();
    expect(await parcelYears()).toEqual(before);
    expect((await currentRevision(db)).id).toBe(revision);
  });
});

describe('years', () => {
  beforeEach(async () => {
    await plantJurisdictions(db, ['zhuji']);
    await plantParcels(db, [{ id: 1, jurisdictionId: 1, areaM2: 4000 }]);
    await plantEnterprises(db, [
      { id: 1, jurisdictionId: 1 },
      { id: 2, jurisdictionId: 1 },
    ]);
  });

  it('shows parcels without indicators in the last full year', async () => {
    await assessAll(db);
    expect((await parcelYears()).map((row) => [row.year, row.enterprises])).toEqual([[2025, 0]]);
  });

  it('counts an occupancy only in its years', async () => {
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'owned', fromYear: 2020, toYear: 2023 },
      { enterpriseId: 2, parcelId: 1, kind: 'owned', fromYear: 2024 },
    ]);
    await plantIndicators(db, [
      { enterpriseId: 1, year: 2023, tax10kYuan: 12 },
      { enterpriseId: 2, year: 2024, tax10kYuan: 60 },
    ]);
    await assessAll(db);
    expect((await parcelYears()).map((row) => [row.year, row.tax, row.kinds])).toEqual([
      [2023, 12, ['low-efficiency', 'missing-data', 'survey-scope']],
      [2024, 60, ['missing-data', 'survey-scope']],
    ]);
  });
});

describe('what rules compare', () => {
  it('stands with each parcel: tier of the land-right holder, title, year of building, plot ratio, added value, and the kinds left open', async () => {
    await plantJurisdictions(db, ['zhuji']);
    await plantParcels(db, [
      { id: 1, jurisdictionId: 1, areaM2: 3000, floorAreaM2: 4500, completedOn: '2019-05-01', rightKind: 'other' },
      { id: 2, jurisdictionId: 1, areaM2: 3000, startedOn: '2017-12-31', code: '330681001001JB00002' },
      { id: 3, jurisdictionId: 1, areaM2: 3000, floorAreaM2: 1000 },
    ]);
    await plantEnterprises(db, [
      { id: 1, jurisdictionId: 1, isAboveScale: true },
      { id: 2, jurisdictionId: 1 },
      { id: 3, jurisdictionId: 1, isAboveScale: null },
    ]);
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'owned' },
      { enterpriseId: 2, parcelId: 1, kind: 'leased-in', areaM2: 1500 },
      { enterpriseId: 2, parcelId: 2, kind: 'owned', areaM2: 1500 },
      { enterpriseId: 3, parcelId: 3, kind: 'owned' },
    ]);
    await plantIndicators(db, [
      { enterpriseId: 1, year: 2024, addedValue10kYuan: -30, tax10kYuan: 100, energyTce: 1200 },
      { enterpriseId: 2, year: 2024, addedValue10kYuan: 5, energyTce: 10 },
      { enterpriseId: 3, year: 2024, tax10kYuan: 20 },
    ]);
    await assessAll(db);
    const rows = await lines(
      db,
      sql`
      SELECT concat_ws(' ', parcel_id, COALESCE(tier, '-'), COALESCE(right_kind, '-'), COALESCE(built_year::text, '-'),
        COALESCE(far_ratio::text, '-'), COALESCE(added_value_10k_yuan::text, '-'), unknown_kinds, finding_kinds, is_pending) AS line
      FROM parcel_years ORDER BY parcel_id`,
    );
    // Enterprise 2 uses half of its land on each parcel. On 3 the energy is not known, nor when it was built; 1 is above Zhuji's 1,000 tce since 2018.
    expect(rows).toEqual([
      '1 above-scale other 2019 1.5 -27.5 {low-efficiency} {missing-data,survey-scope,two-high} t',
      '2 below-scale collective 2017 - 2.5 {low-efficiency} {missing-data,survey-scope} t',
      '3 - - - 0.333333 - {two-high} {low-efficiency,missing-data,survey-scope} f',
    ]);
  });
});

describe('overview cells', () => {
  it('count every parcel once at each zoom, with the area and what was found', async () => {
    await plantJurisdictions(db, ['zhuji']);
    await plantParcels(
      db,
      [1, 2, 3, 400].map((id) => ({ id, jurisdictionId: 1, areaM2: 4000 })),
    );
    await db.execute(sql`UPDATE parcels SET agreed_start_on = '2020-01-01' WHERE id = 400`);
    await assessAll(db);
    const cells = await selectRows(
      db,
      z.object({ zoom: z.int(), cells: z.int(), parcels: z.int(), mu: z.int(), found: z.int() }),
      sql`
      SELECT zoom, count(*)::int AS cells, sum(parcels)::int AS parcels, sum(mu_hundredths)::int AS mu, sum(found_parcels)::int AS found
      FROM overview_cells GROUP BY zoom ORDER BY zoom`,
    );
    expect(cells.map((row) => [row.zoom, row.parcels, row.mu, row.found])).toEqual(
      [5, 6, 7, 8, 9, 10, 11].map((zoom) => [zoom, 4, 2400, 1]),
    );
    // Longitude 121.2006 is 0.836668 of the world: × 2^11 × 32 = 54831.9. Latitude 30.00025 is 0.412576: 27038.6.
    const finest = await selectRows(
      db,
      z.object({ x: z.int(), y: z.int(), classes: z.unknown(), leading: z.string().nullable() }),
      sql`
      SELECT cell_x AS x, cell_y AS y, parcels_by_class AS classes, leading_class AS leading FROM overview_cells
      WHERE zoom = 11 ORDER BY cell_x DESC LIMIT 1`,
    );
    expect(finest).toEqual([{ x: 54831, y: 27038, classes: { '': 1 }, leading: null }]);
  });
});
