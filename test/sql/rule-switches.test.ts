import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Programme } from '../../server/src/contract/programme.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { lines } from '../support/lines.ts';
import { plantLots } from '../support/lots.ts';
import { plantJurisdictions, plantProjects } from '../support/plant.ts';
import { programmeById } from '../support/programme-lines.ts';

const db = await testDatabase();
beforeEach(() => emptyTables(db));

describe('a programme', () => {
  /** Puts a changed programme in place of the one of the files, as a newer version of a bureau's own. */
  async function putInForce(id: string, change: (programme: Programme) => Partial<Programme>): Promise<void> {
    const programme = await programmeById(id);
    const own = { ...programme, ...change(programme), version: 99 };
    await db.execute(sql`
      INSERT INTO programmes (id, jurisdiction_id, version, definition) VALUES (${id}, 1, 99, ${JSON.stringify(own)}::jsonb)`);
  }
  const kindsFound = () =>
    lines(db, sql`SELECT DISTINCT kind AS line FROM findings WHERE kind NOT IN ('missing-data') ORDER BY 1`);
  const jindong = async () => {
    await plantJurisdictions(db, ['jindong']);
    await plantLots(db, [
      { id: 1, mu: 5, firm: { tax10kYuan: 300 }, vacantFloorAreaM2: 5 },
      { id: 2, suppliedOn: '2021-05-05', completedOn: '2022-01-01', floorAreaM2: 10, firm: { tax10kYuan: 30 } },
      { id: 3, agreedStartOn: '2020-01-01' },
    ]);
    await plantProjects(db, [{ parcelId: 1, signedOn: '2022-01-01' }]);
    await db.execute(sql`UPDATE parcels SET reported_area_m2 = 9000 WHERE id = 3`);
  };
  const ALL = [
    'area-conflict',
    'high-tax-little-land',
    'low-efficiency',
    'low-far',
    'suspected-idle',
    'unfinished-project',
    'vacant-floor-area',
  ];

  it('switches each of its rules off by itself', async () => {
    await jindong();
    await putInForce('jindong-2021', () => ({}));
    await assessAll(db);
    expect(await kindsFound()).toEqual(ALL);
    for (const off of ['low-efficiency', 'low-far', 'high-tax-little-land', 'unfinished-project']) {
      await db.execute(sql`DELETE FROM programmes`);
      await putInForce('jindong-2021', ({ rules }) => ({
        rules: rules.map((rule) => (rule.finding === off ? { ...rule, isOn: false } : rule)),
      }));
      await assessAll(db);
      expect(await kindsFound()).toEqual(ALL.filter((kind) => kind !== off));
      const open = sql`SELECT parcel_id::text AS line FROM parcel_years WHERE ${off} = ANY (unknown_kinds)`;
      expect(await lines(db, open)).toEqual([]);
    }
  });

  it('switches off what the product finds by itself', async () => {
    await jindong();
    await putInForce('jindong-2021', () => ({
      ownRules: (['suspected-idle', 'vacant-floor-area', 'area-conflict', 'overlap', 'missing-data'] as const).map(
        (finding) => ({ finding, isOn: false }),
      ),
    }));
    await assessAll(db);
    expect(await lines(db, sql`SELECT DISTINCT kind AS line FROM findings ORDER BY 1`)).toEqual([
      'high-tax-little-land',
      'low-efficiency',
      'low-far',
      'unfinished-project',
    ]);
  });
});
