import { join } from 'node:path';
import multipart from '@fastify/multipart';
import { z } from 'zod';
import { BoundaryFile, BoundaryForm, BoundaryUnion, BoundaryUnionRequest } from '../../contract/boundary-file.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { parseForm, receiveUpload } from '../imports/receive-upload.ts';
import { readBoundaries } from './read-boundaries.ts';
import { uniteAreas } from './unite-boundaries.ts';

const UPLOAD_LIMIT_BYTES = 64 * 1024 * 1024;
/** Room for all the positions that a file may bring. */
const UNION_BYTES = 16 * 1024 * 1024;

/** Boundaries out of files, for a zone that is being drawn. */
export const boundaryRoutes: Routes = async (app, { db, dataDir, uploadLimitBytes }) => {
  const limitBytes = Math.min(uploadLimitBytes ?? UPLOAD_LIMIT_BYTES, UPLOAD_LIMIT_BYTES);
  const uploads = join(dataDir, 'uploads');
  await app.register(multipart);

  app.post(
    '/api/boundaries',
    {
      config: { action: 'plan', rate: 'costly' },
      schema: {
        operationId: 'readBoundaryFile',
        summary: 'Areas of a file that may become the boundary of a zone',
        description:
          'Nothing is stored. Where the file does not name its system, `crs` is null and the suggestions say which would fit.',
        tags: ['zones'],
        consumes: ['multipart/form-data'],
        body: BoundaryForm.extend({
          file: z.file().describe('GeoJSON, zipped Shapefile, GeoPackage, KML, KMZ or DXF of at most 64 MB'),
        }),
        response: {
          200: BoundaryFile,
          ...refusals(
            'jurisdiction-not-found',
            'upload-too-large',
            'media-type-unsupported',
            'file-empty',
            'file-unreadable',
            'archive-unsafe',
            'encoding-unknown',
            'crs-unknown',
            'axes-swapped',
            'boundary-is-line',
            'zone-empty',
            'zone-outside',
            'zone-too-detailed',
            'outline-not-computed',
          ),
        },
      },
      validatorCompiler: () => () => true, // The form is read as it comes in, so that its file is never held.
    },
    async (request, reply) => {
      const upload = await receiveUpload(request, uploads, limitBytes);
      try {
        const form = parseForm(BoundaryForm, upload);
        const { filePath, fileName } = upload;
        reply.header('cache-control', 'private, no-store');
        return await readBoundaries({ db }, request.actor, { ...form, filePath, fileName });
      } finally {
        await upload.remove();
      }
    },
  );

  app.post(
    '/api/boundaries/union',
    {
      config: { action: 'plan' },
      bodyLimit: UNION_BYTES,
      schema: {
        operationId: 'uniteBoundaries',
        summary: 'Several areas as one boundary, what they share counted once',
        description: 'Nothing is stored.',
        tags: ['zones'],
        body: BoundaryUnionRequest,
        response: {
          200: BoundaryUnion,
          ...refusals(
            'jurisdiction-not-found',
            'upload-too-large',
            'media-type-unsupported',
            'zone-empty',
            'zone-too-detailed',
            'zone-too-large',
            'outline-not-computed',
          ),
        },
      },
    },
    async ({ body, actor }, reply) => {
      reply.header('cache-control', 'private, no-store');
      return uniteAreas({ db }, actor, body);
    },
  );
};
