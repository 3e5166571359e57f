import { z } from 'zod';
import type { AuditEntry, AuditFilter, AuditList } from '../../contract/audit.ts';
import { KeyId, readCursor, writeCursor } from '../../db/cursor.ts';
import type { Connection, Database } from '../../db/database.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { type AuditPage, findPage, findPeople } from './audit.queries.ts';

const AfterEntry = z.tuple([KeyId]);

type Asked = AuditFilter & { readonly after?: string | undefined; readonly limit: number };

/** A page of the record, the newest first, as far as the administrator sees. Errors: `request-invalid` for a cursor. */
export function listEntries(db: Database, { scope }: Actor, { after, limit, ...filter }: Asked): Promise<AuditList> {
  const [before] = after === undefined ? [null] : readCursor(after, AfterEntry);
  return inSnapshot(db, async (moment) => {
    const { items, next } = await findPage(moment, scope, { filter, before, limit });
    return { items, next: next === null ? null : writeCursor([next]), people: await findPeople(moment, scope) };
  });
}

const PAGE = 1000;

/** Every entry of a filter, the newest first. */
export async function* allEntries(db: Connection, { scope }: Actor, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  let before: number | null = null;
  do {
    const page: AuditPage = await findPage(db, scope, { filter, before, limit: PAGE });
    yield* page.items;
    before = page.next;
  } while (before !== null);
}
