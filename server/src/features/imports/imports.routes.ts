import { join } from 'node:path';
import multipart from '@fastify/multipart';
import { z } from 'zod';
import { ImportBatch, ImportDetail, ImportForm, ImportList } from '../../contract/api.ts';
import { JurisdictionCode, RowId, wholeNumber } from '../../contract/parameters.ts';
import { PROBLEMS, Problem, type ProblemKind } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import type { Actor } from '../../domain/scope.ts';
import { removeDeadUnpackFolders, removeLeftOf } from '../../formats/unpack-folder.ts';
import { file, refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { recordExport } from '../exports/record-export.ts';
import { findBatch, findBatches, findBatchRows } from './imports.queries.ts';
import { findJurisdiction } from './places.queries.ts';
import { parseForm, receiveUpload, type Upload } from './receive-upload.ts';
import { refusedCsv } from './refused-csv.ts';
import { type StartedImport, startImport } from './run-import.ts';

const UPLOAD_LIMIT_BYTES = 512 * 1024 * 1024;
const ROWS_SHOWN = 200;
/** How long a reply waits for the import: a small file is answered with its outcome, a large one with its number. */
const PATIENCE_MS = 1500;

const Id = z.object({ id: RowId });
/** Why a form or its file is refused as a whole. */
const REFUSED = refusals(
  'jurisdiction-not-found',
  'import-running',
  'upload-too-large',
  'media-type-unsupported',
  'file-empty',
  'file-unreadable',
  'archive-unsafe',
  'encoding-unknown',
  'crs-unknown',
  'axes-swapped',
  'outline-not-computed',
  'columns-missing',
  'mapping-invalid',
  'import-refused',
);
export const importRoutes: Routes = async (app, { db, clock, dataDir, uploadLimitBytes }) => {
  const limitBytes = uploadLimitBytes ?? UPLOAD_LIMIT_BYTES;
  const uploads = join(dataDir, 'uploads');
  await removeLeftOf(uploads, '');
  await removeDeadUnpackFolders();
  await app.register(multipart);

  app.post(
    '/api/imports',
    {
      config: { action: 'import', rate: 'costly' },
      schema: {
        operationId: 'importFile',
        summary: 'Import one file',
        description:
          'A small file is answered with its outcome, a large one while it runs: the batch at Location tells how far it is.',
        tags: ['imports'],
        consumes: ['multipart/form-data'],
        body: ImportForm.extend({
          file: z.file().describe('Parcels as GeoJSON, zipped Shapefile or GeoPackage; else CSV or XLSX'),
        }),
        response: { 202: ImportBatch, ...REFUSED },
      },
      validatorCompiler: () => () => true, // The form is read as it comes in, so that its file is never held.
    },
    async (request, reply) => {
      const upload = await receiveUpload(request, uploads, limitBytes);
      const started = await startUpload({ db, clock }, request.actor, upload).catch(async (error: unknown) => {
        await upload.remove();
        throw error;
      });
      const finished = started.finished.finally(upload.remove);
      finished.catch((error: unknown) => request.log.error({ err: error }, `import ${started.batch.id} stopped`));
      const batch = await Promise.race([finished, patience(started.batch.id, request.actor, db)]);
      if (batch.status === 'failed' && batch.problem)
        throw new Problem(kindOf(batch.problem.type), batch.problem.detail, batch.problem.place);
      return reply.code(202).header('location', `/api/imports/${batch.id}`).send(batch);
    },
  );

  app.get(
    '/api/imports',
    {
      config: { action: 'import' },
      schema: {
        operationId: 'listImports',
        summary: 'Imports, newest first',
        tags: ['imports'],
        querystring: z.object({
          jurisdiction: JurisdictionCode.optional(),
          before: RowId.optional().describe('The `next` of the page before'),
          limit: wholeNumber(1, 200).default(50).describe('Imports of a page; 50 when absent'),
        }),
        response: { 200: ImportList, ...refusals() },
      },
    },
    async ({ query, actor }) => {
      const items = await findBatches(db, actor.scope, {
        jurisdiction: query.jurisdiction ?? null,
        before: query.before ?? null,
        limit: query.limit,
      });
      return { items, next: items.length === query.limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/api/imports/:id',
    {
      config: { action: 'import' },
      schema: {
        operationId: 'readImport',
        summary: 'One import with the rows that did not pass silently',
        tags: ['imports'],
        params: Id,
        response: { 200: ImportDetail, ...refusals('import-not-found') },
      },
    },
    async ({ params, actor }) => {
      const batch = await requireBatch(db, actor, params.id);
      const refused = await findBatchRows(db, batch.id, { verdict: 'refused', after: 0, limit: ROWS_SHOWN });
      const warned = await findBatchRows(db, batch.id, {
        verdict: 'warned',
        after: 0,
        limit: ROWS_SHOWN - refused.length,
      });
      return { ...batch, rows: [...refused, ...warned] };
    },
  );

  app.get(
    '/api/imports/:id/refused.csv',
    {
      config: { action: 'import' },
      schema: {
        operationId: 'readRefusedRows',
        summary: 'The refused rows with their reasons, as a file',
        tags: ['imports'],
        params: Id,
        response: {
          200: file('The rows as they came, with their reasons', 'text/csv'),
          ...refusals('import-not-found'),
        },
      },
    },
    async ({ params, actor }, reply) => {
      const batch = await requireBatch(db, actor, params.id);
      const home = await findJurisdiction(db, batch.jurisdiction);
      const taken = {
        subject: `imports/${batch.id}/refused`,
        jurisdictionId: home?.id ?? null,
        format: 'csv',
        asked: { file: batch.fileName },
      };
      await recordExport({ db, clock }, actor, taken, batch.rowsRefused);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="refused-${batch.id}.csv"`)
        .header('cache-control', 'private, no-store')
        .send(refusedCsv(db, batch));
    },
  );
};

async function startUpload(
  services: { db: Database; clock: () => Date },
  actor: Actor,
  upload: Upload,
): Promise<StartedImport> {
  const { mapping, strict, ...form } = parseForm(ImportForm, upload);
  const request = {
    ...form,
    isStrict: strict,
    mapping: parseJson(mapping),
    filePath: upload.filePath,
    fileName: upload.fileName,
  };
  return startImport(services, actor, request, () => undefined);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    throw new Problem('mapping-invalid', '映射不是合法的 JSON。 The mapping is not JSON.', 'mapping');
  }
}

async function patience(id: number, actor: Actor, db: Database): Promise<ImportBatch> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return requireBatch(db, actor, id);
}

async function requireBatch(db: Database, { scope }: Actor, id: number): Promise<ImportBatch> {
  const batch = await findBatch(db, scope, id);
  if (!batch) throw new Problem('import-not-found', `没有编号为 ${id} 的导入。 No import has the number ${id}.`, 'id');
  return batch;
}

const kindOf = (type: string): ProblemKind => (type in PROBLEMS ? (type as ProblemKind) : 'internal');
