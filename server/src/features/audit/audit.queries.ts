import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AuditEntry, type AuditFilter } from '../../contract/audit.ts';
import type { Connection } from '../../db/database.ts';
import { selectRows, withinWhole } from '../../db/sql.ts';
import { type Scope, scopeKey } from '../../domain/scope.ts';

const MOST_PEOPLE = 500;

/** What belongs to no jurisdiction is seen by whoever sees every one whole. */
const seen = (scope: Scope, column: SQL): SQL =>
  scopeKey(scope) === 'all' ? sql`TRUE` : sql`(${column} IS NOT NULL AND ${withinWhole(scope, column)})`;

/** Entries by falling number, those before `before`. */
export function findEntries(
  db: Connection,
  scope: Scope,
  { filter, before, limit }: { readonly filter: AuditFilter; readonly before: number | null; readonly limit: number },
): Promise<AuditEntry[]> {
  return selectRows(
    db,
    AuditEntry,
    sql`
    SELECT e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
      CASE WHEN e.user_id IS NULL THEN e.actor ELSE 'person' END AS "actedAs", e.actor, e.kind,
      CASE WHEN j.id IS NOT NULL THEN jsonb_build_object('code', j.code, 'name', j.name) END AS jurisdiction,
      e.subject, e.details, encode(e.hash, 'hex') AS hash
    FROM audit_entries e LEFT JOIN jurisdictions j ON j.id = e.jurisdiction_id
    WHERE ${seen(scope, sql`e.jurisdiction_id`)} AND ${before === null ? sql`TRUE` : sql`e.id < ${before}`} AND ${matches(filter)}
    ORDER BY e.id DESC LIMIT ${limit}`,
  );
}

function matches({ kind, person, jurisdiction, from, to, q }: AuditFilter): SQL {
  const asked = [
    kind === undefined ? null : sql`e.kind = ${kind}`,
    person === undefined ? null : sql`e.actor = ${person}`,
    jurisdiction === undefined
      ? null
      : sql`e.jurisdiction_id = (SELECT id FROM jurisdictions WHERE code = ${jurisdiction})`,
    from === undefined ? null : sql`e.at >= ${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`,
    to === undefined ? null : sql`e.at < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`,
    q === undefined ? null : sql`(e.subject ILIKE ${part(q)} OR e.details::text ILIKE ${part(q)})`,
  ].filter((condition) => condition !== null);
  return asked.length === 0 ? sql`TRUE` : sql.join(asked, sql` AND `);
}

const part = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Everybody who is named, each found by one step down the index. */
export async function findPeople(db: Connection, scope: Scope): Promise<string[]> {
  const condition = seen(scope, sql`jurisdiction_id`);
  const rows = await selectRows(
    db,
    z.object({ actor: z.string() }),
    sql`
    WITH RECURSIVE named AS (
      (SELECT actor FROM audit_entries WHERE ${condition} ORDER BY actor LIMIT 1)
      UNION ALL
      SELECT (SELECT e.actor FROM audit_entries e WHERE e.actor > named.actor AND ${condition} ORDER BY e.actor LIMIT 1)
      FROM named WHERE named.actor IS NOT NULL
    )
    SELECT actor FROM named WHERE actor IS NOT NULL ORDER BY actor LIMIT ${MOST_PEOPLE}`,
  );
  return rows.map((row) => row.actor);
}

/** An entry with all that its hash is made of, each as the database writes it. */
const ChainLink = z.object({
  id: z.int(),
  atUs: z.string(),
  userId: z.string().nullable(),
  actor: z.string(),
  kind: z.string(),
  jurisdictionId: z.string().nullable(),
  subject: z.string(),
  details: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});
export type ChainLink = z.infer<typeof ChainLink>;

/** The entries after one, by rising number. */
export function findLinks(db: Connection, after: number, limit: number): Promise<ChainLink[]> {
  return selectRows(
    db,
    ChainLink,
    sql`
    SELECT id, (extract(epoch FROM at) * 1000000)::bigint::text AS "atUs", user_id::text AS "userId", actor, kind,
      jurisdiction_id::text AS "jurisdictionId", subject, details::text AS details,
      encode(prev_hash, 'hex') AS "prevHash", encode(hash, 'hex') AS hash
    FROM audit_entries WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  );
}
