import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { Coding } from '../../http/content-coding.ts';

/** A tile as it is sent: packed once, named by its content, its headers ready. */
export type PackedTile = {
  readonly revision: number;
  readonly body: Buffer;
  readonly tag: string;
  readonly status: 200 | 204;
  readonly headers: OutgoingHttpHeaders;
};

/** Sending a smaller tile to a thread takes longer than packing it here. */
const PACKED_HERE_BYTES = 64 * 1024;
/** Quick packing: the next better ones take twice as long for a few percent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const GZIP = { level: 1, memLevel: 9 };

const inThread = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/**
 * Packs a tile. Its address never changes what it says to one reader, so browsers may keep it for good; where people sign
 * in, only until somebody else does. 204 where nothing is there.
 */
export async function packTile(
  bytes: Uint8Array,
  { coding, revision, isShared }: { readonly coding: Coding; readonly revision: number; readonly isShared: boolean },
): Promise<PackedTile> {
  const body = await packed(bytes, coding);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}-${coding}"`;
  const kept = {
    'cache-control': `${isShared ? 'public' : 'private'}, max-age=31536000, immutable`,
    vary: isShared ? 'accept-encoding' : 'accept-encoding, cookie',
    etag: tag,
  };
  if (bytes.byteLength === 0) return { revision, body, tag, status: 204, headers: kept };
  const headers = {
    ...kept,
    'content-type': 'application/vnd.mapbox-vector-tile',
    'x-content-type-options': 'nosniff',
    ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    'content-length': body.byteLength,
  };
  return { revision, body, tag, status: 200, headers };
}

async function packed(bytes: Uint8Array, coding: Coding): Promise<Buffer> {
  const isSmall = bytes.byteLength <= PACKED_HERE_BYTES;
  if (bytes.byteLength === 0 || coding === 'identity')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (coding === 'br') return isSmall ? brotliCompressSync(bytes, BROTLI) : inThread.br(bytes, BROTLI);
  return isSmall ? gzipSync(bytes, GZIP) : inThread.gzip(bytes, GZIP);
}
