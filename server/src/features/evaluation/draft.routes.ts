import {
  ChangeList,
  ChangesFileRequest,
  ChangesRequest,
  CloseReply,
  CloseRequest,
  MethodDraft,
  PreviewReply,
  PublishReply,
  PublishRequest,
} from '../../contract/evaluation-preview.ts';
import { writeCsv } from '../../formats/write-csv.ts';
import { file, refusals } from '../../http/replies.ts';
import type { App, FeatureServices } from '../../http/services.ts';
import { closeYear } from '../assessment/close-year.ts';
import { publishMethod } from '../assessment/publish-method.ts';
import { ReasonQuery } from '../exports/record-export.ts';
import { changesTable } from './changes-table.ts';
import { listChanges } from './list-changes.ts';
import { previewMethod } from './preview-method.ts';
import { readMethod } from './read-method.ts';
import { tierStore } from './scored-draft.ts';

const TAGS = ['evaluation'];
const OF_YEAR = ['jurisdiction-not-found', 'year-without-data'] as const;

/** What becomes of a draft: its preview, who changes class by it, its publication; and the end of a year. */
export function draftRoutes(app: App, services: FeatureServices): void {
  previewRoutes(app, services);
  app.post(
    '/api/evaluation/methods',
    {
      config: { action: 'evaluate', rate: 'costly' },
      schema: {
        operationId: 'publishMethod',
        summary: 'Publishes a method as a new version and evaluates its year anew',
        tags: TAGS,
        body: PublishRequest,
        response: { 200: PublishReply, ...refusals(...OF_YEAR, 'method-invalid', 'method-unchanged', 'year-closed') },
      },
    },
    ({ body, actor }) => publishMethod(services, actor, { ...body, definition: readMethod(body.definition) }),
  );
  app.post(
    '/api/evaluation/close',
    {
      config: { action: 'evaluate' },
      schema: {
        operationId: 'closeYear',
        summary: 'Closes a year for good: it keeps its methods and classes, whatever becomes known later',
        tags: TAGS,
        body: CloseRequest,
        response: { 200: CloseReply, ...refusals(...OF_YEAR) },
      },
    },
    ({ body, actor }) => closeYear(services, actor, body),
  );
}

function previewRoutes(app: App, { db, clock }: FeatureServices): void {
  const workshop = { db, clock, store: tierStore() };
  const refused = refusals(...OF_YEAR, 'method-invalid');
  app.post(
    '/api/evaluation/preview',
    {
      config: { action: 'evaluate' },
      schema: {
        operationId: 'previewMethod',
        summary: 'What a draft of a method would give, without keeping it',
        tags: TAGS,
        body: MethodDraft,
        response: { 200: PreviewReply, ...refused },
      },
    },
    ({ body, actor }) => previewMethod(workshop, actor, { ...body, definition: readMethod(body.definition) }),
  );
  app.post(
    '/api/evaluation/preview/changes',
    {
      config: { action: 'evaluate' },
      schema: {
        operationId: 'listDraftChanges',
        summary: 'The enterprises that a draft puts in another class, page by page',
        tags: TAGS,
        body: ChangesRequest,
        response: { 200: ChangeList, ...refused },
      },
    },
    ({ body, actor }) => listChanges(workshop, actor, { ...body, definition: readMethod(body.definition) }),
  );
  app.post(
    '/api/evaluation/preview/changes.csv',
    {
      config: { action: 'evaluate', rate: 'costly' },
      schema: {
        operationId: 'exportDraftChanges',
        summary: 'All enterprises that a draft puts in another class, as a table with its count',
        tags: TAGS,
        body: ChangesFileRequest,
        querystring: ReasonQuery,
        response: {
          200: file('The table, as an attachment', 'text/csv'),
          ...refusals(...OF_YEAR, 'method-invalid', 'reason-needed'),
        },
      },
    },
    async ({ body, query: { reason }, actor }, reply) => {
      const table = await changesTable(workshop, actor, { ...body, definition: readMethod(body.definition) }, reason);
      reply
        .header('content-disposition', `attachment; filename="draft-changes-${body.jurisdiction}-${body.year}.csv"`)
        .header('cache-control', 'private, no-store')
        .type('text/csv; charset=utf-8');
      return reply.send(writeCsv(table));
    },
  );
}
