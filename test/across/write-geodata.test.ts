import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGeoPackage } from '../../server/src/formats/gdal.ts';
import {
  type GeoPaper,
  writeGeoJson,
  writeGeoPackage,
  writeShapefiles,
} from '../../server/src/formats/write-geodata.ts';
import { unpackZip } from '../../server/src/formats/zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-geodata-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const square = (west: number) => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 30],
        [west, 30.01],
        [west + 0.01, 30.01],
        [west + 0.01, 30],
        [west, 30],
      ],
    ],
  ],
});
const PAPER: GeoPaper = {
  title: '方案甲',
  notes: ['演示数据'],
  layers: [
    {
      name: 'boundary',
      words: '方案边界',
      columns: [
        { name: 'name', type: 'text', words: '方案名称' },
        { name: 'target_mu', type: 'decimal', words: '目标（亩）' },
      ],
      rows: [{ geometry: square(120), cells: ['方案甲', null] }],
    },
    {
      name: 'parcels',
      words: '计入宗地',
      columns: [
        { name: 'code', type: 'text', words: '宗地代码' },
        { name: 'mu', type: 'decimal', words: '计入面积（亩）' },
        { name: 'jobs', type: 'integer', words: '职工（人）' },
      ],
      rows: [
        { geometry: square(120), cells: ['330681003001GB00001', 12.34, 7] },
        { geometry: square(120.02), cells: ['330681003001GB00002', 0.5, null] },
      ],
    },
  ],
};
const PARCELS = [
  { code: '330681003001GB00001', mu: 12.34, jobs: 7 },
  { code: '330681003001GB00002', mu: 0.5, jobs: null },
];

describe('geodata that is written', () => {
  it('is read back from a GeoPackage layer by layer, with types, system and an unknown value', async () => {
    const path = join(folder, 'out.gpkg');
    await writeFile(path, await writeGeoPackage(PAPER));
    const parcels = await readGeoPackage(path, { layer: 'parcels' });
    expect([parcels.crs, await valuesOf(parcels)]).toEqual(['EPSG:4490', PARCELS]);
    await parcels.close();
  }, 60_000);

  it('is a zip of Shapefiles with the system, the encoding and a text on every field', async () => {
    const path = join(folder, 'out.zip');
    await writeFile(path, await writeShapefiles(PAPER));
    const unpacked = await unpackZip(path, folder, () => true);
    const parts = ['shp', 'shx', 'dbf', 'prj', 'cpg'];
    expect(unpacked.map(({ name }) => name)).toEqual([
      'readme.txt',
      ...['boundary', 'parcels'].flatMap((layer) => parts.map((part) => `${layer}.${part}`)),
    ]);
    const text = (name: string) => readFile(unpacked.find((each) => each.name === name)?.path ?? '', 'utf8');
    expect(await text('readme.txt')).toBe(
      '\uFEFF方案甲\r\n演示数据\r\n坐标系：2000国家大地坐标系（CGCS2000，EPSG:4490），经纬度\r\n\r\nboundary　方案边界\r\n  name　方案名称\r\n  target_mu　目标（亩）\r\n\r\nparcels　计入宗地\r\n  code　宗地代码\r\n  mu　计入面积（亩）\r\n  jobs　职工（人）\r\n',
    );
    expect(await text('parcels.cpg')).toBe('UTF-8');
    expect(await text('parcels.prj')).toContain('CGCS2000');
    // A record of the table begins with a blank: text by its length, then figures by theirs.
    expect((await text('parcels.dbf')).match(/ 330681003001GB00001 +12\.34\d* +7/)).not.toBeNull();
  }, 60_000);

  it('is one GeoJSON collection whose features name their layer', () => {
    expect(JSON.parse(writeGeoJson(PAPER))).toEqual({
      type: 'FeatureCollection',
      name: '方案甲',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } },
      notes: ['演示数据'],
      fields: {
        boundary: { name: '方案名称', target_mu: '目标（亩）' },
        parcels: { code: '宗地代码', mu: '计入面积（亩）', jobs: '职工（人）' },
      },
      features: [
        { type: 'Feature', properties: { layer: 'boundary', name: '方案甲', target_mu: null }, geometry: square(120) },
        ...PARCELS.map((parcel, index) => ({
          type: 'Feature',
          properties: { layer: 'parcels', ...parcel },
          geometry: square(index === 0 ? 120 : 120.02),
        })),
      ],
    });
  });
});

async function valuesOf({
  rows,
}: {
  rows: AsyncIterable<{ values: object }> | Iterable<{ values: object }>;
}): Promise<object[]> {
  const found: object[] = [];
  for await (const { values } of rows) found.push(values);
  return found;
}
