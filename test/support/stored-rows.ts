import { sql } from 'drizzle-orm';
import type { Database } from '../../server/src/db/database.ts';
import { plantJurisdictions, plantParcels } from './plant.ts';
import { PARKS, type StoredRow, TOWNS } from './random-filters.ts';

/** One jurisdiction with the towns and parks of random rows, and so many parcels for them. */
export async function plantStoredPlaces(db: Database, parcels: number): Promise<void> {
  await plantJurisdictions(db, ['zhuji']);
  await plantParcels(
    db,
    Array.from({ length: parcels }, (_, index) => ({ id: index + 1, jurisdictionId: 1, areaM2: 3000 })),
  );
  await db.execute(sql`
    INSERT INTO towns (id, jurisdiction_id, code, name)
    SELECT place, 1, code, code FROM unnest(${sql.param(TOWNS)}::text[]) WITH ORDINALITY AS town(code, place)`);
  await db.execute(sql`
    INSERT INTO parks (id, jurisdiction_id, name)
    SELECT 10 + place, 1, name FROM unnest(${sql.param(PARKS)}::text[]) WITH ORDINALITY AS park(name, place)`);
}

const idOf = (names: readonly string[], name: string | null, from: number) =>
  name === null ? null : names.indexOf(name) + from;

/** Puts the rows in place as the only judged year, the first on the first parcel. Needs `plantStoredPlaces`. */
export async function storeRows(db: Database, year: number, rows: readonly StoredRow[]): Promise<void> {
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
    SELECT ${year}, id, 1, town_id, park_id, "muHundredths", 'certified', class, industry, tier, "right", occupants, "tax10kYuan",
      "taxPerMu10kYuan", "addedValue10kYuan", "energyTce", employees, "farRatio", "builtYear", findings, "unknown", "isPending"
    FROM jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) AS planted(id int, town_id int, park_id int, "muHundredths" int, class text,
      industry text, tier text, "right" text, occupants int, "tax10kYuan" float8, "taxPerMu10kYuan" float8, "addedValue10kYuan" float8,
      "energyTce" float8, employees float8, "farRatio" float8, "builtYear" int, findings text[], "unknown" text[], "isPending" boolean)`);
}
