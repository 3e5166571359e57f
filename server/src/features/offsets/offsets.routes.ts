import { z } from 'zod';
import { OffsetCorrection, OffsetDraft, OffsetEntry, OffsetList, OffsetListQuery } from '../../contract/offset.ts';
import { JurisdictionCode, RowId } from '../../contract/parameters.ts';
import { readCursor, writeCursor } from '../../db/cursor.ts';
import { requireWhole } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { recordTable, takenBy } from '../exports/record-export.ts';
import { sendTable, TABLE_FILE, TableFormat } from '../exports/send-table.ts';
import { ledgerTable } from './ledger-table.ts';
import { AfterEntry, findBalance, findEntries, findLedger } from './offsets.queries.ts';
import { correctOffset, writeOffset } from './write-offset.ts';

const TAGS = ['offsets'];

/** The ledger of conversions and offsets (改一补一). */
export const offsetRoutes: Routes = async (app, { db, clock }) => {
  app.get(
    '/api/offsets',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'listOffsets',
        summary: 'Entries of the ledger with the balance after each, and the totals',
        tags: TAGS,
        querystring: OffsetListQuery,
        response: { 200: OffsetList, ...refusals('jurisdiction-not-found', 'scope-partial') },
      },
    },
    async ({ query, actor: { scope } }, reply) => {
      const after = query.after === undefined ? null : readCursor(query.after, AfterEntry);
      reply.header('cache-control', 'private, no-cache');
      return inSnapshot(db, async (moment) => {
        const { id } = await requireWhole(moment, scope, query.jurisdiction);
        const items = await findEntries(moment, scope, { jurisdictionId: id, after, limit: query.limit });
        const last = items.length === query.limit ? items.at(-1) : undefined;
        return {
          items,
          next: last ? writeCursor([last.on, last.id]) : null,
          total: await findBalance(moment, scope, id),
        };
      });
    },
  );

  app.post(
    '/api/offsets',
    {
      config: { action: 'keep-offsets' },
      schema: {
        operationId: 'writeOffset',
        summary: 'Enter a conversion or an offset',
        description: 'Entries are never changed. One that takes the balance below zero must say why.',
        tags: TAGS,
        body: OffsetDraft,
        response: {
          201: OffsetEntry,
          ...refusals(
            'jurisdiction-not-found',
            'scope-partial',
            'scenario-not-found',
            'offset-short',
            'media-type-unsupported',
          ),
        },
      },
    },
    async ({ body, actor }, reply) => reply.code(201).send(await writeOffset({ db, clock }, actor, body)),
  );

  app.post(
    '/api/offsets/:id/correction',
    {
      config: { action: 'keep-offsets' },
      schema: {
        operationId: 'correctOffset',
        summary: 'Take an entry back by a counter-entry that points to it',
        tags: TAGS,
        params: z.object({ id: RowId }),
        body: OffsetCorrection,
        response: {
          201: OffsetEntry,
          ...refusals('offset-not-found', 'offset-corrected', 'offset-short', 'media-type-unsupported'),
        },
      },
    },
    async ({ params, body, actor }, reply) =>
      reply.code(201).send(await correctOffset({ db, clock }, actor, params.id, body)),
  );

  app.get(
    '/api/exports/offsets.:format',
    {
      config: { action: 'export', rate: 'costly' },
      schema: {
        operationId: 'exportOffsets',
        summary: 'The whole ledger as a table with its totals',
        tags: ['exports'],
        params: TableFormat,
        querystring: z.object({ jurisdiction: JurisdictionCode }),
        response: { ...TABLE_FILE, ...refusals('jurisdiction-not-found', 'scope-partial') },
      },
    },
    async ({ params, query, actor }, reply) => {
      const { scope } = actor;
      const { id, table } = await inSnapshot(db, async (moment) => {
        const jurisdiction = await requireWhole(moment, scope, query.jurisdiction);
        const head = { jurisdiction, revision: (await currentRevision(moment)).id, at: clock(), by: takenBy(actor) };
        const entries = await findLedger(moment, scope, jurisdiction.id);
        const balance = await findBalance(moment, scope, jurisdiction.id);
        return { id: jurisdiction.id, table: ledgerTable(head, entries, balance) };
      });
      const taken = { subject: 'offsets', jurisdictionId: id, format: params.format, asked: {} };
      const recorded = await recordTable({ db, clock }, actor, taken, table);
      return sendTable(reply, params.format, `offsets-${query.jurisdiction}`, recorded);
    },
  );
};
