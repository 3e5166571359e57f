import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, takeTurn } from '../../db/sql.ts';

const Known = z.object({
  id: z.int(),
  name: z.string(),
  displayName: z.string(),
  passwordHash: z.string().nullable(),
  isDisabled: z.boolean(),
});
export type KnownUser = z.infer<typeof Known>;
const KNOWN = sql`u.id, u.name, u.display_name AS "displayName", u.password_hash AS "passwordHash", u.is_disabled AS "isDisabled"`;

export const findByName = (db: Connection, name: string): Promise<KnownUser | null> =>
  selectRow(db, Known, sql`SELECT ${KNOWN} FROM users u WHERE u.name = ${name}`);

export const findKnown = (db: Connection, id: number): Promise<KnownUser | null> =>
  selectRow(db, Known, sql`SELECT ${KNOWN} FROM users u WHERE u.id = ${id}`);

/** null: none, until one is chosen by a link. */
export async function setPassword(db: Connection, userId: number, passwordHash: string | null): Promise<void> {
  await db.execute(sql`UPDATE users SET password_hash = ${passwordHash}, version = version + 1 WHERE id = ${userId}`);
}

/** Keeps a link, in place of a former one of the same person. */
export async function replaceLink(
  db: Connection,
  { tokenHash, userId, expiresAt }: { readonly tokenHash: Buffer; readonly userId: number; readonly expiresAt: Date },
): Promise<void> {
  await db.execute(sql`
    INSERT INTO sign_in_links (token_hash, user_id, expires_at)
    VALUES (${tokenHash}, ${userId}, ${expiresAt.toISOString()}::timestamptz)
    ON CONFLICT (user_id) DO UPDATE SET token_hash = EXCLUDED.token_hash, expires_at = EXCLUDED.expires_at`);
}

export async function deleteLinkOf(db: Connection, userId: number): Promise<void> {
  await db.execute(sql`DELETE FROM sign_in_links WHERE user_id = ${userId}`);
}

/** Whom a link is for that still holds; null: nobody. */
export const findLink = (db: Connection, tokenHash: Buffer, now: Date): Promise<KnownUser | null> =>
  selectRow(
    db,
    Known,
    sql`
    SELECT ${KNOWN} FROM sign_in_links l JOIN users u ON u.id = l.user_id
    WHERE l.token_hash = ${tokenHash} AND l.expires_at > ${now.toISOString()}::timestamptz AND NOT u.is_disabled`,
  );

/** Takes a link, so that nobody uses it again; false: somebody else was faster. */
export async function takeLink(db: Connection, tokenHash: Buffer): Promise<boolean> {
  const taken = sql`DELETE FROM sign_in_links WHERE token_hash = ${tokenHash} RETURNING user_id AS id`;
  return (await selectRow(db, z.object({ id: z.int() }), taken)) !== null;
}

const Failures = z.object({ triedHash: z.string(), failures: z.int(), lastMs: z.number() });
export type Failures = z.infer<typeof Failures>;

const texts = (given: readonly string[]): SQL => sql`${sql.param([...given])}::text[]`;

/** Attempts by one name are counted one after another, so that a hundred at once are a hundred. */
export async function lockAttempts(db: Connection, nameHash: string): Promise<void> {
  await takeTurn(db, `sign-in ${nameHash}`);
}

export const findFailures = (db: Connection, tried: readonly string[]): Promise<Failures[]> =>
  selectRows(
    db,
    Failures,
    sql`
    SELECT tried_hash AS "triedHash", failures, extract(epoch FROM last_at)::float8 * 1000 AS "lastMs"
    FROM sign_in_failures WHERE tried_hash = ANY (${texts(tried)}) ORDER BY tried_hash`,
  );

/** Counts one more failure of each, and forgets those of long ago. */
export async function countFailure(
  db: Connection,
  tried: readonly string[],
  { now, forgetBefore }: { readonly now: Date; readonly forgetBefore: Date },
): Promise<void> {
  await db.execute(sql`DELETE FROM sign_in_failures WHERE last_at < ${forgetBefore.toISOString()}::timestamptz`);
  await db.execute(sql`
    INSERT INTO sign_in_failures (tried_hash, failures, last_at)
    SELECT t, 1, ${now.toISOString()}::timestamptz FROM unnest(${texts(tried)}) AS t ORDER BY t
    ON CONFLICT (tried_hash) DO UPDATE SET failures = sign_in_failures.failures + 1, last_at = EXCLUDED.last_at`);
}

/** Takes back one failure of each: the attempt was right after all. */
export async function forgetFailures(db: Connection, tried: readonly string[]): Promise<void> {
  await db.execute(sql`DELETE FROM sign_in_failures WHERE tried_hash = ANY (${texts(tried)})`);
}
