import { COLUMN_ARRAYS, COLUMN_TYPES, type ColumnName, type ParcelColumns } from '../domain/parcel-columns.ts';

/** Says that bytes are a set of columns, and in which form. */
const MAGIC = 0x31434759; // "YGC1"
const HEAD_BYTES = 8;
const ALIGNMENT = 8;

type Header = Pick<ParcelColumns, 'revision' | 'jurisdiction' | 'year' | 'rows' | 'names' | 'kinds'> & {
  readonly arrays: readonly {
    readonly name: string;
    readonly type: keyof typeof COLUMN_ARRAYS;
    readonly length: number;
  }[];
};

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * Columns as they travel, piece after piece and without copying an array: "YGC1", the length of the header as uint32,
 * the header as JSON, then each array as little-endian numbers. Header and arrays begin at multiples of 8 bytes.
 */
export function* columnChunks(land: ParcelColumns): Generator<Uint8Array> {
  const { columns, enterprises, ...head } = land;
  const sent = [
    ...Object.entries(COLUMN_TYPES).map(([name, type]) => ({ name, type, values: columns[name as ColumnName] })),
    { name: 'enterpriseStart', type: 'int32' as const, values: enterprises.start },
    { name: 'enterprise', type: 'int32' as const, values: enterprises.enterprise },
  ];
  const header: Header = {
    ...head,
    arrays: sent.map(({ name, type, values }) => ({ name, type, length: values.length })),
  };
  const words = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(aligned(HEAD_BYTES + words.length));
  const view = new DataView(start.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, words.length, true);
  start.set(words, HEAD_BYTES);
  yield start;
  for (const { values } of sent) {
    yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const gap = aligned(values.byteLength) - values.byteLength;
    if (gap > 0) yield new Uint8Array(gap);
  }
}

/** Columns as they travel, in one piece. */
export function encodeColumns(land: ParcelColumns): Uint8Array<ArrayBuffer> {
  const chunks = [...columnChunks(land)];
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Reads what `encodeColumns` wrote, without copying an array. Throws where the bytes are cut off or of another kind. */
export function decodeColumns(bytes: ArrayBuffer): ParcelColumns {
  const view = new DataView(bytes);
  if (bytes.byteLength < HEAD_BYTES || view.getUint32(0, true) !== MAGIC) throw new Error('These are no columns.');
  const length = view.getUint32(4, true);
  const words = new TextDecoder().decode(new Uint8Array(bytes, HEAD_BYTES, length));
  const { arrays, ...head } = JSON.parse(words) as Header;
  let at = aligned(HEAD_BYTES + length);
  const read = new Map<string, InstanceType<(typeof COLUMN_ARRAYS)[keyof typeof COLUMN_ARRAYS]>>();
  for (const { name, type, length: values } of arrays) {
    const array = new COLUMN_ARRAYS[type](bytes, at, values);
    read.set(name, array);
    at += aligned(array.byteLength);
  }
  const missing = [...Object.keys(COLUMN_TYPES), 'enterpriseStart', 'enterprise'].filter((name) => !read.has(name));
  if (missing.length > 0) throw new Error(`The columns lack ${missing.join(', ')}.`);
  const start = read.get('enterpriseStart') as Int32Array;
  const enterprise = read.get('enterprise') as Int32Array;
  const columns = Object.fromEntries(Object.keys(COLUMN_TYPES).map((name) => [name, read.get(name)]));
  return { ...head, columns: columns as unknown as ParcelColumns['columns'], enterprises: { start, enterprise } };
}
