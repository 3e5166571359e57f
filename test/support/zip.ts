import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip made by hand: `claimedBytes` lies about its size where a test needs a lie. */
export type ZipEntry = {
  readonly name: string | Buffer;
  readonly content: Buffer | string;
  readonly claimedBytes?: number;
};

/** Writes a zip archive in memory, entry by entry and then the directory, so that tests can make archives no tool would. */
export function makeZip(entries: readonly ZipEntry[], unixMode = 0): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes } of entries) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const nameBytes = Buffer.isBuffer(name) ? name : Buffer.from(name);
    const size = claimedBytes ?? raw.length;
    const local = Buffer.concat([
      header(0x04034b50, [20, 0, 8, 0, 0x21], crc32(raw), packed.length, size, nameBytes.length, [0]),
      nameBytes,
      packed,
    ]);
    locals.push(local);
    const central = header(
      0x02014b50,
      [20, 20, 0, 8, 0, 0x21],
      crc32(raw),
      packed.length,
      size,
      nameBytes.length,
      [0, 0, 0, 0, 0, 0],
    );
    const where = Buffer.alloc(4);
    where.writeUInt32LE(offset);
    if (unixMode > 0) markUnix(central, unixMode);
    directory.push(Buffer.concat([central, where, nameBytes]));
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** Says that Unix packed the entry, and as what: 0o120777 is a link. */
function markUnix(central: Buffer, mode: number): void {
  central.writeUInt8(3, 5);
  central.writeUInt32LE((mode << 16) >>> 0, 38);
}

function header(
  signature: number,
  before: number[],
  crc: number,
  packed: number,
  size: number,
  nameLength: number,
  after: number[],
): Buffer {
  const shorts = (values: number[]) => {
    const buffer = Buffer.alloc(values.length * 2);
    for (const [index, value] of values.entries()) buffer.writeUInt16LE(value, index * 2);
    return buffer;
  };
  const words = (values: number[]) => {
    const buffer = Buffer.alloc(values.length * 4);
    for (const [index, value] of values.entries()) buffer.writeUInt32LE(value >>> 0, index * 4);
    return buffer;
  };
  return Buffer.concat([
    words([signature]),
    shorts(before),
    words([crc, packed, size]),
    shorts([nameLength, ...after]),
  ]);
}
