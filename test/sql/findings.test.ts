import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import type { FindingKind } from '../../server/src/domain/finding.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { lines } from '../support/lines.ts';
import { plantLots } from '../support/lots.ts';
import { plantJurisdictions, plantParcels, rectangle } from '../support/plant.ts';

const db = await testDatabase();
beforeEach(() => emptyTables(db));

const found = (...kinds: FindingKind[]) =>
  lines(
    db,
    sql`
      SELECT parcel_id || ' ' || year || ' ' || kind || ' ' || rule_id AS line FROM findings
      WHERE kind = ANY (${sql.param(kinds)}::text[]) ORDER BY year, parcel_id, rule_id`,
  );

describe('the programmes’ lines', () => {
  it('include their bound where the words do: 5 and 8 and 3 are found, a yuan of tax more is not', async () => {
    await plantJurisdictions(db, ['zhuji', 'ouhai', 'jindong']);
    await plantLots(
      db,
      [5, 8, 3].flatMap((line, index) =>
        [line * 10, (line + 0.00001) * 10, null].map((tax10kYuan, place) => ({
          id: index * 3 + place + 1,
          jurisdictionId: index + 1,
          firm: { tax10kYuan },
        })),
      ),
    );
    await assessAll(db);
    expect(await found('low-efficiency')).toEqual([
      '1 2022 low-efficiency zhuji-low-efficiency',
      '4 2022 low-efficiency ouhai-low-efficiency',
      '7 2022 low-efficiency jindong-low-efficiency',
    ]);
  });

  it('find in Ruian only what lies in a park', async () => {
    await plantJurisdictions(db, ['ruian']);
    await plantLots(db, [
      { id: 1, parkId: 1, firm: { tax10kYuan: 100 } },
      { id: 2, firm: { tax10kYuan: 10 } },
      { id: 3, parkId: 1, firm: { tax10kYuan: 100.1 } },
    ]);
    await assessAll(db);
    expect(await found('low-efficiency')).toEqual(['1 2022 low-efficiency ruian-low-efficiency-in-park']);
  });

  it('leave pending what a rule cannot say for want of a figure, and nothing outside its scope', async () => {
    await plantJurisdictions(db, ['ruian', 'zhuji', 'no-programme']);
    await plantLots(db, [
      { id: 1, parkId: 1 },
      { id: 2 },
      { id: 3, parkId: 1, firm: { tax10kYuan: 110 } },
      { id: 4, jurisdictionId: 2 },
      { id: 5, jurisdictionId: 2, agreedStartOn: '2020-01-01' },
      { id: 6, jurisdictionId: 2, firm: { tax10kYuan: 50 } },
      { id: 7, jurisdictionId: 3 },
      { id: 8, jurisdictionId: 3, firm: { tax10kYuan: 0 } },
    ]);
    await assessAll(db);
    const pending = await selectRows(
      db,
      z.object({ id: z.int() }),
      sql`SELECT parcel_id AS id FROM parcel_years WHERE is_pending ORDER BY parcel_id`,
    );
    // 2 lies outside the parks that Ruian's rule speaks of; 5 is found idle, whatever it pays.
    expect(pending.map((row) => row.id)).toEqual([1, 4, 7]);
  });

  it('hold Wenzhou’s enterprise to ≤ 10 and its land user, over all tenants, to < 10', async () => {
    await plantJurisdictions(db, ['wenzhou-edz']);
    await plantLots(db, [
      { id: 1, rightKind: 'state', firm: { tax10kYuan: 100 } },
      { id: 2, code: '330303001001GB00002', firm: { tax10kYuan: 99.9 } },
      { id: 3, rightKind: 'state', tenants: 2, firm: { tax10kYuan: 50 } },
      { id: 4, rightKind: 'state', tenants: 2, firm: { tax10kYuan: 49.95 } },
      { id: 5, rightKind: 'collective', tenants: 2, firm: { tax10kYuan: 25 } },
    ]);
    await assessAll(db);
    expect(await found('low-efficiency')).toEqual([
      '1 2022 low-efficiency wenzhou-edz-low-efficiency-enterprise',
      '2 2022 low-efficiency wenzhou-edz-low-efficiency-enterprise',
      '2 2022 low-efficiency wenzhou-edz-low-efficiency-land-user',
      '4 2022 low-efficiency wenzhou-edz-low-efficiency-land-user',
    ]);
  });

  it('hold energy against the year of building', async () => {
    await plantJurisdictions(db, ['zhuji', 'ouhai']);
    await plantLots(db, [
      { id: 1, completedOn: '2018-01-01', firm: { energyTce: 1000 } },
      { id: 2, completedOn: '2019-01-01', firm: { energyTce: 999.9 } },
      { id: 3, completedOn: '2017-12-31', firm: { energyTce: 5000 } },
      { id: 4, completedOn: '2016-01-01', firm: { energyTce: 4999 } },
      { id: 5, firm: { energyTce: 9000 } },
      { id: 6, completedOn: '2019-01-01', jurisdictionId: 2, firm: { energyTce: 9000 } },
    ]);
    await assessAll(db);
    expect(await found('two-high')).toEqual([
      '1 2022 two-high zhuji-two-high-since-2018',
      '3 2022 two-high zhuji-two-high-before-2018',
    ]);
  });
});

describe('findings beside the lines', () => {
  it('lists vacant floor area above zero, by the programme’s clause where it has one', async () => {
    await plantJurisdictions(db, ['wenzhou-edz', 'ouhai']);
    await plantParcels(db, [
      { id: 1, jurisdictionId: 1, areaM2: 3000, vacantFloorAreaM2: 50 },
      { id: 2, jurisdictionId: 1, areaM2: 3000, vacantFloorAreaM2: 0 },
      { id: 3, jurisdictionId: 1, areaM2: 3000 },
      { id: 4, jurisdictionId: 2, areaM2: 3000, vacantFloorAreaM2: 50 },
    ]);
    await assessAll(db);
    const clauses = await selectRows(
      db,
      z.object({ id: z.int(), kind: z.string(), programme: z.string().nullable(), number: z.string() }),
      sql`SELECT parcel_id AS id, kind, programme_id AS programme, clause->>'number' AS number FROM findings
      WHERE kind = 'vacant-floor-area' ORDER BY parcel_id`,
    );
    expect(clauses).toEqual([
      { id: 1, kind: 'vacant-floor-area', programme: 'wenzhou-edz-2021', number: '四.6' },
      { id: 4, kind: 'vacant-floor-area', programme: null, number: '空置面积' },
    ]);
  });

  it('names areas that do not agree beyond the tolerance', async () => {
    await plantJurisdictions(db, ['zhuji']);
    await plantParcels(
      db,
      [1, 2].map((id) => ({ id, jurisdictionId: 1, areaM2: 10_000 })),
    );
    await db.execute(sql`UPDATE parcels SET reported_area_m2 = CASE id WHEN 1 THEN 10100 ELSE 10100.1 END`);
    await assessAll(db);
    expect(await found('area-conflict')).toEqual(['2 2025 area-conflict area-conflict']);
  });

  it('marks both parcels of an overlap, and none that only touch', async () => {
    await plantJurisdictions(db, ['zhuji', 'ouhai']);
    await plantParcels(
      db,
      [1, 2, 3, 4].map((id) => ({ id, jurisdictionId: id === 4 ? 2 : 1, areaM2: 5000 })),
    );
    await db.execute(sql`
      UPDATE parcels SET geom = ST_Translate(${rectangle(1, 5000)}, CASE id WHEN 2 THEN 0.0008 WHEN 3 THEN -0.0005 ELSE 0 END, 0) WHERE id > 1`);
    await db.execute(sql`
      UPDATE parcels SET geom = ST_Translate(geom, (SELECT ST_XMin(geom) FROM parcels WHERE id = 1) - ST_XMax(geom), 0) WHERE id = 3`);
    await assessAll(db);
    const rows = await selectRows(
      db,
      z.object({ id: z.int(), parcels: z.int(), m2: z.number(), code: z.string() }),
      sql`
      SELECT parcel_id AS id, (observed->>'parcels')::int AS parcels, (observed->>'overlapM2')::float8 AS m2, observed->>'withCode' AS code
      FROM findings WHERE kind = 'overlap' ORDER BY parcel_id`,
    );
    // 5,000 m² are 0.0009349° wide; moved by 0.0008° they still share 0.0001349°, 721 m².
    expect(rows).toEqual([
      { id: 1, parcels: 1, m2: expect.closeTo(721, -1), code: 'P2' },
      { id: 2, parcels: 1, m2: expect.closeTo(721, -1), code: 'P1' },
    ]);
  });
});
