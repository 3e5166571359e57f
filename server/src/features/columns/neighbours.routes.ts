import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { z } from 'zod';
import { JurisdictionCode, wholeNumber } from '../../contract/parameters.ts';
import { requireJurisdiction } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { sharedStore } from '../../db/shared-store.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { NEIGHBOUR_M } from '../../domain/neighbour.ts';
import { scopeKey } from '../../domain/scope.ts';
import { type Coding, codingFor } from '../../http/content-coding.ts';
import { file, refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { notKept } from './find-columns.ts';
import { findNeighbours } from './neighbours.queries.ts';

/** Enough for the neighbours of some millions of parcels. */
const STORE_BYTES = 32 * 1024 * 1024;
const CONTENT_TYPE = 'application/octet-stream';

const packed: Record<Coding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 1 }),
  identity: async (bytes) => bytes,
};

/** Which parcels lie beside each other: asked once a revision, so that a browser can join what it finds by itself. */
export const neighbourRoutes: Routes = async (app, { db }) => {
  const store = sharedStore<Buffer>(STORE_BYTES, (bytes) => Math.max(1, bytes.byteLength));
  app.get(
    '/api/columns/:revision/neighbours',
    {
      config: { action: 'see-land' },
      compress: false,
      schema: {
        operationId: 'readNeighbours',
        summary: 'Pairs of parcels that lie beside each other',
        description: `Little-endian int32 numbers: the ids of a pair, the smaller first, then of the next. Parcels are neighbours where their outlines are no more than ${NEIGHBOUR_M} m apart. Immutable by revision.`,
        tags: ['parcels'],
        params: z.object({ revision: wholeNumber(0, 2_147_483_647).describe('Dataset revision') }),
        querystring: z.object({ jurisdiction: JurisdictionCode }),
        response: {
          200: file('Pairs of ids', CONTENT_TYPE),
          ...refusals('jurisdiction-not-found', 'revision-unknown', 'revision-superseded'),
        },
      },
    },
    async ({ params, query, headers, actor }, reply) => {
      const jurisdiction = await requireJurisdiction(db, actor.scope, query.jurisdiction);
      const coding = codingFor(headers['accept-encoding']);
      const body = await store.find(`${coding} ${params.revision} ${jurisdiction.id} ${scopeKey(actor.scope)}`, () =>
        inSnapshot(db, async (moment) => {
          if ((await currentRevision(moment)).id !== params.revision) return null;
          const pairs = await findNeighbours(moment, actor.scope, jurisdiction.id);
          return packed[coding](Buffer.from(pairs.buffer));
        }),
      );
      if (body === null) throw await notKept(db, params.revision);
      reply.header('cache-control', 'private, max-age=31536000, immutable').header('vary', 'accept-encoding, cookie');
      if (coding !== 'identity') reply.header('content-encoding', coding);
      return reply.type(CONTENT_TYPE).send(body);
    },
  );
};
