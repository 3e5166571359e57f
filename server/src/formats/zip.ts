import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { Problem } from '../contract/problem.ts';

/** What an archive may hold at most. The ratio is of bytes out to bytes in, judged above a size that small files never reach. */
export type ZipLimits = { readonly entries: number; readonly totalBytes: number; readonly ratio: number };
export const ZIP_LIMITS: ZipLimits = { entries: 2000, totalBytes: 4 * 1024 ** 3, ratio: 200 };
const RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024;

/** One entry that was unpacked: its name in the archive and where it lies. */
export type Unpacked = { readonly name: string; readonly path: string };

/**
 * Unpacks the wanted entries of an archive under plain names into `folder`. Sizes are counted as they come out, so an
 * archive that lies about them is stopped too. Errors: `archive-unsafe`, `file-unreadable`.
 */
export async function unpackZip(
  path: string,
  folder: string,
  isWanted: (name: string) => boolean,
  limits = ZIP_LIMITS,
): Promise<Unpacked[]> {
  const unpacked: Unpacked[] = [];
  await eachEntry(path, limits, async (zip, entry, name, count) => {
    if (!isWanted(name)) return;
    const extension = /\.[a-z0-9.]{1,8}$/i.exec(name)?.[0]?.toLowerCase() ?? '';
    const target = join(folder, `${unpacked.length}${extension}`);
    await pipeline(await zip.openReadStreamPromise(entry), count, createWriteStream(target));
    unpacked.push({ name, path: target });
  });
  return unpacked;
}

/** Inflates every entry once and keeps nothing: proves that an archive is whole and within the limits. */
export async function proveZip(path: string, limits = ZIP_LIMITS): Promise<void> {
  await eachEntry(path, limits, async (zip, entry, _name, count) => {
    count.resume();
    await pipeline(await zip.openReadStreamPromise(entry), count);
  });
}

type Visit = (zip: ZipFile, entry: Entry, name: string, count: Transform) => Promise<void>;

async function eachEntry(path: string, limits: ZipLimits, visit: Visit): Promise<void> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false });
    try {
      if (zip.entryCount > limits.entries)
        throw unsafe(`含 ${zip.entryCount} 个条目，超过 ${limits.entries} 个`, `it holds ${zip.entryCount} entries`);
      let total = 0;
      for await (const entry of zip.eachEntry()) {
        const name = entryName(entry);
        total += entry.uncompressedSize;
        checkSize(total, entry.compressedSize, entry.uncompressedSize, name, limits);
        if (!name.endsWith('/')) await visit(zip, entry, name, counter(entry, name, limits));
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = error instanceof Error ? error.message : '';
    throw new Problem(
      'file-unreadable',
      `压缩包不完整或已损坏（${reason}）；请重新压缩后上传。 The archive is truncated or damaged: pack it again.`,
    );
  }
}

function entryName(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  const utf8 = raw.toString('utf8');
  const name = (utf8.includes('\uFFFD') ? iconv.decode(raw, 'gb18030') : utf8).replaceAll('\\', '/');
  const fault = validateFileName(name);
  if (fault !== null) throw unsafe(`条目“${name}”指向包外`, `the entry "${name}" points outside it`);
  return name;
}

function counter(entry: Entry, name: string, limits: ZipLimits): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      try {
        checkSize(bytes, entry.compressedSize, bytes, name, limits);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function checkSize(total: number, compressed: number, uncompressed: number, name: string, limits: ZipLimits): void {
  if (total > limits.totalBytes)
    throw unsafe(`解压后超过 ${limits.totalBytes} 字节`, `it unpacks to more than ${limits.totalBytes} bytes`);
  if (uncompressed > RATIO_COUNTS_FROM_BYTES && uncompressed > compressed * limits.ratio) {
    throw unsafe(
      `条目“${name}”的压缩比超过 ${limits.ratio}`,
      `the entry "${name}" is packed more than ${limits.ratio} to 1`,
    );
  }
}

function unsafe(zh: string, en: string): Problem {
  return new Problem(
    'archive-unsafe',
    `压缩包不安全：${zh}；没有导入任何数据。请只压缩需要的文件。 The archive is not opened because ${en}: pack only the files that are needed.`,
  );
}
