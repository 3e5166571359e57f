import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { User } from '../../contract/accounts.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import type { Role } from '../../domain/access.ts';
import { placesOf } from './sessions.queries.ts';

const usersWhere = (condition: SQL): SQL => sql`
  SELECT u.id, u.name, u.display_name AS "displayName", u.role, u.is_disabled AS "isDisabled", u.version,
    (SELECT jsonb_agg(place - 'jurisdictionId' - 'townIds') FROM jsonb_array_elements(${placesOf(sql`u`)}) AS place) AS places,
    u.sees_everywhere AS "seesEverywhere", u.password_hash IS NOT NULL AS "hasPassword",
    (SELECT to_jsonb(max(s.seen_at)) #>> '{}' FROM sessions s WHERE s.user_id = u.id) AS "seenAt"
  FROM users u WHERE ${condition} ORDER BY u.name`;

const UserRow = User.omit({ scope: true }).extend({ places: User.shape.scope, seesEverywhere: z.boolean() });

/** A person who sees no place has a scope of none, and not of all. */
const readUser = ({ places, seesEverywhere, ...user }: z.infer<typeof UserRow>): User => ({
  ...user,
  scope: seesEverywhere ? null : (places ?? []),
});

export const findUsers = async (db: Connection): Promise<User[]> =>
  (await selectRows(db, UserRow, usersWhere(sql`TRUE`))).map(readUser);

export async function findUser(db: Connection, id: number): Promise<User | null> {
  const row = await selectRow(db, UserRow, usersWhere(sql`u.id = ${id}`));
  return row && readUser(row);
}

/** Nobody else changes people until the transaction ends: whether an administrator is left is asked of all of them. */
export async function lockUsers(db: Connection): Promise<void> {
  await db.execute(sql`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`);
}

/** Administrators who can act: not disabled, with a password, and of every place. */
export async function countAdministrators(db: Connection): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ people: z.int() }),
    sql`
    SELECT count(*)::int AS people FROM users
    WHERE role = 'administrator' AND NOT is_disabled AND password_hash IS NOT NULL AND sees_everywhere`,
  );
  return row?.people ?? 0;
}

/** A place by ids; no towns: all of it. */
export type KeptPlace = { readonly jurisdictionId: number; readonly townIds: readonly number[] | null };
export type UserFields = {
  readonly displayName: string;
  readonly role: Role;
  /** null: everything */
  readonly places: readonly KeptPlace[] | null;
};

/** The id of the new person; null: the name is taken. */
export async function insertUser(
  db: Connection,
  { name, displayName, role, places }: UserFields & { readonly name: string },
  now: Date,
): Promise<number | null> {
  const row = await selectRow(
    db,
    z.object({ id: z.int() }),
    sql`
    INSERT INTO users (name, display_name, role, sees_everywhere, created_at)
    VALUES (${name}, ${displayName}, ${role}, ${places === null}, ${now.toISOString()}::timestamptz)
    ON CONFLICT (name) DO NOTHING RETURNING id`,
  );
  if (row) await insertPlaces(db, row.id, places ?? []);
  return row?.id ?? null;
}

export async function updateUser(
  db: Connection,
  userId: number,
  { displayName, role, places, isDisabled }: UserFields & { readonly isDisabled: boolean },
): Promise<void> {
  await db.execute(sql`
    UPDATE users SET display_name = ${displayName}, role = ${role}, sees_everywhere = ${places === null},
      is_disabled = ${isDisabled}, version = version + 1 WHERE id = ${userId}`);
  await db.execute(sql`DELETE FROM user_scopes WHERE user_id = ${userId}`);
  await insertPlaces(db, userId, places ?? []);
}

async function insertPlaces(db: Connection, userId: number, places: readonly KeptPlace[]): Promise<void> {
  const rows = places.flatMap(({ jurisdictionId, townIds }) =>
    (townIds ?? [null]).map((townId) => ({ jurisdictionId, townId })),
  );
  await db.execute(sql`
    INSERT INTO user_scopes (user_id, jurisdiction_id, town_id)
    SELECT DISTINCT ${userId}::int, j, t
    FROM unnest(${sql.param(rows.map(({ jurisdictionId }) => jurisdictionId))}::int[], ${sql.param(rows.map(({ townId }) => townId))}::int[]) AS given (j, t)`);
}

const Named = z.object({ id: z.int(), code: z.string() });

export const findJurisdictions = (db: Connection, codes: readonly string[]): Promise<z.infer<typeof Named>[]> =>
  selectRows(
    db,
    Named,
    sql`SELECT id, code FROM jurisdictions WHERE code = ANY (${sql.param([...codes])}::text[]) ORDER BY id`,
  );

export const findTowns = (db: Connection, jurisdictionId: number): Promise<z.infer<typeof Named>[]> =>
  selectRows(db, Named, sql`SELECT id, code FROM towns WHERE jurisdiction_id = ${jurisdictionId} ORDER BY id`);
