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

/** Rows that are fetched or stored at once. */
const PAGE = 5_000;

/** The enterprise-years of a tier by rising id, in pages, with the land each uses. Needs a transaction and the working table `shares` of the year. */
export async function* figurePages(
  db: Connection,
  of: { jurisdictionId: number; year: number; tier: Tier },
): AsyncGenerator<FiguresRow[]> {
  // A cursor joins once; asked page by page, the join would be made again for each.
  await db.execute(sql`
    DECLARE figures NO SCROLL CURSOR FOR
    WITH used AS (
      SELECT enterprise_id, sum(used_m2) AS used_m2 FROM shares GROUP BY enterprise_id
    )
    SELECT e.id, (u.used_m2 * 15 / 10000) AS "usedLandMu", i.tax_10k_yuan AS "tax10kYuan", i.added_value_10k_yuan AS "addedValue10kYuan",
      i.energy_tce AS "energyTce", i.emissions_t AS "emissionsT", i.employees, i.revenue_10k_yuan AS "revenue10kYuan", i.rd_10k_yuan AS "rd10kYuan"
    FROM enterprises e JOIN indicators i ON i.enterprise_id = e.id AND i.year = ${of.year}
    LEFT JOIN used u ON u.enterprise_id = e.id
    WHERE e.jurisdiction_id = ${of.jurisdictionId} AND e.is_above_scale = ${of.tier === 'above-scale'}::boolean
    ORDER BY e.id`);
  for (;;) {
    const rows = await selectRows(db, FiguresRow, sql`FETCH FORWARD 5000 FROM figures`);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) break;
  }
  await db.execute(sql`CLOSE figures`);
}

/** A scored enterprise-year. `inputs` are what the score can be explained by. */
export type EvaluationRow = {
  readonly id: number;
  readonly score: number | null;
  readonly class: string | null;
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
    INSERT INTO evaluations (enterprise_id, year, method_id, score, class, inputs)
    SELECT id, ${year}::int, ${methodId}::int, score, class, inputs
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS scored(id integer, score double precision, class text, inputs jsonb)`);
}
