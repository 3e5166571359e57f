import { join } from 'node:path';
import multipart from '@fastify/multipart';
import { z } from 'zod';
import { BoundaryFile, BoundaryForm } from '../../contract/boundary-file.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { parseForm, receiveUpload } from '../imports/receive-upload.ts';
import { readBoundaries } from './read-boundaries.ts';

const UPLOAD_LIMIT_BYTES = 64 * 1024 * 1024;

/** Boundaries out of files, for a zone that is being drawn. */
export const boundaryRoutes: Routes = async (app, { db, dataDir, uploadLimitBytes }) => {
  const limitBytes = Math.min(uploadLimitBytes ?? UPLOAD_LIMIT_BYTES, UPLOAD_LIMIT_BYTES);
  const uploads = join(dataDir, 'uploads');
  await app.register(multipart);

  app.post(
    '/api/boundaries',
    {
      schema: {
        operationId: 'readBoundaryFile',
        summary: 'Areas of a file that may become the boundary of a zone',
        description:
          'Nothing is stored. Where the file does not name its system, `crs` is null and the suggestions say which would fit.',
        tags: ['zones'],
        consumes: ['multipart/form-data'],
        body: BoundaryForm.extend({
          file: z.file().describe('GeoJSON, zipped Shapefile, GeoPackage, KML or DXF of at most 64 MB'),
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
        return await readBoundaries({ db }, OPEN_ACTOR, { ...form, filePath, fileName });
      } finally {
        await upload.remove();
      }
    },
  );
};
