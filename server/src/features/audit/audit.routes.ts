import { z } from 'zod';
import { AUDIT_KIND_NAMES, AuditFilter, AuditList, AuditListQuery } from '../../contract/audit.ts';
import { oneOf } from '../../contract/parameters.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { ReasonQuery, recordTable, takenFor } from '../exports/record-export.ts';
import { sendTable, TABLE_FILE } from '../exports/send-table.ts';
import { auditTable } from './audit-table.ts';
import { allEntries, listEntries } from './list-entries.ts';

/** What was done, by whom and when: for administrators. */
export const auditRoutes: Routes = async (app, { db, clock }) => {
  app.get(
    '/api/audit',
    {
      config: { action: 'administer' },
      schema: {
        operationId: 'listAudit',
        summary: 'The record of what was done, the newest first',
        description: 'What belongs to no jurisdiction is shown to administrators who see every one.',
        tags: ['audit'],
        querystring: AuditListQuery,
        response: { 200: AuditList, ...refusals() },
      },
    },
    ({ query, actor }, reply) => {
      reply.header('cache-control', 'private, no-store');
      return listEntries(db, actor, query);
    },
  );

  app.get(
    '/api/exports/audit.:format',
    {
      config: { action: 'administer', rate: 'costly' },
      schema: {
        operationId: 'exportAudit',
        summary: 'The record of what was done as a table',
        tags: ['exports'],
        params: z.object({ format: oneOf(['csv', 'xlsx']) }),
        querystring: AuditFilter.extend(ReasonQuery.shape),
        response: { ...TABLE_FILE, ...refusals('reason-needed') },
      },
    },
    async ({ params: { format }, query: { reason, ...filter }, actor }, reply) => {
      const head = { filter: filterWords(filter), at: clock(), by: takenFor(actor, reason) };
      const table = auditTable(head, allEntries(db, actor, filter));
      const taken = { subject: 'audit', jurisdictionId: null, format, reason, asked: filter };
      return sendTable(reply, format, 'audit', await recordTable({ db, clock }, actor, taken, table));
    },
  );
};

function filterWords({ kind, person, jurisdiction, from, to, q }: AuditFilter): string {
  const words = [
    kind && AUDIT_KIND_NAMES[kind],
    person && `人员 ${person}`,
    jurisdiction && `辖区 ${jurisdiction}`,
    (from || to) && `${from ?? ''} 至 ${to ?? ''}`,
    q && `含“${q}”`,
  ].filter(Boolean);
  return words.length === 0 ? '全部' : words.join('，');
}
