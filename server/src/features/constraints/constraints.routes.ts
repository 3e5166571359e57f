import { join } from 'node:path';
import multipart from '@fastify/multipart';
import { z } from 'zod';
import {
  ConstraintForm,
  ConstraintImport,
  ConstraintLayer,
  ConstraintLayerList,
  type ConstraintProgress,
  ConstraintReply,
} from '../../contract/constraint.ts';
import { JurisdictionCode, RowId } from '../../contract/parameters.ts';
import { Problem } from '../../contract/problem.ts';
import { requireJurisdiction } from '../../db/places.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { parseForm, receiveUpload } from '../imports/receive-upload.ts';
import { importConstraints, removeConstraints } from './import-constraints.ts';
import { findLayers } from './layers.queries.ts';

const TAGS = ['constraints'];
const UPLOAD_LIMIT_BYTES = 512 * 1024 * 1024;

/** Ends an import whose sender has gone: nobody reads it. */
const cancelled = (): Problem =>
  new Problem(
    'request-invalid',
    '导入已取消，图层没有改动。 The import was cancelled; the layer is as it was.',
    'file',
  );

/** Layers that bind planning: control lines, farmland, red lines, planned roads. */
export const constraintRoutes: Routes = async (app, { db, clock, dataDir, uploadLimitBytes }) => {
  const uploads = join(dataDir, 'uploads');
  /** How far the imports of this server are, by jurisdiction: one runs at a time. */
  const underWay = new Map<string, ConstraintProgress>();
  await app.register(multipart);

  app.get(
    '/api/constraint-layers/progress',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'followConstraintImport',
        summary: 'How far the import of a constraint layer is that runs now',
        tags: TAGS,
        querystring: z.object({ jurisdiction: JurisdictionCode }),
        response: { 200: ConstraintImport, ...refusals('jurisdiction-not-found') },
      },
    },
    async ({ query, actor }, reply) => {
      await requireJurisdiction(db, actor.scope, query.jurisdiction);
      reply.header('cache-control', 'no-store');
      return { progress: underWay.get(query.jurisdiction) ?? null };
    },
  );

  app.get(
    '/api/constraint-layers',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'listConstraintLayers',
        summary: 'Constraint layers of a jurisdiction with their areas',
        tags: TAGS,
        querystring: z.object({ jurisdiction: JurisdictionCode }),
        response: { 200: ConstraintLayerList, ...refusals('jurisdiction-not-found') },
      },
    },
    async ({ query, actor }, reply) => {
      const { id } = await requireJurisdiction(db, actor.scope, query.jurisdiction);
      reply.header('cache-control', 'private, no-cache');
      return { items: await findLayers(db, actor.scope, id) };
    },
  );

  app.post(
    '/api/constraint-layers',
    {
      config: { action: 'import', rate: 'costly' },
      schema: {
        operationId: 'importConstraintLayer',
        summary: 'Bring in a constraint layer, or replace it as a whole',
        description:
          'A layer takes the place of the one of its kind; of the kind `other`, of the one of its name. One feature that cannot be read keeps the file out.',
        tags: TAGS,
        consumes: ['multipart/form-data'],
        body: ConstraintForm.extend({
          file: z.file().describe('Areas as GeoJSON, zipped Shapefile, GeoPackage, KML or DXF'),
        }),
        response: {
          201: ConstraintReply,
          ...refusals(
            'jurisdiction-not-found',
            'scope-partial',
            'import-running',
            'upload-too-large',
            'media-type-unsupported',
            'file-empty',
            'file-unreadable',
            'archive-unsafe',
            'encoding-unknown',
            'crs-unknown',
            'axes-swapped',
            'boundary-is-line',
            'outline-not-computed',
            'mapping-invalid',
          ),
        },
      },
      validatorCompiler: () => () => true, // The form is read as it comes in, so that its file is never held.
    },
    async (request, reply) => {
      const upload = await receiveUpload(request, uploads, uploadLimitBytes ?? UPLOAD_LIMIT_BYTES);
      const told = new Set<string>(); // An import that is refused the lock has none to take away.
      try {
        const form = parseForm(ConstraintForm, upload);
        const { filePath, fileName } = upload;
        const made = await importConstraints(
          { db, clock },
          request.actor,
          { ...form, filePath, fileName },
          (progress) => {
            if (reply.raw.destroyed) throw cancelled();
            told.add(form.jurisdiction);
            underWay.set(form.jurisdiction, progress);
          },
        );
        return reply.code(201).send(made);
      } finally {
        for (const code of told) underWay.delete(code);
        await upload.remove();
      }
    },
  );

  app.delete(
    '/api/constraint-layers/:id',
    {
      config: { action: 'import' },
      schema: {
        operationId: 'removeConstraintLayer',
        summary: 'Take a constraint layer away',
        tags: TAGS,
        params: z.object({ id: RowId }),
        response: { 200: ConstraintLayer.describe('As it was'), ...refusals('constraint-layer-not-found') },
      },
    },
    async ({ params, actor }) => removeConstraints({ db, clock }, actor, params.id),
  );
};
