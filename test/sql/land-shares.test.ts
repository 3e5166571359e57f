import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { AREA_SOURCES } from '../../server/src/domain/counted-area.ts';
import { type LandShare, landShares } from '../../server/src/domain/land-share.ts';
import { FLOOR_AREA_RULES, type FloorAreaRule } from '../../server/src/domain/occupancy.ts';
import { makeLand } from '../../server/src/features/assessment/land.queries.ts';
import { makeShares } from '../../server/src/features/assessment/shares.queries.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import {
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
} from '../support/plant.ts';
import { plantSample, sampleOccupancies, usesOf } from '../support/random-occupancies.ts';

/** Who uses what land, and what falls where: SQL and the domain are given the same random occupancies. */
const YEAR = 2024;
const db = await testDatabase();
beforeEach(() => emptyTables(db));

const ShareRow = z.object({
  enterpriseId: z.int(),
  parcelId: z.int(),
  isTenant: z.boolean(),
  ownedM2: z.number().nullable(),
  usedM2: z.number().nullable(),
  share: z.number(),
  from: z.number(),
  through: z.number(),
});

async function sharesInSql(rules: Parameters<typeof makeShares>[2]): Promise<z.infer<typeof ShareRow>[]> {
  return db.transaction(async (transaction) => {
    await makeLand(transaction, 1, AREA_SOURCES);
    await makeShares(transaction, YEAR, rules);
    return selectRows(
      transaction,
      ShareRow,
      sql`
      SELECT enterprise_id AS "enterpriseId", parcel_id AS "parcelId", is_tenant AS "isTenant", owned_m2 AS "ownedM2",
        used_m2 AS "usedM2", share, from_share AS "from", through_share AS through
      FROM shares ORDER BY 1, 2`,
    );
  });
}

it('says of land, floor area and shares the same in SQL as in the domain, to the last bit, by every rule of either tier', async () => {
  const seen = { unknown: 0, storeyed: 0 };
  for (const [index, sample] of sampleOccupancies(9).entries()) {
    const above = FLOOR_AREA_RULES[index % 3] as FloorAreaRule;
    const below = FLOOR_AREA_RULES[Math.floor(index / 3)] as FloorAreaRule;
    await plantSample(db, sample);
    const uses = usesOf(sample, (id) => {
      const isAbove = sample.isAboveScale[id - 1] ?? null;
      return isAbove === null ? 'by-far' : isAbove ? above : below;
    });
    const shares = landShares(uses);
    const stored = await sharesInSql({ 'above-scale': above, 'below-scale': below });
    expect(stored).toEqual(
      uses.map(({ heldM2: _, ...use }, place) => {
        const { share, from, through } = shares[place] as LandShare;
        return { ...use, share, from, through };
      }),
    );
    seen.unknown += uses.filter((use) => use.usedM2 === null).length;
    seen.storeyed += sample.rows.filter((row) => row.areaM2 === null && row.floorAreaM2 !== null).length;
  }
  expect(seen.unknown).toBeGreaterThan(10);
  expect(seen.storeyed).toBeGreaterThan(30);
});

it('takes the scale of the year before that of the enterprise, and only what is in force in the year', async () => {
  await plantJurisdictions(db, ['zhuji']);
  await plantParcels(db, [{ id: 1, jurisdictionId: 1, areaM2: 6000, floorAreaM2: 15_000 }]);
  await plantEnterprises(db, [{ id: 1, jurisdictionId: 1, isAboveScale: false }]);
  await plantIndicators(db, [{ enterpriseId: 1, year: YEAR, tax10kYuan: 1 }]);
  await db.execute(sql`UPDATE indicators SET is_above_scale = TRUE`);
  await plantOccupancies(db, [
    { enterpriseId: 1, parcelId: 1, kind: 'leased-in', floorAreaM2: 5000, toYear: YEAR },
    { enterpriseId: 1, parcelId: 1, kind: 'owned', areaM2: 900, fromYear: YEAR + 1 },
  ]);
  const stored = await sharesInSql({ 'above-scale': 'by-far', 'below-scale': 'not-counted' });
  expect(stored.map(({ usedM2, ownedM2 }) => [usedM2, ownedM2])).toEqual([[2000, null]]);
});
