import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { EvaluationMethod, type StartingMethods } from '../../contract/evaluation-method.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { TIERS, type Tier } from '../../domain/evaluation.ts';

const StoredMethod = z.object({ id: z.int(), version: z.int(), definition: EvaluationMethod });
export type StoredMethod = z.infer<typeof StoredMethod>;

/** The newest method of a jurisdiction, year and tier; the starting one is stored where there is none or an older one. */
export async function ensureMethod(
  db: Connection,
  { jurisdictionId, year, tier }: { jurisdictionId: number; year: number; tier: Tier },
  starting: StartingMethods,
): Promise<StoredMethod> {
  await db.execute(sql`
    INSERT INTO evaluation_methods (jurisdiction_id, year, tier, version, definition)
    SELECT ${jurisdictionId}::int, ${year}::int, ${tier}, ${starting.version}::int, ${JSON.stringify(starting.methods[tier])}::jsonb
    WHERE NOT EXISTS (
      SELECT FROM evaluation_methods
      WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} AND tier = ${tier} AND version >= ${starting.version}::int)`);
  const stored = await selectRow(
    db,
    StoredMethod,
    sql`
    SELECT id, version, definition FROM evaluation_methods
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} AND tier = ${tier}
    ORDER BY version DESC LIMIT 1`,
  );
  if (!stored) throw new Error(`No ${tier} method for ${year} after storing one`);
  return stored;
}

const AgedMethod = z.object({ jurisdictionId: z.int(), isOlder: z.boolean() });

/**
 * Jurisdictions whose newest method of a year that is shown is not the starting one: older, or of the same version with
 * another text. Methods of a higher version are a jurisdiction's own.
 */
export function findAgedMethods(db: Connection, starting: StartingMethods): Promise<z.infer<typeof AgedMethod>[]> {
  const texts = sql.join(
    TIERS.map((tier) => sql`(${tier}::text, ${JSON.stringify(starting.methods[tier])}::jsonb)`),
    sql`, `,
  );
  return selectRows(
    db,
    AgedMethod,
    sql`
    WITH newest AS (
      SELECT DISTINCT ON (jurisdiction_id, year, tier) * FROM evaluation_methods m
      WHERE EXISTS (SELECT FROM parcel_years y WHERE y.jurisdiction_id = m.jurisdiction_id AND y.year = m.year)
      ORDER BY jurisdiction_id, year, tier, version DESC
    )
    SELECT DISTINCT n.jurisdiction_id AS "jurisdictionId", n.version < ${starting.version}::int AS "isOlder"
    FROM newest n JOIN (VALUES ${texts}) AS starting(tier, definition) ON starting.tier = n.tier
    WHERE n.version < ${starting.version}::int OR (n.version = ${starting.version}::int AND n.definition <> starting.definition)
    ORDER BY 1, 2`,
  );
}

const Figure = z.number().nullable();
const FiguresRow = z.object({
  id: z.int(),
  usedLandMu: Figure,
  tax10kYuan: Figure,
  addedValue10kYuan: Figure,
  energyTce: Figure,
  emissionsT: Figure,
  employees: Figure,
  revenue10kYuan: Figure,
  rd10kYuan: Figure,
});
export type FiguresRow = z.infer<typeof FiguresRow>;

/** A page of a tier's enterprise-years by rising id, with the land each uses. Needs the working table `shares` of the year. */
export function findFigures(
  db: Connection,
  page: { jurisdictionId: number; year: number; tier: Tier; afterId: number; limit: number },
): Promise<FiguresRow[]> {
  return selectRows(
    db,
    FiguresRow,
    sql`
    WITH listed AS (
      SELECT e.id, i.* FROM enterprises e JOIN indicators i ON i.enterprise_id = e.id AND i.year = ${page.year}
      WHERE e.jurisdiction_id = ${page.jurisdictionId} AND e.is_above_scale = ${page.tier === 'above-scale'}::boolean AND e.id > ${page.afterId}
      ORDER BY e.id LIMIT ${page.limit}
    ), used AS (
      SELECT s.enterprise_id, sum(s.used_m2) AS used_m2 FROM shares s JOIN listed l ON l.id = s.enterprise_id GROUP BY s.enterprise_id
    )
    SELECT l.id, (u.used_m2 * 15 / 10000) AS "usedLandMu", l.tax_10k_yuan AS "tax10kYuan", l.added_value_10k_yuan AS "addedValue10kYuan",
      l.energy_tce AS "energyTce", l.emissions_t AS "emissionsT", l.employees, l.revenue_10k_yuan AS "revenue10kYuan", l.rd_10k_yuan AS "rd10kYuan"
    FROM listed l LEFT JOIN used u ON u.enterprise_id = l.id
    ORDER BY l.id`,
  );
}

/** Scored enterprise-years, column by column as they are bound. */
export type EvaluationColumns = {
  readonly ids: readonly number[];
  readonly scores: readonly (number | null)[];
  readonly classes: readonly (string | null)[];
  readonly inputs: readonly string[];
};

export async function storeEvaluations(
  db: Connection,
  year: number,
  methodId: number,
  columns: EvaluationColumns,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO evaluations (enterprise_id, year, method_id, score, class, inputs)
    SELECT id, ${year}::int, ${methodId}::int, score, class, inputs::jsonb
    FROM unnest(${sql.param([...columns.ids])}::int[], ${sql.param([...columns.scores])}::float8[], ${sql.param([...columns.classes])}::text[],
      ${sql.param([...columns.inputs])}::text[]) AS scored(id, score, class, inputs)`);
}
