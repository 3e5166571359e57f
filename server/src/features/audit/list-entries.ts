import { z } from 'zod';
import type { AuditEntry, AuditFilter, AuditList } from '../../contract/audit.ts';
import { KeyId, readCursor, writeCursor } from '../../db/cursor.ts';
import type { Connection, Database } from '../../db/database.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { findEntries, findPeople } from './audit.queries.ts';

const AfterEntry = z.tuple([KeyId]);

type Asked = AuditFilter & { readonly after?: string | undefined; readonly limit: number };

/** A page of the record, the newest first, as far as the administrator sees. Errors: `request-invalid` for a cursor. */
export function listEntries(db: Database, { scope }: Actor, { after, limit, ...filter }: Asked): Promise<AuditList> {
  const [before] = after === undefined ? [null] : readCursor(after, AfterEntry);
  return inSnapshot(db, async (moment) => {
    const items = await findEntries(moment, scope, { filter, before, limit });
    const last = items.length === limit ? items.at(-1) : undefined;
    return { items, next: last ? writeCursor([last.id]) : null, people: await findPeople(moment, scope) };
  });
}

const PAGE = 1000;

/** Every entry of a filter, the newest first. */
export async function* allEntries(db: Connection, { scope }: Actor, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  let before: number | null = null;
  for (;;) {
    const page: AuditEntry[] = await findEntries(db, scope, { filter, before, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last.id;
  }
}
