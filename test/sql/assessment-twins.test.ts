import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProgrammeRule } from '../../server/src/contract/programme.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { apportion, landShares } from '../../server/src/domain/land-share.ts';
import { landUses, type Occupancy, taxPerMu10kYuan } from '../../server/src/domain/occupancy.ts';
import { type ComparisonRule, rulePredicate } from '../../server/src/domain/rule.ts';
import { muHundredthsFromM2, PARTS_PER_UNIT } from '../../server/src/domain/units.ts';
import { readProgrammeFiles } from '../../server/src/features/programmes/programme-files.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { landOf, type PlantedRow } from '../support/land-columns.ts';
import { lines } from '../support/lines.ts';
import {
  type PlantedEnterprise,
  type PlantedIndicators,
  type PlantedOccupancy,
  type PlantedParcel,
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
} from '../support/plant.ts';
import { samples } from '../support/samples.ts';

/** The assessment runs in SQL what the domain says in TypeScript; here both are given the same random facts. */
const YEAR = 2024;
const db = await testDatabase();
beforeEach(() => emptyTables(db));

const areas = fc.integer({ min: 500, max: 60_000 });
/** Mostly known, so that most parcels get a sum; some are too small for PostgreSQL to multiply. */
const amount = fc.oneof({ weight: 9, arbitrary: fc.double({ min: -50, max: 5000, noNaN: true }) }, fc.constant(null));

describe('apportionment', () => {
  const PARCELS = 25;
  const ENTERPRISES = 20;
  const occupancies = fc.uniqueArray(
    fc.record({
      enterpriseId: fc.integer({ min: 1, max: ENTERPRISES }),
      parcelId: fc.integer({ min: 1, max: PARCELS }),
      kind: fc.constantFrom('owned' as const, 'leased-in' as const, 'leased-out' as const),
      areaM2: fc.option(areas),
      floorAreaM2: fc.option(areas),
    }),
    { minLength: 60, maxLength: 60, selector: (row) => `${row.enterpriseId}:${row.parcelId}:${row.kind}` },
  );

  it('gives every parcel the same tax in SQL as in the domain, and loses none', async () => {
    const [rows] = samples(occupancies, 1) as [Occupancy[]];
    const parcelAreas = samples(areas, PARCELS);
    const floorAreas = samples(fc.option(areas), PARCELS);
    const taxes = samples(amount, ENTERPRISES);
    await plantJurisdictions(db, ['zhuji']);
    const enterprises = taxes.map((tax10kYuan, index) => ({ tax10kYuan, id: index + 1 }));
    await plantParcels(
      db,
      parcelAreas.map((areaM2, index) => ({
        id: index + 1,
        jurisdictionId: 1,
        areaM2,
        floorAreaM2: floorAreas[index] ?? null,
      })),
    );
    await plantEnterprises(
      db,
      enterprises.map(({ id }) => ({ id, jurisdictionId: 1 })),
    );
    await plantOccupancies(db, rows);
    await plantIndicators(
      db,
      enterprises.map(({ id, tax10kYuan }) => ({ enterpriseId: id, year: YEAR, tax10kYuan })),
    );
    await assessAll(db);
    const stored = await selectRows(
      db,
      z.object({ id: z.int(), tax: z.number().nullable(), perMu: z.number().nullable() }),
      sql`SELECT parcel_id AS id, tax_10k_yuan AS tax, tax_per_mu_10k_yuan AS "perMu" FROM parcel_years ORDER BY parcel_id`,
    );
    const shares = landShares(
      landUses(rows, (id) => ({
        areaM2: parcelAreas[id - 1] ?? Number.NaN,
        floorAreaM2: floorAreas[id - 1] ?? null,
        vacantFloorAreaM2: null,
      })),
    );
    const expected = apportion(shares, (id) => taxes[id - 1] ?? null, PARTS_PER_UNIT.tax);
    for (const { id, tax, perMu } of stored) {
      const wanted = expected.get(id) ?? null;
      expect(tax).toBe(wanted === null ? null : wanted / PARTS_PER_UNIT.tax);
      expect(perMu).toBe(taxPerMu10kYuan(tax, muHundredthsFromM2(parcelAreas[id - 1] ?? 0)));
    }
    expect(stored.filter((row) => row.tax !== null).length).toBeGreaterThan(3);
    expect(stored.filter((row) => row.tax === null).length).toBeGreaterThan(3);
  });
});

describe('rules', () => {
  const rule: fc.Arbitrary<ComparisonRule> = fc
    .record({
      indicator: fc.constantFrom(
        'taxPerMu10kYuan' as const,
        'energyTce' as const,
        'areaMu' as const,
        'farRatio' as const,
      ),
      comparator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '=' as const),
      value: fc.constantFrom(0, 0.5, 5, 10, 1000),
      tier: fc.option(fc.constantFrom('above-scale' as const, 'below-scale' as const), { nil: undefined, freq: 2 }),
      inPark: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
      rightKind: fc.option(fc.constantFrom('state' as const, 'collective' as const), { nil: undefined, freq: 2 }),
      occupants: fc.option(fc.constantFrom('one' as const, 'several' as const), { nil: undefined, freq: 2 }),
      builtFrom: fc.option(fc.constant(2018), { nil: undefined, freq: 2 }),
      builtBefore: fc.option(fc.constant(2018), { nil: undefined, freq: 2 }),
    })
    .map(({ indicator, comparator, value, builtFrom, builtBefore, ...scope }) => ({
      indicator,
      comparator,
      value,
      builtFrom,
      builtBefore,
      scope,
    }));
  const parcel = fc.record({
    areaMu: fc.constantFrom(5, 10, 20),
    inPark: fc.boolean(),
    rightKind: fc.constantFrom('state' as const, 'collective' as const, 'other' as const, null),
    floorAreaM2: fc.option(fc.constantFrom(0, 10_000 / 3, 20_000)),
    builtYear: fc.option(fc.constantFrom(2017, 2018, 2020)),
    isAboveScale: fc.option(fc.boolean()),
    taxes: fc.array(fc.option(fc.constantFrom(0, 25, 50, 100), { freq: 6 }), { maxLength: 3 }),
    energyTce: fc.option(fc.constantFrom(0, 999, 1000, 5000)),
  });

  it('find in SQL the parcels that they find in the domain', async () => {
    const rules = samples(rule, 60);
    const parcels = samples(parcel, 120);
    const [zhuji] = (await readProgrammeFiles()).filter((programme) => programme.id === 'zhuji-2021');
    await plantJurisdictions(db, ['elsewhere']);
    const definition = {
      ...zhuji,
      id: 'random',
      jurisdiction: 'elsewhere',
      rules: rules.map((each, index) =>
        ProgrammeRule.parse({
          ...each,
          id: `r${index}`,
          finding: 'low-efficiency',
          unit: 'ratio',
          wording: '',
          scope: { ...each.scope, party: 'enterprise' },
          clause: { document: 'd', number: '1', paraphrase: 'p' },
        }),
      ),
    };
    await db.execute(
      sql`INSERT INTO programmes (id, jurisdiction_id, version, definition) VALUES ('random', 1, 1, ${JSON.stringify(definition)}::jsonb)`,
    );
    const planted: PlantedParcel[] = [];
    const enterprises: PlantedEnterprise[] = [];
    const occupancies: PlantedOccupancy[] = [];
    const indicators: PlantedIndicators[] = [];
    for (const [index, each] of parcels.entries()) {
      const id = index + 1;
      planted.push({
        id,
        jurisdictionId: 1,
        areaM2: (each.areaMu * 10_000) / 15,
        floorAreaM2: each.floorAreaM2,
        completedOn: each.builtYear === null ? null : `${each.builtYear}-05-05`,
        ...(each.inPark ? { parkId: 1 } : {}),
        ...(each.rightKind ? { rightKind: each.rightKind } : {}),
      });
      for (const [place, tax10kYuan] of each.taxes.entries()) {
        const enterpriseId = enterprises.length + 1;
        enterprises.push({ id: enterpriseId, jurisdictionId: 1, isAboveScale: each.isAboveScale });
        occupancies.push({ enterpriseId, parcelId: id, kind: place === 0 ? 'owned' : 'leased-in', areaM2: 1000 });
        indicators.push({ enterpriseId, year: YEAR, tax10kYuan, energyTce: place === 0 ? each.energyTce : 0 });
      }
    }
    await plantParcels(db, planted);
    await plantEnterprises(db, enterprises);
    await plantOccupancies(db, occupancies);
    await plantIndicators(db, indicators);
    await assessAll(db);
    const stored = await lines(
      db,
      sql`SELECT rule_id || ' ' || parcel_id AS line FROM findings WHERE kind = 'low-efficiency' ORDER BY substr(rule_id, 2)::int, parcel_id`,
    );
    const land = landOf(
      parcels.map((each): PlantedRow => {
        const known = each.taxes.filter((tax): tax is 0 | 25 | 50 | 100 => tax !== null);
        const tax =
          each.taxes.length > 0 && known.length === each.taxes.length
            ? known.reduce<number>((sum, one) => sum + one, 0)
            : null;
        const tiers = { true: 'above-scale', false: 'below-scale', null: null };
        return {
          taxPerMu10kYuan: taxPerMu10kYuan(tax, each.areaMu * 100),
          energyTceHundredths: each.taxes.length > 0 && each.energyTce !== null ? each.energyTce * 100 : null,
          countedMuHundredths: each.areaMu * 100,
          farRatio: each.floorAreaM2 === null ? null : each.floorAreaM2 / ((each.areaMu * 10_000) / 15),
          tier: each.taxes.length === 0 ? null : tiers[`${each.isAboveScale}`],
          park: each.inPark ? 'elsewhere park' : null,
          right: each.rightKind,
          occupants: each.taxes.length,
          builtYear: each.builtYear,
        };
      }),
    );
    const expected = rules.flatMap((each, index) =>
      [...evaluateFilter(rulePredicate(each), land)].flatMap((truth, place) =>
        truth === 1 ? [`r${index} ${place + 1}`] : [],
      ),
    );
    expect(stored).toEqual(expected);
    expect(expected.length).toBeGreaterThan(50);
    expect(new Set(expected.map((line) => line.split(' ')[0])).size).toBeGreaterThan(20);
  });
});
