import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow } from '../../db/sql.ts';

const Attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnPath: z.string() });
/** What was sent to the provider with somebody, and has to fit what comes back. */
export type Attempt = z.infer<typeof Attempt>;

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** Keeps an attempt for the browser that makes it, and forgets those of everybody that are too old. */
export async function insertAttempt(
  db: Connection,
  { state, nonce, verifier, returnPath }: Attempt,
  { browserHash, now, expiresAt }: { readonly browserHash: Buffer; readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  await db.execute(sql`DELETE FROM openid_attempts WHERE expires_at <= ${moment(now)}`);
  await db.execute(sql`
    INSERT INTO openid_attempts (browser_hash, state, nonce, verifier, return_path, expires_at)
    VALUES (${browserHash}, ${state}, ${nonce}, ${verifier}, ${returnPath}, ${moment(expiresAt)})`);
}

/** Takes the attempt of a browser, so that no second answer fits it; null: there is none that still holds. */
export const takeAttempt = (db: Connection, browserHash: Buffer, now: Date): Promise<Attempt | null> =>
  selectRow(
    db,
    Attempt,
    sql`
    WITH taken AS (DELETE FROM openid_attempts WHERE browser_hash = ${browserHash} RETURNING *)
    SELECT state, nonce, verifier, return_path AS "returnPath" FROM taken WHERE expires_at > ${moment(now)}`,
  );

/** A person as a provider knows it. */
export type Identity = { readonly issuer: string; readonly subject: string };

const Bound = z.object({ id: z.int(), name: z.string(), isDisabled: z.boolean() });
export type Bound = z.infer<typeof Bound>;
const BOUND = sql`u.id, u.name, u.is_disabled AS "isDisabled"`;

export const findBound = (db: Connection, { issuer, subject }: Identity): Promise<Bound | null> =>
  selectRow(
    db,
    Bound,
    sql`SELECT ${BOUND} FROM users u WHERE u.openid_issuer = ${issuer} AND u.openid_subject = ${subject}`,
  );

/**
 * Binds whoever was invited under a name and has come in by no way yet; null: nobody is. Administrators are left out:
 * the first one is there before anybody was invited, and a name alone is too little for what they may do.
 */
export const bindInvited = (db: Connection, name: string, { issuer, subject }: Identity): Promise<Bound | null> =>
  selectRow(
    db,
    Bound,
    sql`
    UPDATE users u SET openid_issuer = ${issuer}, openid_subject = ${subject}, version = version + 1
    WHERE u.name = ${name} AND u.password_hash IS NULL AND u.openid_subject IS NULL AND NOT u.is_disabled
      AND u.role <> 'administrator'
    RETURNING ${BOUND}`,
  );

/** Whoever is given a new link begins anew, as invited. */
export async function unbind(db: Connection, userId: number): Promise<void> {
  await db.execute(sql`UPDATE users SET openid_issuer = NULL, openid_subject = NULL WHERE id = ${userId}`);
}
