import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRow, selectRows } from '../../server/src/db/sql.ts';
import { creditCodeFault } from '../../server/src/domain/credit-code.ts';
import { FINDING_KINDS } from '../../server/src/domain/finding.ts';
import { parcelCodeFault } from '../../server/src/domain/parcel-code.ts';
import { PROJECT_STAGES } from '../../server/src/domain/unfinished-project.ts';
import { seedDemonstration } from '../../server/src/features/demo/seed-demonstration.ts';
import { assessAll } from '../support/assess-all.ts';
import { testDatabase } from '../support/database.ts';

const PARCELS = 2000;
const Numbers = z.record(z.string(), z.number());
const db = await testDatabase();

/** One fingerprint of every row that the generator wrote, in the order of ids. */
async function fingerprint(): Promise<Record<string, string>> {
  const row = await selectRow(
    db,
    z.record(z.string(), z.string()),
    sql`
    SELECT
      (SELECT md5(string_agg(concat_ws('|', code, name, address, ST_AsText(geom, 8), certified_area_m2, supplied_on,
        floor_area_m2, vacant_floor_area_m2, agreement, has_unapproved_use, land_term_ends_on), ';' ORDER BY id)) FROM parcels) AS parcels,
      (SELECT md5(string_agg(concat_ws('|', parcel_id, name, signed_on, started_on, reached_agreed_on), ';' ORDER BY parcel_id)) FROM projects) AS projects,
      (SELECT md5(string_agg(concat_ws('|', credit_code, name, industry_code, is_above_scale), ';' ORDER BY id))
        FROM enterprises) AS enterprises,
      (SELECT md5(string_agg(concat_ws('|', kind, area_m2, floor_area_m2, from_year, to_year), ';' ORDER BY parcel_id, enterprise_id, kind, from_year))
        FROM occupancies) AS occupancies,
      (SELECT md5(string_agg(concat_ws('|', year, tax_10k_yuan, energy_tce, employees, rd_10k_yuan, is_above_scale,
        capacity_use_ratio), ';'
        ORDER BY enterprise_id, year)) FROM indicators) AS indicators,
      (SELECT md5(string_agg(concat_ws('|', layer, kind, name, ST_AsText(geom, 8)), ';'
        ORDER BY layer, kind, name, ST_AsText(geom, 8))) FROM base_features) AS base`,
  );
  return row ?? {};
}

beforeAll(async () => {
  await seedDemonstration({ db }, { parcels: 120, seed: 7, firstYear: 2024 }, () => undefined);
});

describe('seedDemonstration', () => {
  it('gives the same rows for the same seed and number, and others for another seed', async () => {
    const first = await fingerprint();
    await seedDemonstration({ db }, { parcels: 120, seed: 7, firstYear: 2024 }, () => undefined);
    expect(await fingerprint()).toEqual(first);
    await seedDemonstration({ db }, { parcels: 120, seed: 8, firstYear: 2024 }, () => undefined);
    const other = await fingerprint();
    expect(Object.keys(other).filter((table) => other[table] === first[table])).toEqual([]);
  });

  describe('with two thousand parcels', () => {
    beforeAll(async () => {
      const made = await seedDemonstration({ db }, { parcels: PARCELS, seed: 1, firstYear: 2023 }, () => undefined);
      expect(made).toEqual({ parcels: PARCELS });
    });

    it('spreads them over the five jurisdictions and marks everything synthetic', async () => {
      const rows = await selectRows(
        db,
        z.object({ code: z.string(), parcels: z.int() }),
        sql`
        SELECT j.code, count(*)::int AS parcels FROM jurisdictions j JOIN parcels p ON p.jurisdiction_id = j.id
        GROUP BY j.id ORDER BY j.id`,
      );
      expect(rows).toEqual([
        { code: 'wenzhou-edz', parcels: 234 },
        { code: 'ruian', parcels: 500 },
        { code: 'ouhai', parcels: 366 },
        { code: 'zhuji', parcels: 600 },
        { code: 'jindong', parcels: 300 },
      ]);
      const unmarked = await selectRow(
        db,
        Numbers,
        sql`
        SELECT (SELECT count(*) FROM parcels WHERE NOT is_synthetic)::int AS parcels,
          (SELECT count(*) FROM enterprises WHERE NOT is_synthetic)::int AS enterprises,
          (SELECT count(*) FROM occupancies WHERE NOT is_synthetic)::int AS occupancies,
          (SELECT count(*) FROM indicators WHERE NOT is_synthetic)::int AS indicators,
          (SELECT count(*) FROM projects WHERE NOT is_synthetic)::int AS projects,
          (SELECT count(*) FROM violations WHERE NOT is_synthetic)::int AS violations,
          (SELECT count(*) FROM jurisdictions WHERE NOT is_synthetic)::int AS jurisdictions`,
      );
      expect(new Set(Object.values(unmarked ?? {}))).toEqual(new Set([0]));
    });

    it('draws valid parcels of 4 to 40 corners inside their jurisdiction and town', async () => {
      const row = await selectRow(
        db,
        Numbers,
        sql`
        SELECT count(*) FILTER (WHERE NOT ST_IsValid(p.geom))::int AS invalid,
          count(*) FILTER (WHERE ST_NPoints(p.geom) - 1 NOT BETWEEN 4 AND 40)::int AS corners,
          count(*) FILTER (WHERE NOT ST_Intersects(p.geom, j.geom))::int AS outside,
          count(*) FILTER (WHERE NOT ST_DWithin(p.geom, t.geom, 0.002))::int AS elsewhere,
          count(*) FILTER (WHERE k.id IS NOT NULL AND NOT ST_Intersects(p.geom, k.geom))::int AS beside_park
        FROM parcels p JOIN jurisdictions j ON j.id = p.jurisdiction_id JOIN towns t ON t.id = p.town_id
          LEFT JOIN parks k ON k.id = p.park_id`,
      );
      expect(row).toEqual({ invalid: 0, corners: 0, outside: 0, elsewhere: 0, beside_park: 0 });
    });

    it('lets three pairs overlap in each jurisdiction and no other two anywhere', async () => {
      const rows = await selectRows(
        db,
        z.object({ code: z.string(), pairs: z.int(), least_m2: z.number() }),
        sql`
        SELECT j.code, count(*)::int AS pairs, min(ST_Area(ST_Intersection(a.geom, b.geom)::geography)) AS least_m2
        FROM parcels a JOIN parcels b ON a.id < b.id AND a.geom && b.geom AND ST_Relate(a.geom, b.geom, 'T********')
          JOIN jurisdictions j ON j.id = a.jurisdiction_id
        GROUP BY j.id ORDER BY j.id`,
      );
      expect(rows.map(({ code, pairs }) => `${code} ${pairs}`)).toEqual([
        'wenzhou-edz 3',
        'ruian 3',
        'ouhai 3',
        'zhuji 3',
        'jindong 3',
      ]);
      // No sliver: a pushed border covers at least half of 34 m by 4 m, bends aside.
      expect(Math.min(...rows.map((row) => row.least_m2))).toBeGreaterThan(55);
    });

    it('writes codes that the register accepts, and a few credit codes that fail only their check', async () => {
      const parcels = await selectRows(
        db,
        z.object({ code: z.string(), division: z.string() }),
        sql`SELECT c.code, j.division_code AS division
        FROM parcel_codes c JOIN parcels p ON p.id = c.parcel_id JOIN jurisdictions j ON j.id = p.jurisdiction_id`,
      );
      expect(parcels.filter(({ code, division }) => parcelCodeFault(code, 'gb37346', [division]) !== null)).toEqual([]);
      expect(new Set(parcels.map(({ code }) => code)).size).toBe(parcels.length);
      const enterprises = await selectRows(
        db,
        z.object({ code: z.string() }),
        sql`SELECT credit_code AS code FROM enterprises`,
      );
      const faults = enterprises.map(({ code }) => creditCodeFault(code)).filter((fault) => fault !== null);
      expect(new Set(faults)).toEqual(new Set(['check']));
      expect(faults.length).toBeLessThan(enterprises.length * 0.01);
    });

    it('keeps the shares that panels live on', async () => {
      const row = await selectRow(
        db,
        Numbers,
        sql`
        WITH paid AS (
          SELECT i.tax_10k_yuan / (p.measured_area_m2 * 15 / 10000) AS per_mu
          FROM occupancies o JOIN parcels p ON p.id = o.parcel_id JOIN indicators i ON i.enterprise_id = o.enterprise_id
          WHERE o.kind = 'owned' AND o.to_year IS NULL AND i.year = 2025 AND i.tax_10k_yuan IS NOT NULL
        )
        SELECT
          (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY measured_area_m2 * 15 / 10000) FROM parcels)::float8 AS median_mu,
          (SELECT max(measured_area_m2 * 15 / 10000) FROM parcels)::float8 AS most_mu,
          (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY per_mu) FROM paid)::float8 AS median_tax,
          (SELECT avg((per_mu < 5)::int) FROM paid)::float8 AS under_5,
          (SELECT avg((tax_10k_yuan IS NULL)::int) FROM indicators)::float8 AS no_tax,
          (SELECT avg(is_above_scale::int) FROM enterprises)::float8 AS above_scale,
          (SELECT avg((certified_area_m2 IS NULL)::int) FROM parcels)::float8 AS uncertified,
          (SELECT avg((abs(certified_area_m2 / measured_area_m2 - 1) > 0.02)::int) FROM parcels
            WHERE certified_area_m2 IS NOT NULL)::float8 AS deviating,
          (SELECT avg((completed_on IS NULL AND (started_on IS NULL OR stopped_on < '2025-01-01'))::int) FROM parcels)::float8 AS idle,
          (SELECT avg((COALESCE(vacant_floor_area_m2, 0) > 0)::int) FROM parcels)::float8 AS vacant,
          (SELECT count(*)::float8 / ${PARCELS} FROM (SELECT parcel_id FROM occupancies WHERE kind = 'leased-out' GROUP BY 1) AS let)
            AS let`,
      );
      const within: Record<string, [number, number]> = {
        median_mu: [8, 12],
        most_mu: [60, 135],
        median_tax: [8.5, 14],
        under_5: [0.15, 0.35],
        no_tax: [0.03, 0.05],
        above_scale: [0.15, 0.28],
        uncertified: [0.07, 0.13],
        deviating: [0.015, 0.05],
        idle: [0.008, 0.03],
        vacant: [0.04, 0.12],
        let: [0.05, 0.11],
      };
      const astray = Object.entries(within).filter(([key, [low, high]]) => {
        const value = row?.[key] ?? Number.NaN;
        return !(value >= low && value <= high);
      });
      expect(astray.map(([key]) => `${key} ${row?.[key]}`)).toEqual([]);
    });

    it('has two firms in each jurisdiction that use much energy each year, alone on land built since 2018', async () => {
      const rows = await selectRows(
        db,
        z.object({ code: z.string(), firms: z.int() }),
        sql`
        WITH heavy AS (
          SELECT o.parcel_id, o.enterprise_id FROM occupancies o JOIN indicators i ON i.enterprise_id = o.enterprise_id
          WHERE o.kind = 'owned' GROUP BY 1, 2 HAVING min(i.energy_tce) >= 1200 AND count(*) = count(i.energy_tce)
        )
        SELECT j.code, count(*)::int AS firms
        FROM heavy h JOIN parcels p ON p.id = h.parcel_id JOIN jurisdictions j ON j.id = p.jurisdiction_id
        WHERE p.completed_on >= '2018-01-01'
          AND (SELECT count(*) FROM occupancies o WHERE o.parcel_id = h.parcel_id OR o.enterprise_id = h.enterprise_id) = 1
        GROUP BY j.id ORDER BY j.id`,
      );
      expect(rows.filter(({ firms }) => firms >= 2).map(({ code }) => code)).toEqual([
        'wenzhou-edz',
        'ruian',
        'ouhai',
        'zhuji',
        'jindong',
      ]);
    });

    it('has each kind of finding somewhere, and in Jindong a project at each of the five stages', async () => {
      await assessAll(db, { changedYears: [2025] });
      const kinds = await selectRows(
        db,
        z.object({ kind: z.enum(FINDING_KINDS) }),
        sql`SELECT DISTINCT kind FROM findings WHERE year = 2025`,
      );
      expect(FINDING_KINDS.filter((kind) => !kinds.some((row) => row.kind === kind))).toEqual([]);
      const stages = await selectRows(
        db,
        z.object({ rule: z.string() }),
        sql`SELECT DISTINCT rule_id AS rule FROM findings WHERE kind = 'unfinished-project' AND year = 2025 ORDER BY 1`,
      );
      expect(stages.map((row) => row.rule)).toEqual(
        [...PROJECT_STAGES].sort().map((stage) => `jindong-unfinished-project-${stage}`),
      );
    });

    it('dates works in their order and none after the last year', async () => {
      const row = await selectRow(
        db,
        Numbers,
        sql`
        SELECT count(*) FILTER (WHERE agreed_start_on < supplied_on)::int AS agreed,
          count(*) FILTER (WHERE stopped_on < started_on)::int AS stopped,
          count(*) FILTER (WHERE completed_on < started_on)::int AS completed,
          count(*) FILTER (WHERE land_term_ends_on NOT BETWEEN supplied_on + interval '20 years' AND supplied_on + interval '50 years')::int AS terms,
          count(*) FILTER (WHERE GREATEST(started_on, stopped_on, completed_on) > '2025-12-31')::int AS later
        FROM parcels`,
      );
      expect(row).toEqual({ agreed: 0, stopped: 0, completed: 0, terms: 0, later: 0 });
    });

    it('never lets more land to tenants than the parcel has, and writes it on both sides', async () => {
      const rows = await selectRows(
        db,
        z.object({ parcel_id: z.int() }),
        sql`
        SELECT o.parcel_id FROM occupancies o JOIN parcels p ON p.id = o.parcel_id WHERE o.kind <> 'owned'
        GROUP BY o.parcel_id, p.measured_area_m2
        HAVING sum(o.area_m2) FILTER (WHERE o.kind = 'leased-in') IS DISTINCT FROM sum(o.area_m2) FILTER (WHERE o.kind = 'leased-out')
          OR sum(o.area_m2) FILTER (WHERE o.kind = 'leased-out') > p.measured_area_m2`,
      );
      expect(rows).toEqual([]);
    });

    it('lets imports go on with fresh ids', async () => {
      const row = await selectRow(
        db,
        Numbers,
        sql`
        SELECT nextval(pg_get_serial_sequence('parcels', 'id'))::int - (SELECT max(id) FROM parcels) AS parcels,
          nextval(pg_get_serial_sequence('enterprises', 'id'))::int - (SELECT max(id) FROM enterprises) AS enterprises`,
      );
      expect(row).toEqual({ parcels: 1, enterprises: 1 });
    });
  });
});
