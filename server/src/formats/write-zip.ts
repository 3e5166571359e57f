import { crc32, deflateRawSync } from 'node:zlib';

export type ZipMember = { readonly name: string; readonly content: Buffer };

/** Names are UTF-8, sizes and sums stand before the bytes. */
const FLAGS = 0x0800;
const DEFLATE = 8;
const VERSION = 20;
/** 1 January 1980: the same members give the same bytes. */
const NO_DAY = 0x21;

/** A zip archive of a few small files, in memory: under 4 GB and 65,535 members, which is what the plain form holds. */
export function writeZip(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of members) {
    const packed = deflateRawSync(content);
    const nameBytes = Buffer.from(name, 'utf8');
    const common = record(
      ['u16', VERSION],
      ['u16', FLAGS],
      ['u16', DEFLATE],
      ['u16', 0],
      ['u16', NO_DAY],
      ['u32', crc32(content)],
      ['u32', packed.length],
      ['u32', content.length],
      ['u16', nameBytes.length],
      ['u16', 0],
    );
    const local = Buffer.concat([record(['u32', 0x04034b50]), common, nameBytes, packed]);
    const tail = record(['u16', 0], ['u16', 0], ['u16', 0], ['u32', 0], ['u32', offset]);
    directory.push(Buffer.concat([record(['u32', 0x02014b50], ['u16', VERSION]), common, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = members.length;
  const end = record(
    ['u32', 0x06054b50],
    ['u32', 0],
    ['u16', count],
    ['u16', count],
    ['u32', central.length],
    ['u32', offset],
    ['u16', 0],
  );
  return Buffer.concat([...locals, central, end]);
}

function record(...fields: readonly (readonly ['u16' | 'u32', number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [kind]) => sum + (kind === 'u16' ? 2 : 4), 0));
  let at = 0;
  for (const [kind, value] of fields)
    at = kind === 'u16' ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at);
  return buffer;
}
