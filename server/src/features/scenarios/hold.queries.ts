import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { HOLD_SECONDS, ScenarioHold } from '../../contract/scenario.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

const HOLD = sql`
  editor_name AS name, to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since,
  to_char(seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "seenAt"`;

export type HoldAsk = {
  readonly scenarioId: number;
  readonly tokenHash: string;
  readonly name: string;
  readonly takeOver: boolean;
  readonly at: Date;
};

/** Takes or renews a hold in one statement; null where another editor gave a sign within two minutes and is not to be passed over. */
export const takeHold = (
  db: Connection,
  { scenarioId, tokenHash, name, takeOver, at }: HoldAsk,
): Promise<ScenarioHold | null> =>
  selectRow(
    db,
    ScenarioHold,
    sql`
    INSERT INTO scenario_holds AS h (scenario_id, token_hash, editor_name, since, seen_at)
    VALUES (${scenarioId}, ${tokenHash}, ${name}, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz)
    ON CONFLICT (scenario_id) DO UPDATE SET
      token_hash = EXCLUDED.token_hash, editor_name = EXCLUDED.editor_name, seen_at = EXCLUDED.seen_at,
      since = CASE WHEN h.token_hash = EXCLUDED.token_hash THEN h.since ELSE EXCLUDED.since END
    WHERE ${takeOver}::boolean OR h.token_hash = EXCLUDED.token_hash
      OR h.seen_at <= EXCLUDED.seen_at - ${HOLD_SECONDS} * INTERVAL '1 second'
    RETURNING ${HOLD}`,
  );

/** Whoever holds a scenario, lately seen or not. */
export const findHold = (db: Connection, scenarioId: number): Promise<ScenarioHold | null> =>
  selectRow(db, ScenarioHold, sql`SELECT ${HOLD} FROM scenario_holds WHERE scenario_id = ${scenarioId}`);

/** Gives a hold back; another editor's is left as it is. */
export async function dropHold(db: Connection, scenarioId: number, tokenHash: string): Promise<void> {
  await db.execute(sql`DELETE FROM scenario_holds WHERE scenario_id = ${scenarioId} AND token_hash = ${tokenHash}`);
}

/** What a writer must know of a scenario. */
const Locked = z.object({
  version: z.int(),
  name: z.string(),
  jurisdictionId: z.int(),
  year: z.int(),
  deletedAt: z.string().nullable(),
});

export type LockedScenario = z.infer<typeof Locked>;

/** The scenario for one writer at a time until the transaction ends; null where there is none. */
export const lockScenario = (db: Connection, scope: Scope, scenarioId: number): Promise<LockedScenario | null> =>
  selectRow(
    db,
    Locked,
    sql`
    SELECT version, name, jurisdiction_id AS "jurisdictionId", year,
      to_char(deleted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "deletedAt"
    FROM scenarios WHERE id = ${scenarioId} AND ${withinWhole(scope, sql`jurisdiction_id`)} FOR UPDATE`,
  );
