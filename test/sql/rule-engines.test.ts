import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { filterCondition, PARCELS_OF_YEAR } from '../../server/src/db/parcel-filter.ts';
import { readColumns } from '../../server/src/db/read-columns.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import type { Filter } from '../../server/src/domain/filter.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { rulePredicate } from '../../server/src/domain/rule.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { testDatabase } from '../support/database.ts';
import { plantJurisdictions, plantParcels } from '../support/plant.ts';
import { anyFilter, anyRow, anyRule, PARKS, type StoredRow, TOWNS } from '../support/random-filters.ts';

/** The two engines of the one filter language, asked of the same stored rows: SQL's TRUE, FALSE and NULL against codes. */
const YEAR = 2024;
const MOST_ROWS = 25;
let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await plantJurisdictions(db, ['zhuji']);
  const parcels = Array.from({ length: MOST_ROWS }, (_, index) => ({ id: index + 1, jurisdictionId: 1, areaM2: 3000 }));
  await plantParcels(db, parcels);
  await db.execute(sql`
    INSERT INTO towns (id, jurisdiction_id, code, name)
    SELECT place, 1, code, code FROM unnest(${sql.param(TOWNS)}::text[]) WITH ORDINALITY AS town(code, place)`);
  await db.execute(sql`
    INSERT INTO parks (id, jurisdiction_id, name)
    SELECT 10 + place, 1, name FROM unnest(${sql.param(PARKS)}::text[]) WITH ORDINALITY AS park(name, place)`);
});

const idOf = (names: readonly string[], name: string | null, from: number) =>
  name === null ? null : names.indexOf(name) + from;

async function store(rows: readonly StoredRow[]): Promise<void> {
  const stored = rows.map((row, index) => ({
    ...row,
    id: index + 1,
    town_id: idOf(TOWNS, row.town, 1),
    park_id: idOf(PARKS, row.park, 11),
  }));
  await db.execute(sql`DELETE FROM parcel_years`);
  await db.execute(sql`
    INSERT INTO parcel_years (year, parcel_id, jurisdiction_id, town_id, park_id, counted_mu_hundredths, counted_area_source, class,
      industry_division, tier, right_kind, enterprises, tax_10k_yuan, tax_per_mu_10k_yuan, added_value_10k_yuan, energy_tce, employees,
      far_ratio, built_year, finding_kinds, unknown_kinds, is_pending)
    SELECT ${YEAR}, id, 1, town_id, park_id, "muHundredths", 'certified', class, industry, tier, "right", occupants, "tax10kYuan",
      "taxPerMu10kYuan", "addedValue10kYuan", "energyTce", employees, "farRatio", "builtYear", findings, "unknown", "isPending"
    FROM jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) AS planted(id int, town_id int, park_id int, "muHundredths" int, class text,
      industry text, tier text, "right" text, occupants int, "tax10kYuan" float8, "taxPerMu10kYuan" float8, "addedValue10kYuan" float8,
      "energyTce" float8, employees float8, "farRatio" float8, "builtYear" int, findings text[], "unknown" text[], "isPending" boolean)`);
}

const Truths = z.object({ truths: z.array(z.int()) });

/** The truth of each filter for each row, by SQL, from the filter's text as a link carries it. */
async function truthsBySql(filters: readonly Filter[]): Promise<number[][]> {
  const conditions = filters.map((filter) => sql`COALESCE((${filterCondition(JSON.stringify(filter))})::int, 2)`);
  const rows = await selectRows(
    db,
    Truths,
    sql`SELECT ARRAY[${sql.join(conditions, sql`, `)}]::int[] AS truths FROM ${PARCELS_OF_YEAR} ORDER BY y.parcel_id`,
  );
  return filters.map((_, place) => rows.map((row) => row.truths[place] ?? Number.NaN));
}

async function truthsByColumns(filters: readonly Filter[]): Promise<number[][]> {
  const wanted = { jurisdiction: { id: 1, code: 'zhuji' }, year: YEAR, revision: 1 };
  const land = await readColumns(db, OPEN_ACTOR.scope, wanted);
  return filters.map((filter) => [...evaluateFilter(filter, land)]);
}

const rows = fc.array(anyRow, { minLength: 1, maxLength: MOST_ROWS });

describe('SQL and columns', () => {
  it('say the same of random filters over random land, where figures are unknown too', async () => {
    const counts = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(anyFilter, { minLength: 30, maxLength: 30 }), rows, async (filters, land) => {
        await store(land);
        const truths = await truthsBySql(filters);
        for (const truth of truths.flat()) counts[truth] = (counts[truth] ?? 0) + 1;
        expect(await truthsByColumns(filters)).toEqual(truths);
      }),
      { numRuns: 40, endOnFailure: true },
    );
    expect(Math.min(...counts)).toBeGreaterThan(500);
  });

  it('say the same of random rules: with a scope, a year of building and a further condition', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRule, { minLength: 30, maxLength: 30 }), rows, async (rules, land) => {
        await store(land);
        const filters = rules.map((rule) => rulePredicate(rule));
        expect(await truthsByColumns(filters)).toEqual(await truthsBySql(filters));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
