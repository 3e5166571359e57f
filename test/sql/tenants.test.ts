import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Connection } from '../../server/src/db/database.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { AREA_SOURCES } from '../../server/src/domain/counted-area.ts';
import { TIERS } from '../../server/src/domain/evaluation.ts';
import { evaluationHeads, lettings, tenancies } from '../../server/src/domain/tenancy.ts';
import { makeEnterpriseLand } from '../../server/src/features/assessment/evaluation.queries.ts';
import { makeLand } from '../../server/src/features/assessment/land.queries.ts';
import { makeShares } from '../../server/src/features/assessment/shares.queries.ts';
import { dropHeads, makeHeads, makeTenancies } from '../../server/src/features/assessment/tenants.queries.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { plantIndicators } from '../support/plant.ts';
import { plantSample, type RandomOccupancies, sampleOccupancies, usesOf } from '../support/random-occupancies.ts';

/** Who stands on whose land: SQL and the domain are given the same random occupancies. */
const YEAR = 2024;
const db = await testDatabase();
beforeEach(() => emptyTables(db));

async function within<Value>(sample: RandomOccupancies, ask: (db: Connection) => Promise<Value>): Promise<Value> {
  await plantSample(db, sample);
  await plantIndicators(
    db,
    sample.isAboveScale.flatMap((_, index) => (index % 5 === 0 ? [] : [{ enterpriseId: index + 1, year: YEAR }])),
  );
  return db.transaction(async (transaction) => {
    await makeLand(transaction, 1, AREA_SOURCES);
    await makeShares(transaction, YEAR);
    return ask(transaction);
  });
}

it('finds the same tenants, landlords and heads in SQL as in the domain', async () => {
  const seen = { tenants: 0, merged: 0 };
  for (const sample of sampleOccupancies(6)) {
    const stored = await within(sample, async (connection) => {
      await makeTenancies(connection);
      const found = await selectRows(
        connection,
        z.object({ enterpriseId: z.int(), parcelId: z.int(), landlordId: z.int().nullable() }),
        sql`SELECT enterprise_id AS "enterpriseId", parcel_id AS "parcelId", landlord_id AS "landlordId" FROM tenancies ORDER BY 1`,
      );
      const heads = [];
      for (const tier of TIERS) {
        await makeHeads(connection, { jurisdictionId: 1, year: YEAR, tier });
        const rows = await selectRows(
          connection,
          z.object({ id: z.int(), headId: z.int() }),
          sql`SELECT enterprise_id AS id, head_id AS "headId" FROM heads ORDER BY 1`,
        );
        heads.push(new Map(rows.map(({ id, headId }) => [id, headId])));
        await dropHeads(connection);
      }
      return { found, heads };
    });
    const tenants = tenancies(usesOf(sample));
    expect(stored.found).toEqual(tenants);
    for (const [place, tier] of TIERS.entries()) {
      const ids = sample.isAboveScale.flatMap((isAbove, index) =>
        isAbove === (tier === 'above-scale') && index % 5 !== 0 ? [index + 1] : [],
      );
      const expected = evaluationHeads(ids, 'merged-with-holder', tenants);
      expect(new Map(ids.map((id) => [id, stored.heads[place]?.get(id) ?? id]))).toEqual(expected);
      seen.merged += [...expected].filter(([id, head]) => id !== head).length;
    }
    seen.tenants += tenants.length;
  }
  expect(seen.tenants).toBeGreaterThan(15);
  expect(seen.merged).toBeGreaterThan(5);
});

it('counts the same lettings', async () => {
  let counted = 0;
  for (const sample of sampleOccupancies(4)) {
    const stored = await within(sample, async (connection) => {
      await makeEnterpriseLand(connection, { jurisdictionId: 1, year: YEAR });
      return selectRows(
        connection,
        z.object({ id: z.int(), tenants: z.int(), belowScaleTenants: z.int() }),
        sql`SELECT enterprise_id AS id, tenants, below_scale_tenants AS "belowScaleTenants" FROM enterprise_land WHERE tenants > 0`,
      );
    });
    const expected = lettings(sample.rows, (id) => sample.isAboveScale[id - 1] ?? null);
    expect(new Map(stored.map(({ id, ...counts }) => [id, counts]))).toEqual(expected);
    counted += expected.size;
  }
  expect(counted).toBeGreaterThan(10);
});
