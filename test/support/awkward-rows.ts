import { sql } from 'drizzle-orm';
import type { Database } from '../../server/src/db/database.ts';

/** Rows whose values are easily spoiled on their way through a file: quotes, line ends, shortest and longest doubles, exact JSON numbers, arrays, dates, NULL beside empty. */
export async function plantAwkwardRows(db: Database): Promise<void> {
  await db.execute(sql`
    INSERT INTO jurisdictions (id, code, name, name_en, parcel_code_scheme)
    VALUES (3, 'awkward', '带“引号”的' || chr(10) || '辖区\\', 'It''s "awkward", {@table}', 'free')`);
  await db.execute(sql`SELECT setval(pg_get_serial_sequence('jurisdictions', 'id'), 7, true)`);
  await db.execute(sql`
    INSERT INTO programmes (id, jurisdiction_id, version, definition)
    VALUES ('awkward', 3, 1, '{"threshold": 1.10, "big": 12345678901234567890.5, "text": "a\\nb", "none": null}')`);
  await db.execute(sql`
    INSERT INTO parcels (id, jurisdiction_id, code, name, geom, certified_area_m2, floor_area_m2, supplied_on)
    VALUES
      (1, 3, 'FREE 1', '', ST_Multi(ST_SetSRID(ST_MakeEnvelope(120.1, 30.1, 120.10000000000001, 30.2), 4490)), 0.1, 1e-320, '1999-12-31'),
      (2, 3, 'FREE "2"', NULL, ST_GeomFromText('SRID=4490;MULTIPOLYGON(((0 0,0.3 0,0.1 0.7,0 0)),((1 1,2 1,1 2,1 1)))'), 1.7976931348623157e308, NULL, NULL)`);
  await db.execute(sql`
    INSERT INTO parcel_years (year, parcel_id, jurisdiction_id, counted_mu_hundredths, counted_area_source, enterprises, finding_kinds, is_pending)
    VALUES (2025, 1, 3, 1, 'certified', 0, ARRAY['low-efficiency', 'with "quotes", and comma'], FALSE)`);
  await db.execute(sql`
    INSERT INTO projects (parcel_id, name, signed_on, started_on, agreed_output_10k_yuan)
    VALUES (1, '一期"' || chr(9) || '', '2024-02-29', NULL, 0.30000000000000004)`);
  await db.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name) VALUES (1, 3, 'FREE', '甲')`);
  await db.execute(sql`
    INSERT INTO violations (enterprise_id, field, found_on, remedied_on) VALUES (1, 'fire', '2023-12-31', NULL)`);
  await db.execute(sql`
    INSERT INTO dataset_revisions (reason, created_at) VALUES ('第一版', '2026-01-02T03:04:05.678901+08:00')`);
}
