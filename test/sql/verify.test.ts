import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/db/database.ts';
import { readColumns } from '../../server/src/db/read-columns.ts';
import type { ParcelColumns } from '../../server/src/domain/parcel-columns.ts';
import { seedDemonstration } from '../../server/src/features/demo/seed-demonstration.ts';
import { compareParcels } from '../../server/src/features/verify/compare-parcels.ts';
import { compareTotals } from '../../server/src/features/verify/compare-totals.ts';
import { verifyData } from '../../server/src/features/verify/verify-data.ts';
import { assessAll } from '../support/assess-all.ts';
import { testDatabase } from '../support/database.ts';

const YEAR = 2025;
let db: Database;
let land: ParcelColumns;
const year = { jurisdictionId: 1, year: YEAR };

beforeAll(async () => {
  db = await testDatabase();
  await seedDemonstration({ db }, { parcels: 400, seed: 3, firstYear: YEAR - 1 }, () => undefined);
  await assessAll(db);
  const jurisdiction = { id: 1, code: 'first' };
  land = await readColumns(db, { jurisdictionIds: 'all' }, { jurisdiction, year: YEAR, revision: 1 });
});

/** The columns with one figure off. */
const withFault = (name: 'taxYuan' | 'countedMuHundredths' | 'town' | 'unknown', row: number, by: number) => {
  const changed = land.columns[name].slice();
  changed[row] = (changed[row] as number) + by;
  return { ...land, columns: { ...land.columns, [name]: changed } };
};
const firstWith = (name: 'taxYuan' | 'town', isIt: (value: number) => boolean): number =>
  [...land.columns[name]].findIndex(isIt);

describe('verify', () => {
  it('finds columns and SQL of one mind about a demonstration in every jurisdiction and year', async () => {
    expect(land.rows).toBeGreaterThan(5);
    expect((await verifyData(db)).filter(({ exceptions }) => exceptions > 0)).toEqual([]);
  });

  it('names the column, the parcel and both figures where one figure is off, and each total that it spoils', async () => {
    const row = firstWith('taxYuan', (yuan) => yuan > 0);
    const yuan = land.columns.taxYuan[row] as number;
    const wrong = withFault('taxYuan', row, 1);
    expect(await compareParcels(db, year, wrong)).toEqual([
      `parcel ${land.columns.id[row]}, taxYuan: ${yuan + 1} in the columns, ${yuan} in the tables`,
    ]);
    const spoilt = await compareTotals(db, year, wrong);
    expect(spoilt.at(-1)).toMatch(/^figures, all taxYuan sum: \d+ of the columns, \d+ by SQL$/);
    expect(spoilt.every((each) => each.includes('taxYuan sum'))).toBe(true);
  });

  it('says in which jurisdiction and year, and that the claim is wrong, where the tables themselves are of two minds', async () => {
    const pending = sql`UPDATE parcel_years SET is_pending = NOT is_pending WHERE jurisdiction_id = 2 AND year = ${YEAR}
      AND parcel_id = (SELECT min(parcel_id) FROM parcel_years WHERE jurisdiction_id = 2 AND year = ${YEAR} AND NOT finding_kinds && ARRAY['low-efficiency', 'suspected-idle'])`;
    await db.execute(pending);
    const wrong = (await verifyData(db)).filter(({ exceptions }) => exceptions > 0);
    expect(wrong.map(({ claim }) => claim)).toEqual(['Every total made of columns is the one that SQL makes']);
    expect(wrong[0]?.where[0]).toMatch(/^[a-z]+ 2025, by town, .+ pending parcels: \d+ of the columns, \d+ by SQL$/);
    await db.execute(pending);
  });

  it('names every group that an area off by a hundredth of a mu spoils', async () => {
    const spoilt = await compareTotals(db, year, withFault('countedMuHundredths', 0, 1));
    const groups = ['town', 'park', 'class', 'finding', 'industry', 'town and class'];
    expect(groups.filter((by) => spoilt.some((each) => each.startsWith(`by ${by}, `)))).toEqual(groups);
  });

  it('sees a parcel in another town, a rule left open, enterprises changed over and a parcel too few', async () => {
    const row = firstWith('town', (code) => code === 1);
    const [town, other] = land.names.town;
    const id = land.columns.id[row];
    expect(await compareParcels(db, year, withFault('town', row, 1))).toEqual([
      `parcel ${id}, town: ${other} in the columns, ${town} in the tables`,
    ]);
    expect(await compareParcels(db, year, withFault('unknown', row, 2 ** 31))).toHaveLength(1);
    const enterprise = land.enterprises.enterprise.slice().reverse();
    expect(
      (await compareParcels(db, year, { ...land, enterprises: { ...land.enterprises, enterprise } })).length,
    ).toBeGreaterThan(0);
    await db.execute(
      sql`DELETE FROM parcel_years WHERE jurisdiction_id = 1 AND year = ${YEAR} AND parcel_id = ${land.columns.id[land.rows - 1]}`,
    );
    expect((await compareParcels(db, year, land)).at(-1)).toBe(
      `parcels: ${land.rows} in the columns, ${land.rows - 1} in the tables`,
    );
  });
});
