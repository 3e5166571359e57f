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
import { anyFilter, anyRow, anyRule } from '../support/random-filters.ts';
import { plantStoredPlaces, storeRows } from '../support/stored-rows.ts';

/** The two engines of the one filter language, asked of the same stored rows: SQL's TRUE, FALSE and NULL against codes. */
const YEAR = 2024;
const MOST_ROWS = 25;
let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await plantStoredPlaces(db, MOST_ROWS);
});

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
        await storeRows(db, YEAR, land);
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
        await storeRows(db, YEAR, land);
        const filters = rules.map((rule) => rulePredicate(rule));
        expect(await truthsByColumns(filters)).toEqual(await truthsBySql(filters));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
