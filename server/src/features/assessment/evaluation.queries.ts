import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRows } from '../../db/sql.ts';
import type { Tier } from '../../domain/evaluation.ts';
import { PAGE } from './packed-figures.ts';

export type TierYear = { readonly jurisdictionId: number; readonly year: number; readonly tier: Tier };

const Figure = z.number().nullable();
const FactsRow = z.object({
  id: z.int(),
  usedLandMu: Figure,
  tax10kYuan: Figure,
  addedValue10kYuan: Figure,
  energyTce: Figure,
  emissionsT: Figure,
  employees: Figure,
  revenue10kYuan: Figure,
  rd10kYuan: Figure,
  industryDivision: z.string().nullable(),
  marks: z.array(z.string()),
  registeredYears: Figure,
  buildingYears: Figure,
  tenants: z.int(),
  belowScaleTenants: z.int(),
});
type FactsRow = z.infer<typeof FactsRow>;

/**
 * Working table `enterprise_land` of one year: the land each enterprise uses, how many it lets land to, and since when
 * it builds: the first supply of its land, where none of it is completed and every supply is known. Needs `shares`.
 */
export async function makeEnterpriseLand(
  db: Connection,
  { jurisdictionId, year }: { jurisdictionId: number; year: number },
): Promise<void> {
  await db.execute(sql`
    CREATE TEMP TABLE enterprise_land (
      enterprise_id integer PRIMARY KEY, used_m2 double precision, tenants integer, below_scale_tenants integer, building_since date
    ) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO enterprise_land
    WITH used AS (
      SELECT enterprise_id, CASE WHEN bool_and(used_m2 IS NOT NULL) THEN sum(used_m2) END AS used_m2, count(*) AS parcels
      FROM shares GROUP BY enterprise_id
    ), building AS (
      SELECT id, supplied_on FROM parcels
      WHERE jurisdiction_id = ${jurisdictionId} AND supplied_on <= make_date(${year}::int, 12, 31)
        AND (completed_on IS NULL OR completed_on > make_date(${year}::int, 12, 31))
    ), builders AS (
      SELECT s.enterprise_id, min(b.supplied_on) AS since, count(*) AS parcels
      FROM shares s JOIN building b ON b.id = s.parcel_id GROUP BY s.enterprise_id
    ), held AS (
      SELECT o.enterprise_id, o.parcel_id, o.kind FROM occupancies o JOIN enterprises e ON e.id = o.enterprise_id
      WHERE e.jurisdiction_id = ${jurisdictionId} AND o.kind <> 'owned'
        AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
    ), lettings AS (
      SELECT DISTINCT l.enterprise_id, t.enterprise_id AS tenant_id
      FROM held l JOIN held t ON t.parcel_id = l.parcel_id AND t.kind = 'leased-in' AND t.enterprise_id <> l.enterprise_id
      WHERE l.kind = 'leased-out'
    ), lessors AS (
      SELECT l.enterprise_id, count(*)::int AS tenants,
        count(*) FILTER (WHERE NOT COALESCE(i.is_above_scale, e.is_above_scale, TRUE))::int AS below_scale_tenants
      FROM lettings l JOIN enterprises e ON e.id = l.tenant_id
      LEFT JOIN indicators i ON i.enterprise_id = l.tenant_id AND i.year = ${year}
      GROUP BY l.enterprise_id
    )
    SELECT u.enterprise_id, u.used_m2, COALESCE(l.tenants, 0), COALESCE(l.below_scale_tenants, 0),
      CASE WHEN b.parcels = u.parcels THEN b.since END
    FROM used u LEFT JOIN builders b ON b.enterprise_id = u.enterprise_id LEFT JOIN lessors l ON l.enterprise_id = u.enterprise_id`);
  await db.execute(sql`ANALYZE enterprise_land (enterprise_id)`);
}

export async function dropEnterpriseLand(db: Connection): Promise<void> {
  await db.execute(sql`DROP TABLE enterprise_land`);
}

/** Years from a day to the end of a year, whole ones exact. */
const ageInYears = (day: SQL, year: number): SQL => {
  const age = sql`age(make_date(${year}::int, 12, 31), ${day})`;
  return sql`(EXTRACT(year FROM ${age}) + (EXTRACT(month FROM ${age}) * 31 + EXTRACT(day FROM ${age})) / 372)::float8`;
};

/** Firms of a tier by their figures and facts, one row each. */
const firmsOf = ({ jurisdictionId, year, tier }: TierYear): SQL => sql`
    WITH violated AS (
      SELECT enterprise_id, array_agg(DISTINCT 'violation-' || field) AS marks FROM violations
      WHERE EXTRACT(year FROM found_on) = ${year} GROUP BY enterprise_id
    ), firms AS (
      SELECT e.id, floor(l.used_m2 * 15 / 100 + 0.5) / 100 AS "usedLandMu", i.tax_10k_yuan AS "tax10kYuan", i.added_value_10k_yuan AS "addedValue10kYuan",
        i.energy_tce AS "energyTce", i.emissions_t AS "emissionsT", i.employees, i.revenue_10k_yuan AS "revenue10kYuan", i.rd_10k_yuan AS "rd10kYuan",
        substring(e.industry_code FROM '[0-9]{2}') AS "industryDivision", i.marks || COALESCE(v.marks, '{}') AS marks,
        ${ageInYears(sql`e.registered_on`, year)} AS "registeredYears",
        ${ageInYears(sql`l.building_since`, year)} AS "buildingYears",
        COALESCE(l.tenants, 0) AS tenants, COALESCE(l.below_scale_tenants, 0) AS "belowScaleTenants"
      FROM enterprises e JOIN indicators i ON i.enterprise_id = e.id AND i.year = ${year}
      LEFT JOIN enterprise_land l ON l.enterprise_id = e.id
      LEFT JOIN violated v ON v.enterprise_id = e.id
      WHERE e.jurisdiction_id = ${jurisdictionId}
        AND COALESCE(i.is_above_scale, e.is_above_scale) = ${tier === 'above-scale'}::boolean
    )`;

/** A figure of several firms together: their sum, unknown where one of them is. */
const together = (name: SQL): SQL => sql`CASE WHEN bool_and(${name} IS NOT NULL) THEN sum(${name}) END AS ${name}`;
const ofHead = (name: SQL): SQL => sql`min(${name}) FILTER (WHERE id = head_id) AS ${name}`;

/** Firms that are evaluated as one under the name of their head: figures added up, marks of any of them, the rest as the head has it. */
const MERGED = sql`
    , marked AS (
      SELECT COALESCE(h.head_id, f.id) AS head_id, array_agg(DISTINCT mark ORDER BY mark) AS marks
      FROM firms f LEFT JOIN heads h ON h.enterprise_id = f.id CROSS JOIN LATERAL unnest(f.marks) AS mark GROUP BY 1
    ), merged AS (
      SELECT head_id, ${sql.join(
        [
          sql`"usedLandMu"`,
          sql`"tax10kYuan"`,
          sql`"addedValue10kYuan"`,
          sql`"energyTce"`,
          sql`"emissionsT"`,
          sql`employees`,
          sql`"revenue10kYuan"`,
          sql`"rd10kYuan"`,
        ].map(together),
        sql`, `,
      )}, ${sql.join(
        [
          sql`"industryDivision"`,
          sql`"registeredYears"`,
          sql`"buildingYears"`,
          sql`tenants`,
          sql`"belowScaleTenants"`,
        ].map(ofHead),
        sql`, `,
      )}
      FROM (SELECT f.*, COALESCE(h.head_id, f.id) AS head_id FROM firms f LEFT JOIN heads h ON h.enterprise_id = f.id) headed
      GROUP BY head_id
    )
    SELECT g.*, g.head_id AS id, COALESCE(m.marks, '{}') AS marks FROM merged g LEFT JOIN marked m ON m.head_id = g.head_id ORDER BY g.head_id`;

/**
 * The enterprise-years of a tier by rising id, in pages. Needs a transaction, the working table `enterprise_land` of
 * the year, and where tenants are merged that of `heads`.
 */
export async function* figurePages(db: Connection, of: TierYear, isMerged: boolean): AsyncGenerator<FactsRow[]> {
  // A cursor joins once; asked page by page, the join would be made again for each.
  await db.execute(sql`
    DECLARE figures NO SCROLL CURSOR FOR
    ${firmsOf(of)} ${isMerged ? MERGED : sql`SELECT * FROM firms ORDER BY id`}`);
  for (;;) {
    const rows = await selectRows(db, FactsRow, sql`FETCH FORWARD 5000 FROM figures`);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) break;
  }
  await db.execute(sql`CLOSE figures`);
}

/** A scored enterprise-year, by the names of its columns. `inputs` are what the score can be explained by. */
export type EvaluationRow = {
  readonly id: number;
  readonly score: number | null;
  readonly class: string | null;
  readonly rank: number | null;
  readonly industry_group: string | null;
  readonly unrated_because: string | null;
  readonly inputs: unknown;
};

/** Stores a page in one value: as JSON it is written and read natively, where arrays would escape each text again. */
export async function storeEvaluations(
  db: Connection,
  year: number,
  methodId: number,
  rows: readonly EvaluationRow[],
): Promise<void> {
  await db.execute(sql`
    INSERT INTO evaluations (enterprise_id, year, method_id, score, class, rank, industry_group, unrated_because, inputs)
    SELECT id, ${year}::int, ${methodId}::int, score, class, rank, industry_group, unrated_because, inputs
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS scored(id integer, score double precision, class text, rank integer,
      industry_group text, unrated_because text, inputs jsonb)`);
}

/** What holds for a tier as a whole, beside its evaluations. */
export type TierRow = TierYear & { readonly methodId: number; readonly basis: unknown; readonly cuts: unknown };

/** Puts in place of what an earlier assessment said of the tier as a whole. */
export async function storeTier(
  db: Connection,
  { jurisdictionId, year, tier, methodId, basis, cuts }: TierRow,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO evaluated_tiers (jurisdiction_id, year, tier, method_id, basis, cuts)
    VALUES (${jurisdictionId}, ${year}, ${tier}, ${methodId}, ${JSON.stringify(basis)}::jsonb, ${JSON.stringify(cuts)}::jsonb)
    ON CONFLICT (jurisdiction_id, year, tier) DO UPDATE SET method_id = EXCLUDED.method_id, basis = EXCLUDED.basis, cuts = EXCLUDED.cuts`);
}

const Head = z.object({ id: z.int(), headId: z.int() });

/** Firms that are evaluated under the name of another. Needs the working table `heads`. */
export function findHeads(db: Connection): Promise<z.infer<typeof Head>[]> {
  return selectRows(
    db,
    Head,
    sql`SELECT enterprise_id AS id, head_id AS "headId" FROM heads WHERE enterprise_id <> head_id ORDER BY enterprise_id`,
  );
}

const Tenancy = z.object({
  id: z.int(),
  landlordId: z.int(),
  isInPark: z.boolean(),
  landlordClass: z.string().nullable(),
});
export type TenancyRow = z.infer<typeof Tenancy>;

/** Tenants with a known landlord and the class that the landlord has in the year as it was last evaluated. Needs the working table `tenancies`. */
export function findTenancies(db: Connection, year: number): Promise<TenancyRow[]> {
  return selectRows(
    db,
    Tenancy,
    sql`
    SELECT t.enterprise_id AS id, t.landlord_id AS "landlordId", t.is_in_park AS "isInPark", v.class AS "landlordClass"
    FROM tenancies t LEFT JOIN evaluations v ON v.enterprise_id = t.landlord_id AND v.year = ${year}
    WHERE t.landlord_id IS NOT NULL ORDER BY t.enterprise_id`,
  );
}
