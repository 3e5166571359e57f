import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { selectRow, selectRows } from '../../server/src/db/sql.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';

let db: Database;
beforeEach(async () => {
  db ??= await testDatabase();
  await emptyTables(db);
  await db.execute(sql`INSERT INTO jurisdictions (id, code, name, name_en) VALUES (1, 'here', '此处', 'Here')`);
  // Three squares side by side with gaps between them.
  await db.execute(sql`
    INSERT INTO parcels (id, jurisdiction_id, code, geom)
    SELECT n, 1, 'P' || n, ST_Multi(ST_MakeEnvelope(120 + n * 0.002, 30, 120.001 + n * 0.002, 30.001, 4490)) FROM generate_series(1, 3) AS n`);
  await db.execute(
    sql`INSERT INTO enterprises (id, jurisdiction_id, credit_code, name, is_above_scale) VALUES (1, 1, 'E1', '一', TRUE)`,
  );
  await db.execute(sql`INSERT INTO indicators (enterprise_id, year, tax_10k_yuan) VALUES (1, 2024, 10), (1, 2025, 12)`);
  await assessAll(db);
});

const overlaps = async () =>
  (
    await selectRows(
      db,
      z.object({ a: z.int(), b: z.int() }),
      sql`SELECT parcel_id AS a, other_id AS b FROM parcel_overlaps ORDER BY 1, 2`,
    )
  ).map(({ a, b }) => `${a}-${b}`);
const move = (id: number, west: number) =>
  db.execute(sql`
    UPDATE parcels SET geom = ST_Multi(ST_MakeEnvelope(${west}::float8, 30, ${west + 0.001}::float8, 30.001, 4490)) WHERE id = ${id}`);

it('keeps each parcel once, with its years side by side', async () => {
  const rows = await selectRows(
    db,
    z.object({ id: z.int(), years: z.array(z.int()), marks: z.array(z.int()), same: z.boolean() }),
    sql`
    SELECT m.parcel_id AS id, m.years, m.marks, m.shape = p.geom_3857 AS same
    FROM map_parcels m JOIN parcels p ON p.id = m.parcel_id ORDER BY 1`,
  );
  // Nobody stands on them, so their tax is not known: pending (64) and with data missing (65,536) in both years.
  expect(rows).toEqual([1, 2, 3].map((id) => ({ id, years: [2024, 2025], marks: [65_600, 65_600], same: true })));
});

it('finds overlaps of outlines that changed since, old ones and new ones, and lets the others be', async () => {
  expect(await overlaps()).toEqual([]);
  await move(2, 120.0025);
  await assessAll(db);
  expect(await overlaps()).toEqual(['1-2', '2-1']);
  await move(3, 120.003);
  await assessAll(db);
  expect(await overlaps()).toEqual(['1-2', '2-1', '2-3', '3-2']);
  await move(2, 120.01);
  await assessAll(db);
  expect(await overlaps()).toEqual([]);
});

it('lets go with a parcel or an enterprise what was said of it', async () => {
  await move(2, 120.0025);
  await assessAll(db);
  await db.execute(sql`DELETE FROM parcels WHERE id IN (2, 3)`);
  await db.execute(sql`DELETE FROM enterprises`);
  const left = await selectRow(
    db,
    z.record(z.string(), z.array(z.int()).nullable()),
    sql`
    SELECT (SELECT array_agg(DISTINCT parcel_id) FROM parcel_years) AS years, (SELECT array_agg(parcel_id) FROM map_parcels) AS map,
      (SELECT array_agg(parcel_id) FROM parcel_overlaps) AS overlaps, (SELECT array_agg(enterprise_id) FROM evaluations) AS evaluations`,
  );
  expect(left).toEqual({ years: [1], map: [1], overlaps: null, evaluations: null });
});
