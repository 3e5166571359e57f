import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AuditEntry, type AuditFilter } from '../../contract/audit.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinWhole } from '../../db/sql.ts';
import { type Scope, scopeKey } from '../../domain/scope.ts';

const MOST_PEOPLE = 500;

/** What belongs to no jurisdiction is seen by whoever sees every one whole. */
const seen = (scope: Scope, column: SQL): SQL =>
  scopeKey(scope) === 'all' ? sql`TRUE` : sql`(${column} IS NOT NULL AND ${withinWhole(scope, column)})`;

/** As many entries are looked through for words at once as are sure to be done within a second. */
const SEARCHED = 20_000;

export type AuditPage = { readonly items: AuditEntry[]; readonly next: number | null };

/** A page of entries by falling number, those before `before`. Looking for words it may hold few or none and still go on. */
export async function findPage(
  db: Connection,
  scope: Scope,
  { filter, before, limit }: { readonly filter: AuditFilter; readonly before: number | null; readonly limit: number },
): Promise<AuditPage> {
  const from = before ?? (await newestId(db)) + 1;
  const down = filter.q === undefined ? 0 : Math.max(0, from - 1 - SEARCHED);
  const items = await findEntries(db, scope, { filter, from, down, limit });
  const last = items.length === limit ? items.at(-1) : undefined;
  return { items, next: last?.id ?? (down > 0 ? down + 1 : null) };
}

async function newestId(db: Connection): Promise<number> {
  const row = await selectRow(db, z.object({ id: z.int() }), sql`SELECT COALESCE(max(id), 0) AS id FROM audit_entries`);
  return row?.id ?? 0;
}

type Asked = { readonly filter: AuditFilter; readonly from: number; readonly down: number; readonly limit: number };

/** Entries with numbers below `from` and above `down`. */
function findEntries(db: Connection, scope: Scope, { filter, from, down, limit }: Asked): Promise<AuditEntry[]> {
  return selectRows(
    db,
    AuditEntry,
    sql`
    SELECT e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
      CASE WHEN e.user_id IS NULL THEN e.actor ELSE 'person' END AS "actedAs", e.actor, e.kind,
      CASE WHEN j.id IS NOT NULL THEN jsonb_build_object('code', j.code, 'name', j.name) END AS jurisdiction,
      e.subject, e.details, encode(e.hash, 'hex') AS hash
    FROM audit_entries e LEFT JOIN jurisdictions j ON j.id = e.jurisdiction_id
    WHERE ${seen(scope, sql`e.jurisdiction_id`)} AND e.id < ${from} AND e.id > ${down} AND ${matches(filter)}
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
