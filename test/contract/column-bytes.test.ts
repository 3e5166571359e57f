import { describe, expect, it } from 'vitest';
import { columnChunks, decodeColumns, encodeColumns } from '../../server/src/contract/column-bytes.ts';
import { landOf } from '../support/land-columns.ts';

/** Three rows and a name in Chinese, so that no length is a multiple of 8 by chance. */
const LAND = landOf([
  {
    town: '330681003',
    park: '城西工业园',
    class: 'D',
    countedMuHundredths: 1000,
    taxYuan: 400_000,
    farRatio: 1.25,
    enterprises: [5],
  },
  {
    class: 'A',
    taxYuan: -1,
    findings: ['overlap', 'low-efficiency'],
    unknown: ['suspected-idle'],
    enterprises: [5, 9],
  },
  { id: 2_000_000_000, industry: '34', longitude: 120.25, latitude: 29.7, builtYear: 2008, occupants: 3 },
]);

describe('columns as bytes', () => {
  it('come back as they were sent, the unknown as the unknown', () => {
    expect(decodeColumns(encodeColumns(LAND).buffer)).toEqual(LAND);
  });

  it('begin with their name, the length of the header and the header', () => {
    const bytes = encodeColumns(LAND);
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('YGC1');
    const length = new DataView(bytes.buffer).getUint32(4, true);
    const { arrays, ...head } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(head).toEqual({
      revision: 1,
      jurisdiction: 'zhuji',
      year: 2025,
      rows: 3,
      names: LAND.names,
      kinds: LAND.kinds,
    });
    expect(arrays.slice(0, 2)).toEqual([
      { name: 'id', type: 'int32', length: 3 },
      { name: 'class', type: 'uint8', length: 3 },
    ]);
    expect(arrays.slice(-2)).toEqual([
      { name: 'enterpriseStart', type: 'int32', length: 4 },
      { name: 'enterprise', type: 'int32', length: 3 },
    ]);
  });

  it('let every array begin at a multiple of 8 bytes, and copy none on the way in', () => {
    const { buffer } = encodeColumns(LAND);
    for (const array of Object.values(decodeColumns(buffer).columns))
      expect([array.buffer === buffer, array.byteOffset % 8]).toEqual([true, 0]);
    const sent = [...columnChunks(LAND)];
    expect(sent.some((chunk) => chunk.buffer === LAND.columns.taxYuan.buffer)).toBe(true);
  });

  it('go as well without a parcel', () => {
    expect(decodeColumns(encodeColumns(landOf([])).buffer)).toEqual(landOf([]));
  });

  it('are refused cut off, of another kind, or lacking a column', () => {
    const bytes = encodeColumns(LAND);
    const read = (changed: Uint8Array) => () => decodeColumns(Uint8Array.from(changed).buffer);
    expect(read(bytes.subarray(0, bytes.length - 8))).toThrow(RangeError);
    expect(read(bytes.subarray(0, 6))).toThrow('These are no columns.');
    expect(read(bytes.with(0, 0))).toThrow('These are no columns.');
    const text = new TextDecoder('latin1').decode(bytes).replace('"farRatio"', '"farRatia"');
    expect(read(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toThrow();
  });
});
