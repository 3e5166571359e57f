import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { askGdal, placeForGdal } from './gdal-thread.ts';
import { makeUnpackFolder } from './unpack-folder.ts';
import type { Cell } from './write-csv.ts';
import { writeZip } from './write-zip.ts';

/** CGCS2000, longitude and latitude. */
const CRS = 'EPSG:4490';
/** A .dbf has no longer text. */
const LONGEST_TEXT = 254;

export type GeoColumn = {
  /** At most ten small letters, digits and underscores: what every format takes as it is. */
  readonly name: string;
  readonly type: 'text' | 'integer' | 'decimal';
  /** What it holds and in which unit, for people */
  readonly words: string;
};

export type GeoLayer = {
  readonly name: string;
  readonly words: string;
  readonly columns: readonly GeoColumn[];
  readonly rows: readonly { readonly geometry: object; readonly cells: readonly Cell[] }[];
};

/** Layers as they go out, with lines on where they come from. */
export type GeoPaper = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly layers: readonly GeoLayer[];
};

const propertiesOf = ({ columns }: GeoLayer, cells: readonly Cell[]): Record<string, Cell> =>
  Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null]));

const featuresOf = (layer: GeoLayer, more: Record<string, Cell> = {}): object[] =>
  layer.rows.map(({ geometry, cells }) => ({
    type: 'Feature',
    properties: { ...more, ...propertiesOf(layer, cells) },
    geometry,
  }));

/** One collection: GeoJSON knows no layers, so each feature names its own in `layer`. The system of coordinates is named as GDAL reads it. */
export const writeGeoJson = ({ title, notes, layers }: GeoPaper): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    name: title,
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } },
    notes,
    fields: Object.fromEntries(
      layers.map(({ name, columns }) => [
        name,
        Object.fromEntries(columns.map((column) => [column.name, column.words])),
      ]),
    ),
    features: layers.flatMap((layer) => featuresOf(layer, { layer: layer.name })),
  });

/** A GeoPackage with a table for each layer. */
export const writeGeoPackage = (paper: GeoPaper): Promise<Buffer> =>
  inFolder(paper, 'GPKG', (folder) => readFile(join(folder, 'layers.gpkg')));

const SHAPEFILE_PARTS = ['shp', 'shx', 'dbf', 'prj', 'cpg'] as const;

/** A zip of one Shapefile for each layer, and a text that says what each field means. */
export const writeShapefiles = (paper: GeoPaper): Promise<Buffer> =>
  inFolder(paper, 'ESRI Shapefile', async (folder) => {
    const members = [{ name: 'readme.txt', content: Buffer.from(legendText(paper), 'utf8') }];
    for (const { name } of paper.layers)
      for (const part of SHAPEFILE_PARTS)
        members.push({ name: `${name}.${part}`, content: await readFile(join(folder, `${name}.${part}`)) });
    return writeZip(members);
  });

/** With the mark that tells old editors of Windows that it is UTF-8, and their line ends. */
const legendText = ({ title, notes, layers }: GeoPaper): string =>
  `\uFEFF${[
    title,
    ...notes,
    '坐标系：2000国家大地坐标系（CGCS2000，EPSG:4490），经纬度',
    ...layers.flatMap(({ name, words, columns }) => [
      '',
      `${name}　${words}`,
      ...columns.map((column) => `  ${column.name}　${column.words}`),
    ]),
    '',
  ].join('\r\n')}`;

const Written = z.object({ ok: z.literal(true) });

const SQL_TYPES = { text: `character(${LONGEST_TEXT})`, integer: 'integer', decimal: 'numeric(18,6)' } as const;

/** Types are told: a column of nothing but nulls would else become text. Names are ours, never a user's. */
const selectOf = ({ name, columns }: GeoLayer): string =>
  `SELECT ${columns.map((column) => `CAST(${column.name} AS ${SQL_TYPES[column.type]}) AS ${column.name}`).join(', ')} FROM ${name}`;

async function inFolder(
  paper: GeoPaper,
  driver: 'GPKG' | 'ESRI Shapefile',
  take: (folder: string) => Promise<Buffer>,
): Promise<Buffer> {
  const folder = await makeUnpackFolder();
  try {
    const layers = [];
    for (const layer of paper.layers) {
      const path = join(folder, `${layer.name}.geojson`);
      await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features: featuresOf(layer) }));
      layers.push({ name: layer.name, path: placeForGdal(path), select: selectOf(layer) });
    }
    const answer = await askGdal(Written, { verb: 'write', into: basename(folder), driver, crs: CRS, layers });
    if (!answer.ok) throw new Error(`GDAL could not write: ${answer.reason}`);
    return await take(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
