import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AuditDetails, AuditKind } from '../contract/audit.ts';
import type { Actor } from '../domain/scope.ts';
import type { Connection } from './database.ts';
import { selectRow } from './sql.ts';

export type AuditDraft = { readonly [Part in keyof AuditDetails]?: object | undefined } & {
  readonly kind: AuditKind;
  /** null: in none, or in all */
  readonly jurisdictionId: number | null;
  /** To what it is done; empty: to nothing in particular */
  readonly subject: string | number;
};

/**
 * Writes down what is done, in the transaction that does it: one is not kept without the other. Call it last there,
 * since whoever writes the next entry waits until the transaction ends. Answers the number of the entry.
 */
export async function writeAudit(
  db: Connection,
  actor: Actor,
  { kind, jurisdictionId, subject, ...details }: AuditDraft,
  at: Date,
): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ id: z.int() }),
    sql`
    INSERT INTO audit_entries (at, user_id, actor, kind, jurisdiction_id, subject, details)
    VALUES (${at.toISOString()}::timestamptz, ${actor.user?.id ?? null}::int, ${nameOf(actor)}, ${kind}, ${jurisdictionId}::int,
      ${String(subject)}, ${JSON.stringify(details)}::jsonb)
    RETURNING id`,
  );
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  return row.id;
}

function nameOf({ user, by, role }: Actor): string {
  if (user !== null) return user.name;
  return by ?? (role === 'open' ? 'open' : 'nobody');
}
