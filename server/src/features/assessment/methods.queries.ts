import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { EvaluationMethod, type StartingMethods } from '../../contract/evaluation-method.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { TIERS, type Tier } from '../../domain/evaluation.ts';

const StoredMethod = z.object({ id: z.int(), version: z.int(), definition: EvaluationMethod });
export type StoredMethod = z.infer<typeof StoredMethod>;

/**
 * The newest method of a jurisdiction, year and tier. The starting one is stored where there is none, or an older
 * starting one; a method that the jurisdiction published stays, and so does any in a closed year.
 */
async function ensureMethod(
  db: Connection,
  { jurisdictionId, year, tier }: { jurisdictionId: number; year: number; tier: Tier },
  starting: StartingMethods,
): Promise<StoredMethod> {
  await db.execute(sql`
    INSERT INTO evaluation_methods (jurisdiction_id, year, tier, version, starting_version, definition)
    SELECT ${jurisdictionId}::int, ${year}::int, ${tier}, COALESCE(max(version) + 1, 1), ${starting.version}::int, ${JSON.stringify(starting.methods[tier])}::jsonb
    FROM evaluation_methods
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} AND tier = ${tier}
    HAVING count(*) = 0 OR (count(*) FILTER (WHERE starting_version IS NULL OR starting_version >= ${starting.version}::int) = 0
      AND NOT EXISTS (SELECT FROM closed_years c WHERE c.jurisdiction_id = ${jurisdictionId} AND c.year = ${year}))`);
  const stored = await newestMethod(db, { jurisdictionId, year, tier });
  if (!stored) throw new Error(`No ${tier} method for ${year} after storing one`);
  return stored;
}

const AgedMethod = z.object({ jurisdictionId: z.int(), isOlder: z.boolean() });

/**
 * Jurisdictions whose newest method of an open year that is shown is a starting one, but not the one that is given:
 * older, or of the same version with another text. Methods that a jurisdiction published are its own.
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
        AND NOT EXISTS (SELECT FROM closed_years c WHERE c.jurisdiction_id = m.jurisdiction_id AND c.year = m.year)
      ORDER BY jurisdiction_id, year, tier, version DESC
    )
    SELECT DISTINCT n.jurisdiction_id AS "jurisdictionId", n.starting_version < ${starting.version}::int AS "isOlder"
    FROM newest n JOIN (VALUES ${texts}) AS starting(tier, definition) ON starting.tier = n.tier
    WHERE n.starting_version < ${starting.version}::int
      OR (n.starting_version = ${starting.version}::int AND n.definition <> starting.definition)
    ORDER BY 1, 2`,
  );
}

/** The method that holds for each tier of a year, the starting one where the jurisdiction has none of its own. */
export async function methodsInForce(
  db: Connection,
  of: { jurisdictionId: number; year: number },
  starting: StartingMethods,
): Promise<Record<Tier, StoredMethod>> {
  return {
    'above-scale': await ensureMethod(db, { ...of, tier: 'above-scale' }, starting),
    'below-scale': await ensureMethod(db, { ...of, tier: 'below-scale' }, starting),
  };
}

/** Whether a year is closed and takes no other method. */
export async function isClosed(db: Connection, of: { jurisdictionId: number; year: number }): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ yes: z.boolean() }),
    sql`SELECT EXISTS (SELECT FROM closed_years WHERE jurisdiction_id = ${of.jurisdictionId} AND year = ${of.year}) AS yes`,
  );
  return row?.yes === true;
}

/** Whether a year was closed after it had been evaluated. */
export async function isSettled(db: Connection, of: { jurisdictionId: number; year: number }): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ yes: z.boolean() }),
    sql`
    SELECT EXISTS (
      SELECT FROM closed_years c JOIN evaluated_tiers t ON t.jurisdiction_id = c.jurisdiction_id AND t.year = c.year
      WHERE c.jurisdiction_id = ${of.jurisdictionId} AND c.year = ${of.year}) AS yes`,
  );
  return row?.yes === true;
}

/** Whether anybody was evaluated in a year, rated or not: without figures there is nobody. */
export async function hasEvaluations(db: Connection, of: { jurisdictionId: number; year: number }): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ yes: z.boolean() }),
    sql`
    SELECT EXISTS (
      SELECT FROM evaluations v JOIN evaluation_methods m ON m.id = v.method_id
      WHERE m.jurisdiction_id = ${of.jurisdictionId} AND m.year = ${of.year}) AS yes`,
  );
  return row?.yes === true;
}

/** The method in force in a year and tier, or null where none is stored. */
export async function newestMethod(
  db: Connection,
  { jurisdictionId, year, tier }: { jurisdictionId: number; year: number; tier: Tier },
): Promise<StoredMethod | null> {
  return selectRow(
    db,
    StoredMethod,
    sql`
    SELECT id, version, definition FROM evaluation_methods
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} AND tier = ${tier}
    ORDER BY version DESC LIMIT 1`,
  );
}

/** Stores a published method as the next version of its year and tier, and returns that. */
export async function insertMethod(
  db: Connection,
  method: {
    jurisdictionId: number;
    year: number;
    tier: Tier;
    definition: EvaluationMethod;
    note: string;
    at: Date;
  },
): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ version: z.int() }),
    sql`
    INSERT INTO evaluation_methods (jurisdiction_id, year, tier, version, definition, published_at, note)
    SELECT ${method.jurisdictionId}::int, ${method.year}::int, ${method.tier}, COALESCE(max(version), 0) + 1,
      ${JSON.stringify(method.definition)}::jsonb, ${method.at.toISOString()}::timestamptz, ${method.note}
    FROM evaluation_methods
    WHERE jurisdiction_id = ${method.jurisdictionId} AND year = ${method.year} AND tier = ${method.tier}
    RETURNING version`,
  );
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  return row.version;
}

/** Closes a year; one that is closed already stays as it was. Returns since when, and whether that was before. */
export async function insertClosedYear(
  db: Connection,
  { jurisdictionId, year, at }: { jurisdictionId: number; year: number; at: Date },
): Promise<{ closedAt: string; wasClosed: boolean }> {
  const inserted = await selectRow(
    db,
    z.object({ year: z.int() }),
    sql`
    INSERT INTO closed_years (jurisdiction_id, year, closed_at)
    VALUES (${jurisdictionId}, ${year}, ${at.toISOString()}::timestamptz) ON CONFLICT DO NOTHING RETURNING year`,
  );
  const row = await selectRow(
    db,
    z.object({ at: z.string() }),
    sql`
    SELECT to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM closed_years
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year}`,
  );
  if (!row) throw new Error(`${year} is not closed after closing it`);
  return { closedAt: row.at, wasClosed: inserted === null };
}
