import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { OffsetBalance, OffsetEntry, type OffsetKind } from '../../contract/offset.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, takeTurn, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/** What an entry of alias `e` does to the balance. Sums go as float8: whole, and beyond what an int holds. */
const effect = sql`CASE e.kind WHEN 'offset' THEN e.mu_hundredths ELSE -e.mu_hundredths END`;

/** All entries of a jurisdiction with the balance up to each. */
const ledgerOf = (scope: Scope, jurisdictionId: number): SQL => sql`
  SELECT e.*, (sum(${effect}) OVER (ORDER BY e.effective_on, e.id))::float8 AS balance
  FROM offset_entries e WHERE e.jurisdiction_id = ${jurisdictionId} AND ${withinWhole(scope, sql`e.jurisdiction_id`)}`;

const ENTRY = sql`
  l.id, l.kind, to_char(l.effective_on, 'YYYY-MM-DD') AS "on", l.mu_hundredths AS "muHundredths", l.balance AS "balanceMuHundredths",
  l.land, (SELECT p.id FROM parcels p WHERE p.jurisdiction_id = l.jurisdiction_id AND p.code = l.land) AS "parcelId",
  (SELECT jsonb_build_object('id', l.scenario_id, 'name', s.name, 'isDeleted', s.id IS NULL OR s.deleted_at IS NOT NULL)
    FROM (VALUES (l.scenario_id)) AS told (id) LEFT JOIN scenarios s ON s.id = told.id
    WHERE told.id IS NOT NULL) AS scenario,
  l.document, l.note, l.short_reason AS "shortReason", l.corrects_id AS corrects,
  (SELECT c.id FROM offset_entries c WHERE c.corrects_id = l.id) AS "correctedBy",
  to_char(l.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "recordedAt"`;

/** Where a page of the list goes on: day and id of the last entry of the page before. */
export const AfterEntry = z.tuple([z.iso.date(), z.int32()]);

/** A page of the ledger, the latest day first. */
export function findEntries(
  db: Connection,
  scope: Scope,
  page: { jurisdictionId: number; after: z.infer<typeof AfterEntry> | null; limit: number },
): Promise<OffsetEntry[]> {
  const [day, id] = page.after ?? [null, null];
  return selectRows(
    db,
    OffsetEntry,
    sql`
    WITH ledger AS (${ledgerOf(scope, page.jurisdictionId)})
    SELECT ${ENTRY} FROM ledger l
    WHERE ${day}::date IS NULL OR (l.effective_on, l.id) < (${day}::date, ${id}::int)
    ORDER BY l.effective_on DESC, l.id DESC LIMIT ${page.limit}`,
  );
}

/** The whole ledger in its own order, for paper. */
export function findLedger(db: Connection, scope: Scope, jurisdictionId: number): Promise<OffsetEntry[]> {
  return selectRows(
    db,
    OffsetEntry,
    sql`WITH ledger AS (${ledgerOf(scope, jurisdictionId)}) SELECT ${ENTRY} FROM ledger l ORDER BY l.effective_on, l.id`,
  );
}

/** One entry with its jurisdiction; null where there is none inside the scope. */
export async function findEntry(
  db: Connection,
  scope: Scope,
  id: number,
): Promise<{ entry: OffsetEntry; jurisdictionId: number } | null> {
  const home = await selectRow(
    db,
    z.object({ jurisdictionId: z.int() }),
    sql`SELECT e.jurisdiction_id AS "jurisdictionId" FROM offset_entries e WHERE e.id = ${id} AND ${withinWhole(scope, sql`e.jurisdiction_id`)}`,
  );
  if (!home) return null;
  const entry = await selectRow(
    db,
    OffsetEntry,
    sql`WITH ledger AS (${ledgerOf(scope, home.jurisdictionId)}) SELECT ${ENTRY} FROM ledger l WHERE l.id = ${id}`,
  );
  return entry ? { entry, ...home } : null;
}

export async function findBalance(db: Connection, scope: Scope, jurisdictionId: number): Promise<OffsetBalance> {
  const row = await selectRow(
    db,
    OffsetBalance,
    sql`
    SELECT count(*)::int AS entries,
      COALESCE(sum(e.mu_hundredths) FILTER (WHERE e.kind = 'conversion'), 0)::float8 AS "conversionMuHundredths",
      COALESCE(sum(e.mu_hundredths) FILTER (WHERE e.kind = 'offset'), 0)::float8 AS "offsetMuHundredths",
      COALESCE(sum(${effect}), 0)::float8 AS "balanceMuHundredths"
    FROM offset_entries e WHERE e.jurisdiction_id = ${jurisdictionId} AND ${withinWhole(scope, sql`e.jurisdiction_id`)}`,
  );
  if (!row) throw new Error('An aggregate gave no row');
  return row;
}

/** Lets nobody else write into the ledger of a jurisdiction until the transaction ends; imports go on beside it. */
export const holdLedger = (db: Connection, jurisdictionId: number): Promise<unknown> =>
  takeTurn(db, `offsets ${jurisdictionId}`);

/** The lowest that the balance is on a day, after all its entries, and on any day after it. */
export async function findLowest(
  db: Connection,
  scope: Scope,
  { jurisdictionId, on }: { jurisdictionId: number; on: string },
): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ lowest: z.int() }),
    sql`
    WITH ledger AS (${ledgerOf(scope, jurisdictionId)})
    SELECT LEAST(
      COALESCE((SELECT balance FROM ledger WHERE effective_on <= ${on}::date ORDER BY effective_on DESC, id DESC LIMIT 1), 0),
      (SELECT min(balance) FROM ledger WHERE effective_on > ${on}::date)
    )::float8 AS lowest`,
  );
  return row?.lowest ?? 0;
}

export type NewEntry = {
  readonly jurisdictionId: number;
  readonly kind: OffsetKind;
  readonly on: string;
  readonly muHundredths: number;
  readonly land: string;
  readonly scenarioId: number | null;
  readonly document: string;
  readonly note: string;
  readonly shortReason: string | null;
  readonly corrects: number | null;
  readonly at: Date;
};

export async function insertEntry(db: Connection, entry: NewEntry): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ id: z.int() }),
    sql`
    INSERT INTO offset_entries (jurisdiction_id, kind, effective_on, mu_hundredths, land, scenario_id, document, note, short_reason, corrects_id, recorded_at)
    VALUES (${entry.jurisdictionId}, ${entry.kind}, ${entry.on}::date, ${entry.muHundredths}, ${entry.land}, ${entry.scenarioId}::int,
      ${entry.document}, ${entry.note}, ${entry.shortReason}, ${entry.corrects}::int, ${entry.at.toISOString()}::timestamptz)
    RETURNING id`,
  );
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  return row.id;
}

/** Whether the jurisdiction has, or had, a scenario of this id. */
export async function hasScenario(db: Connection, jurisdictionId: number, id: number): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ isThere: z.boolean() }),
    sql`SELECT EXISTS (SELECT FROM scenarios WHERE id = ${id} AND jurisdiction_id = ${jurisdictionId}) AS "isThere"`,
  );
  return row?.isThere === true;
}
