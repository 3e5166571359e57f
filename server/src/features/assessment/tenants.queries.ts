import { sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import type { Tier } from '../../domain/evaluation.ts';
import type { TenantRule } from '../../domain/tenancy.ts';

type TierYear = { readonly jurisdictionId: number; readonly year: number; readonly tier: Tier };

/** Working table `tenancies` of one year: who holds no land right, where it uses most land, and who holds that. The same choice as `tenancies` of the domain. Needs `land` and `shares`. */
export async function makeTenancies(db: Connection): Promise<void> {
  await db.execute(sql`
    CREATE TEMP TABLE tenancies (
      enterprise_id integer PRIMARY KEY, parcel_id integer NOT NULL, landlord_id integer, is_in_park boolean NOT NULL
    ) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO tenancies
    WITH holders AS (
      SELECT DISTINCT ON (parcel_id) parcel_id, enterprise_id FROM shares
      WHERE owned_m2 IS NOT NULL ORDER BY parcel_id, owned_m2 DESC, enterprise_id
    ), landless AS (
      SELECT *, bool_or(owned_m2 IS NOT NULL) OVER (PARTITION BY enterprise_id) AS has_land FROM shares
    )
    SELECT DISTINCT ON (t.enterprise_id) t.enterprise_id, t.parcel_id, h.enterprise_id, l.park_id IS NOT NULL
    FROM landless t JOIN land l ON l.parcel_id = t.parcel_id LEFT JOIN holders h ON h.parcel_id = t.parcel_id
    WHERE t.is_tenant AND NOT t.has_land
    ORDER BY t.enterprise_id, COALESCE(t.used_m2, 0) DESC, t.parcel_id`);
}

/**
 * Working table `heads` of one tier: each enterprise of the tier that is evaluated under the name of another, or for
 * others too. The same choice as `evaluationHeads` of the domain among those that have figures of the year.
 */
export async function makeHeads(db: Connection, { jurisdictionId, year, tier }: TierYear): Promise<void> {
  await db.execute(sql`
    CREATE TEMP TABLE heads (enterprise_id integer PRIMARY KEY, head_id integer NOT NULL, firms integer NOT NULL) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO heads
    WITH tier AS (
      SELECT e.id FROM enterprises e JOIN indicators i ON i.enterprise_id = e.id AND i.year = ${year}
      WHERE e.jurisdiction_id = ${jurisdictionId} AND COALESCE(i.is_above_scale, e.is_above_scale) = ${tier === 'above-scale'}::boolean
    ), standing AS (
      SELECT t.enterprise_id, COALESCE(h.id, min(t.enterprise_id) OVER (
          PARTITION BY t.landlord_id, CASE WHEN t.landlord_id IS NULL THEN t.parcel_id END)) AS head_id
      FROM tenancies t JOIN tier ON tier.id = t.enterprise_id LEFT JOIN tier h ON h.id = t.landlord_id
    ), firms AS (
      SELECT enterprise_id, head_id FROM standing UNION SELECT head_id, head_id FROM standing
    )
    SELECT enterprise_id, head_id, count(*) OVER (PARTITION BY head_id)::int FROM firms`);
}

/** Gives every firm the result of the head under whose name it was evaluated, and says so in its inputs. Needs `heads` and the tier's evaluations. */
export async function shareResults(db: Connection, year: number): Promise<void> {
  await db.execute(sql`
    UPDATE evaluations v SET inputs = v.inputs || jsonb_build_object('merged', jsonb_build_object('headId', h.head_id, 'firms', h.firms))
    FROM heads h WHERE h.head_id = v.enterprise_id AND h.enterprise_id = h.head_id AND v.year = ${year} AND h.firms > 1`);
  await db.execute(sql`
    INSERT INTO evaluations (enterprise_id, year, method_id, score, class, rank, industry_group, unrated_because, inputs)
    SELECT h.enterprise_id, v.year, v.method_id, v.score, v.class, v.rank, v.industry_group, v.unrated_because, v.inputs
    FROM heads h JOIN evaluations v ON v.enterprise_id = h.head_id AND v.year = ${year}
    WHERE h.enterprise_id <> h.head_id`);
}

/**
 * Gives the tenants of a tier the class of who holds the land they stand on, where that has a class, and says so in
 * their inputs: score and rank stay their own, and the exempt stay without a class. Needs `tenancies` and the evaluations of both tiers.
 */
export async function takeHolderClasses(db: Connection, of: TierYear, rule: TenantRule): Promise<void> {
  await db.execute(sql`
    UPDATE evaluations v
    SET class = h.class, inputs = v.inputs || jsonb_build_object('classOf', jsonb_build_object('holderId', h.enterprise_id, 'ownClass', v.class))
    FROM tenancies t
    JOIN evaluations h ON h.enterprise_id = t.landlord_id AND h.year = ${of.year}
    JOIN enterprises e ON e.id = t.enterprise_id
    JOIN indicators i ON i.enterprise_id = t.enterprise_id AND i.year = ${of.year}
    WHERE v.enterprise_id = t.enterprise_id AND v.year = ${of.year} AND h.class IS NOT NULL
      AND COALESCE(v.unrated_because, '') NOT LIKE 'exempt: %'
      AND COALESCE(i.is_above_scale, e.is_above_scale) = ${of.tier === 'above-scale'}::boolean
      AND (${rule === 'holder-class'}::boolean OR (${rule === 'holder-class-outside-parks'}::boolean AND NOT t.is_in_park))`);
}

/** Clears what was made for one tier. */
export async function dropHeads(db: Connection): Promise<void> {
  await db.execute(sql`DROP TABLE heads`);
}

/** Clears what was made for one year. */
export async function dropTenancies(db: Connection): Promise<void> {
  await db.execute(sql`DROP TABLE tenancies`);
}
