import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/db/database.ts';
import { type LandStore, landStore } from '../../server/src/db/land-store.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { findColumns } from '../../server/src/features/columns/find-columns.ts';
import { tallyLand } from '../../server/src/features/tally/tally-land.ts';
import { TEST_NOW } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await plantSixParcels(db);
});

const clock = () => TEST_NOW;
const request = { jurisdiction: 'zhuji', year: YEAR, by: 'town', filter: undefined } as const;
const change = { reason: 'measured anew', batchId: null, parcelMinZoom: 10, at: TEST_NOW, of: [1] };

/** The store, before whose first answers something happens. */
const storeAfter = (happens: (asked: number) => Promise<void>): LandStore => {
  const store = landStore(db);
  let asked = 0;
  return {
    find: async (scope, wanted) => {
      asked += 1;
      await happens(asked);
      return store.find(scope, wanted);
    },
  };
};

describe('land in memory', () => {
  it('reads everything again where the data moves on while it is read: no total of one state under the number of another', async () => {
    const land = storeAfter(async (asked) => {
      if (asked > 1) return;
      await db.execute(sql`UPDATE parcel_years SET counted_mu_hundredths = 1001 WHERE parcel_id = 1`);
      await raiseRevision(db, change);
    });
    const tally = await tallyLand({ db, clock, land }, OPEN_ACTOR, request);
    expect([tally.revision, tally.total.all]).toEqual([2, { parcels: 6, muHundredths: 5774 }]);
  });

  it('gives up where the data never stands still', async () => {
    const land = storeAfter(async () => {
      await raiseRevision(db, change);
    });
    await expect(tallyLand({ db, clock, land }, OPEN_ACTOR, request)).rejects.toThrow('The data moved on 5 times');
  });

  it('is shown to those alone whose jurisdiction it is, though it was read for another', async () => {
    const land = landStore(db);
    const asked = { revision: (await tallyLand({ db, clock, land }, OPEN_ACTOR, request)).revision, ...request };
    expect((await findColumns({ db, land }, OPEN_ACTOR, asked)).rows).toBe(6);
    const stranger = { role: 'open', scope: { jurisdictionIds: [2] }, user: null } as const;
    await expect(findColumns({ db, land }, stranger, asked)).rejects.toMatchObject({ kind: 'jurisdiction-not-found' });
  });
});
