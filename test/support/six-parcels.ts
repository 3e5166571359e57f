import { sql } from 'drizzle-orm';
import type { Database } from '../../server/src/db/database.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { renewMap } from '../../server/src/features/assessment/map.queries.ts';

export const YEAR = 2025;

/** Six parcels in two towns whose totals can be added up by hand; areas in hundredths of a mu stand in each row. */
const PARCELS = [
  {
    code: '330681003001GB00001',
    name: '甲机械',
    town: 1,
    park: 1,
    class: 'D',
    mu: 1000,
    tax: 40,
    taxPerMu: 4,
    kinds: ['low-efficiency'],
  },
  {
    code: '330681003001GB00002',
    name: '乙纺织',
    town: 1,
    park: null,
    class: 'C',
    mu: 2005,
    tax: 240.6,
    taxPerMu: 12,
    kinds: [],
  },
  {
    code: '330681004001GB00003',
    name: '=cmd|丙',
    town: 2,
    park: null,
    class: null,
    mu: 333,
    tax: null,
    taxPerMu: null,
    kinds: ['suspected-idle'],
  },
  {
    code: '330681004001GB00004',
    name: '丁电子',
    town: 2,
    park: null,
    class: 'A',
    mu: 1234,
    tax: 370.2,
    taxPerMu: 30,
    kinds: [],
  },
  {
    code: '330681004001GB00005',
    name: null,
    town: null,
    park: null,
    class: null,
    mu: 501,
    tax: null,
    taxPerMu: null,
    kinds: [],
  },
  {
    code: '330681003001GB00006',
    name: '己铸造',
    town: 1,
    park: 1,
    class: 'D',
    mu: 700,
    tax: 17.5,
    taxPerMu: 2.5,
    kinds: ['low-efficiency', 'suspected-idle'],
  },
] as const;

/** Fills an empty database with the six parcels, one enterprise that stands on two of them, and one revision. */
export async function plantSixParcels(db: Database): Promise<void> {
  await db.execute(sql`
    INSERT INTO jurisdictions (id, code, name, name_en, division_code, is_synthetic)
    VALUES (1, 'zhuji', '诸暨市', 'Zhuji', '330681', TRUE), (2, 'other', '别处', 'Elsewhere', NULL, FALSE)`);
  await db.execute(sql`
    INSERT INTO towns (id, jurisdiction_id, code, name)
    VALUES (1, 1, '330681003', '陶朱街道'), (2, 1, '330681004', '暨南街道')`);
  await db.execute(sql`INSERT INTO parks (id, jurisdiction_id, town_id, name) VALUES (1, 1, 1, '城西工业园')`);
  for (const [index, parcel] of PARCELS.entries()) await plantParcel(db, index + 1, parcel);
  await db.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name, industry_code, is_above_scale)
    VALUES (1, 1, '91330681MA00000001', '甲机械有限公司', '34', TRUE)`);
  await db.execute(sql`
    INSERT INTO occupancies (enterprise_id, parcel_id, kind, area_m2, from_year)
    VALUES (1, 1, 'owned', NULL, 2020), (1, 6, 'owned', NULL, 2020)`);
  await db.execute(
    sql`INSERT INTO indicators (enterprise_id, year, tax_10k_yuan, employees) VALUES (1, ${YEAR}, 57.5, 80)`,
  );
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, clause, observed)
    VALUES (1, ${YEAR}, 'low-efficiency', 'low-efficiency', '{"document":"诸暨方案","number":"(一)1","paraphrase":"重点排查亩均税收偏低的企业"}', '{"taxPerMu10kYuan":4,"threshold10kYuan":5}')`);
  await db.transaction((transaction) => renewMap(transaction, 1));
  await raiseRevision(db, {
    reason: 'six parcels',
    batchId: null,
    parcelMinZoom: 10,
    at: new Date('2026-01-02T03:04:05Z'),
    of: 'all',
  });
}

async function plantParcel(db: Database, id: number, parcel: (typeof PARCELS)[number]): Promise<void> {
  const west = 120.2 + id / 1000;
  const isPending = parcel.taxPerMu === null && parcel.kinds.length === 0;
  await db.execute(sql`
    INSERT INTO parcels (id, jurisdiction_id, town_id, park_id, code, name, geom, certified_area_m2, floor_area_m2, is_synthetic)
    VALUES (${id}, 1, ${parcel.town}, ${parcel.park}, ${parcel.code}, ${parcel.name},
      ST_Multi(ST_MakeEnvelope(${west}, 29.7, ${west + 0.0008}, 29.7008, 4490)), ${(parcel.mu * 100) / 15}::float8, 5000, TRUE)`);
  await db.execute(
    sql`INSERT INTO parcel_codes (parcel_id, code) VALUES (${id}, ${parcel.code}), (${id}, ${`OLD-${id}`})`,
  );
  await db.execute(sql`
    INSERT INTO parcel_years (year, parcel_id, jurisdiction_id, town_id, park_id, counted_mu_hundredths, counted_area_source, class,
      industry_division, enterprises, tax_10k_yuan, tax_per_mu_10k_yuan, finding_kinds, unknown_kinds, is_pending)
    VALUES (${YEAR}, ${id}, 1, ${parcel.town}, ${parcel.park}, ${parcel.mu}, 'certified', ${parcel.class}, '34', 1, ${parcel.tax}, ${parcel.taxPerMu},
      ${sql.param([...parcel.kinds])}::text[], ${sql.param(isPending ? ['low-efficiency'] : [])}::text[], ${isPending}::boolean)`);
}
