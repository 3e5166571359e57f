import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { columnChunks } from '../../contract/column-bytes.ts';
import type { ParcelColumns } from '../../domain/parcel-columns.ts';
import type { Coding } from '../../http/content-coding.ts';

/** Columns as they are sent: packed once, named by their content. */
export type PackedColumns = { readonly body: Buffer; readonly tag: string };

/** Quick packing: figures are close to noise, and the next better levels take twice as long for a few percent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const GZIP = { level: 1 };
/** Handed on by so much at a time, so that other requests are served in between. */
const PIECE_BYTES = 1024 * 1024;

/** Packs columns piece by piece in a thread of the pool. */
export async function packColumns(land: ParcelColumns, coding: Coding): Promise<PackedColumns> {
  const hash = createHash('sha256');
  const packed: Buffer[] = [];
  const gather = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces) {
      hash.update(piece);
      packed.push(piece);
    }
  };
  const source = Readable.from(piecesOf(land));
  if (coding === 'identity') await pipeline(source, gather);
  else await pipeline(source, coding === 'br' ? createBrotliCompress(BROTLI) : createGzip(GZIP), gather);
  return { body: Buffer.concat(packed), tag: `"${hash.digest('base64url').slice(0, 22)}-${coding}"` };
}

function* piecesOf(land: ParcelColumns): Generator<Buffer> {
  for (const chunk of columnChunks(land)) {
    for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES)
      yield Buffer.from(chunk.buffer, chunk.byteOffset + at, Math.min(PIECE_BYTES, chunk.byteLength - at));
  }
}
