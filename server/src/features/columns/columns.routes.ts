import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { JurisdictionCode, wholeNumber, Year } from '../../contract/parameters.ts';
import { sharedStore } from '../../db/shared-store.ts';
import { scopeKey } from '../../domain/scope.ts';
import { type Coding, codingFor } from '../../http/content-coding.ts';
import { matchesTag } from '../../http/etags.ts';
import { file, refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { COLUMN_LAYOUT } from './column-layout.ts';
import { findColumns } from './find-columns.ts';
import { type PackedColumns, packColumns } from './pack-columns.ts';

/** Enough for the packed columns of two million parcels. */
const PACKED_BYTES = 128 * 1024 * 1024;
const CONTENT_TYPE = 'application/octet-stream';

/** Land as columns, for a browser that filters and adds up by itself. They hold indicators, so no shared cache keeps them. */
export const columnRoutes: Routes = async (app, services) => {
  const store = sharedStore<PackedColumns>(PACKED_BYTES, ({ body }) => body.byteLength);
  app.get(
    '/api/columns/:revision',
    {
      config: { action: 'see-figures' },
      compress: false,
      schema: {
        operationId: 'readColumns',
        summary: 'Every parcel of a jurisdiction in a year, as columns',
        description:
          'Immutable: a revision never changes what it says. A revision that is no longer in force is answered while it is kept.',
        tags: ['parcels'],
        params: z.object({
          revision: wholeNumber(0, 2_147_483_647).describe('Dataset revision, as /api/health names it'),
        }),
        querystring: z.object({ jurisdiction: JurisdictionCode, year: Year }),
        response: {
          200: file(COLUMN_LAYOUT, CONTENT_TYPE),
          ...refusals('jurisdiction-not-found', 'year-without-data', 'revision-unknown', 'revision-superseded'),
        },
      },
    },
    async ({ params, query, headers, actor }, reply) => {
      const land = await findColumns(services, actor, { ...params, ...query });
      const coding = codingFor(headers['accept-encoding']);
      const key = `${coding} ${land.revision} ${land.jurisdiction} ${land.year} ${scopeKey(actor.scope)}`;
      const packed = await store.find(key, () => packColumns(land, coding));
      return send(reply, packed, { coding, asked: headers['if-none-match'] });
    },
  );
};

function send(
  reply: FastifyReply,
  { body, tag }: PackedColumns,
  { coding, asked }: { readonly coding: Coding; readonly asked: string | undefined },
): FastifyReply {
  reply
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('vary', 'accept-encoding, cookie')
    .header('etag', tag);
  if (matchesTag(asked, tag)) return reply.code(304).send();
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.type(CONTENT_TYPE).send(body);
}
