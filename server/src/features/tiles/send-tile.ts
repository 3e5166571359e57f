import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TileJson } from '../../contract/api.ts';
import { matchesTag } from '../../http/etags.ts';
import type { PackedTile } from './pack-tile.ts';

/** Sends a tile as it was packed. Nothing else has a say in a tile's reply, so it goes out past what other replies go through. */
export function sendTile(request: FastifyRequest, reply: FastifyReply, tile: PackedTile): FastifyReply {
  reply.hijack();
  const { tag, status, headers, body } = tile;
  if (matchesTag(request.headers['if-none-match'], tag)) {
    const { 'content-length': _, 'content-encoding': __, ...kept } = headers;
    reply.raw.writeHead(304, kept).end();
  } else if (status === 204) reply.raw.writeHead(204, headers).end();
  else reply.raw.writeHead(200, headers).end(body);
  return reply;
}

/** Sends a TileJSON: asked for anew each time, since it names the revision in force. */
export function sendTileJson(request: FastifyRequest, reply: FastifyReply, description: TileJson): FastifyReply {
  const tag = `"${createHash('sha256').update(JSON.stringify(description)).digest('base64url').slice(0, 22)}"`;
  // Weak: the reply may be packed on its way out, which changes its bytes but not what it says.
  reply.header('cache-control', 'no-cache').header('etag', `W/${tag}`);
  return matchesTag(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(description);
}
