import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { OwnSession, ScopePlace } from '../../contract/accounts.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { ROLES } from '../../domain/access.ts';

/** A day of work, and an hour without any. */
const LONGEST_MS = 12 * 3_600_000;
const IDLE_MS = 3_600_000;
/** The last request is kept to this, so that not every request writes. */
const SEEN_STEP_MS = 60_000;

const seconds = (ms: number): SQL => sql`make_interval(secs => ${ms / 1000}::float8)`;
const moment = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** The condition under which a session goes on. One that is ahead of the clock does not: the clock was set back. */
const goesOn = (now: Date): SQL => sql`
  s.began_at > ${moment(now)} - ${seconds(LONGEST_MS)} AND s.seen_at > ${moment(now)} - ${seconds(IDLE_MS)}
  AND s.seen_at <= ${moment(now)} + ${seconds(SEEN_STEP_MS)}`;

/** The places of a person, with the codes that the contract speaks of and the ids by which queries ask. */
const Place = ScopePlace.extend({ jurisdictionId: z.int(), townIds: z.array(z.int()).nullable() });

/** What a person may see, as JSON; NULL: everything. */
export const placesOf = (user: SQL): SQL => sql`
  CASE WHEN ${user}.sees_everywhere THEN NULL ELSE COALESCE((
    SELECT jsonb_agg(place ORDER BY place->>'jurisdiction')
    FROM (
      SELECT jsonb_build_object('jurisdiction', j.code, 'jurisdictionId', j.id,
        'towns', CASE WHEN bool_and(t.id IS NOT NULL) THEN jsonb_agg(t.code ORDER BY t.code) END,
        'townIds', CASE WHEN bool_and(t.id IS NOT NULL) THEN jsonb_agg(t.id ORDER BY t.code) END) AS place
      FROM user_scopes x JOIN jurisdictions j ON j.id = x.jurisdiction_id LEFT JOIN towns t ON t.id = x.town_id
      WHERE x.user_id = ${user}.id GROUP BY j.id, j.code
    ) of_user), '[]') END`;

const SignedInRow = z.object({
  id: z.int(),
  name: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  places: z.array(Place).nullable(),
  isStale: z.boolean(),
});
export type SignedInRow = z.infer<typeof SignedInRow>;

/** Who is signed in by a secret, with what the person may see at this moment; null: nobody. */
export function findSignedIn(db: Connection, tokenHash: Buffer, now: Date): Promise<SignedInRow | null> {
  return selectRow(
    db,
    SignedInRow,
    sql`
    SELECT u.id, u.name, u.display_name AS "displayName", u.role, ${placesOf(sql`u`)} AS places,
      s.seen_at < ${moment(now)} - ${seconds(SEEN_STEP_MS)} AS "isStale"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = ${tokenHash} AND NOT u.is_disabled AND ${goesOn(now)}`,
  );
}

export async function touchSession(db: Connection, tokenHash: Buffer, now: Date): Promise<void> {
  await db.execute(sql`UPDATE sessions SET seen_at = ${moment(now)} WHERE token_hash = ${tokenHash}`);
}

export type NewSession = { readonly tokenHash: Buffer; readonly userId: number; readonly device: string };

/** Begins a session, and forgets those of everybody that have ended. */
export async function insertSession(
  db: Connection,
  { tokenHash, userId, device }: NewSession,
  now: Date,
): Promise<void> {
  await db.execute(sql`DELETE FROM sessions s WHERE NOT (${goesOn(now)})`);
  await db.execute(sql`
    INSERT INTO sessions (token_hash, user_id, began_at, seen_at, device)
    VALUES (${tokenHash}, ${userId}, ${moment(now)}, ${moment(now)}, ${device})`);
}

/** Ends a session; answers whose it was, null: there is none. */
export async function deleteSession(db: Connection, tokenHash: Buffer): Promise<number | null> {
  const gone = sql`DELETE FROM sessions WHERE token_hash = ${tokenHash} RETURNING user_id AS id`;
  return (await selectRow(db, z.object({ id: z.int() }), gone))?.id ?? null;
}

/** Ends the sessions of a person, but for one where it is given. */
export async function deleteSessionsOf(db: Connection, userId: number, besides?: Buffer): Promise<void> {
  const others = besides === undefined ? sql`TRUE` : sql`token_hash <> ${besides}`;
  await db.execute(sql`DELETE FROM sessions WHERE user_id = ${userId} AND ${others}`);
}

/** Names a session among those of a person; nobody comes from it to the secret. */
const NAMED = sql`substr(encode(sha256(s.token_hash), 'hex'), 1, 16)`;

/** Ends one session of a person by its name; false: there is none. */
export async function deleteNamedSession(db: Connection, userId: number, name: string): Promise<boolean> {
  const gone = sql`DELETE FROM sessions s WHERE s.user_id = ${userId} AND ${NAMED} = ${name} RETURNING s.user_id AS id`;
  return (await selectRow(db, z.object({ id: z.int() }), gone)) !== null;
}

/** Where a person is signed in, newest first. */
export function findOwnSessions(
  db: Connection,
  userId: number,
  { tokenHash, now }: { readonly tokenHash: Buffer; readonly now: Date },
): Promise<OwnSession[]> {
  return selectRows(
    db,
    OwnSession,
    sql`
    SELECT ${NAMED} AS id, s.token_hash = ${tokenHash} AS "isThis", s.device,
      to_jsonb(s.began_at) #>> '{}' AS "beganAt", to_jsonb(s.seen_at) #>> '{}' AS "seenAt"
    FROM sessions s WHERE s.user_id = ${userId} AND ${goesOn(now)} ORDER BY s.seen_at DESC, s.began_at DESC, id`,
  );
}
