import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TileJson } from '../../contract/api.ts';
import type { StoredTile } from './tile-store.ts';

const unpack = promisify(gunzip);
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Sends a tile whose address never changes its content: kept by browsers for good, 204 where nothing is there. */
export async function sendTile(request: FastifyRequest, reply: FastifyReply, tile: StoredTile): Promise<FastifyReply> {
  const takesGzip = accepts(request.headers['accept-encoding'], 'gzip');
  const tag = takesGzip ? `"${tile.tag}-gz"` : `"${tile.tag}"`;
  reply.header('cache-control', FOR_EVER).header('vary', 'accept-encoding').header('etag', tag);
  if (matches(request.headers['if-none-match'], tag)) return reply.code(304).send();
  if (tile.isEmpty) return reply.code(204).send();
  reply.type('application/vnd.mapbox-vector-tile').header('x-content-type-options', 'nosniff');
  if (!takesGzip) return reply.send(await unpack(tile.gzipped));
  return reply.header('content-encoding', 'gzip').send(tile.gzipped);
}

/** Sends a TileJSON: asked for anew each time, since it names the revision in force. */
export function sendTileJson(request: FastifyRequest, reply: FastifyReply, description: TileJson): FastifyReply {
  const tag = `"${createHash('sha256').update(JSON.stringify(description)).digest('base64url').slice(0, 22)}"`;
  // Weak: the reply may be packed on its way out, which changes its bytes but not what it says.
  reply.header('cache-control', 'no-cache').header('etag', `W/${tag}`);
  return matches(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(description);
}

/** Whether a list such as `gzip;q=1.0, br` takes this coding; `gzip;q=0` refuses it. */
function accepts(header: string | string[] | undefined, coding: string): boolean {
  const offers = String(header ?? '')
    .toLowerCase()
    .split(',');
  return offers.some((offer) => {
    const [name, ...parameters] = offer.split(';').map((part) => part.trim());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** If-None-Match compares weakly: W/ before a tag is passed over. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag);
}
