import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../contract/problem.ts';
import { readableDxf } from './dxf-text.ts';
import { askGdal, effortOf, NO_LAYER_CHOSEN, OVERDUE, placeForGdal } from './gdal-thread.ts';
import { readGeoJson } from './geojson.ts';
import type { FeatureFile, FeatureRow } from './rows.ts';
import { makeUnpackFolder } from './unpack-folder.ts';
import { unpackZip, ZIP_LIMITS, type ZipLimits } from './zip.ts';

export type GdalOptions = {
  readonly encoding?: string | undefined;
  readonly layer?: string | undefined;
  /** Every layer is read, each row with the name of its own. */
  readonly everyLayer?: boolean | undefined;
  readonly zipLimits?: ZipLimits | undefined;
};

/** Reads a GeoPackage. Errors: `file-unreadable`, `mapping-invalid` where it holds several layers and none is named. */
export async function readGeoPackage(path: string, options: GdalOptions): Promise<FeatureFile> {
  return convert({ ...options, ...plain(path), folder: await makeUnpackFolder(), format: 'geopackage' });
}

/** Reads KML, whose folders are its layers. Errors: as of a GeoPackage. */
export async function readKml(path: string, options: GdalOptions): Promise<FeatureFile> {
  return convert({ ...options, ...plain(path), folder: await makeUnpackFolder(), format: 'kml' });
}

/** Reads the KML of a KMZ: its doc.kml, else the first that is there. Errors: as of a GeoPackage, `archive-unsafe`. */
export async function readKmz(path: string, options: GdalOptions): Promise<FeatureFile> {
  return inFolder(async (folder) => {
    const isKml = (name: string) => /\.kml$/i.test(name) && !name.startsWith('__MACOSX/');
    const found = await unpackZip(path, folder, isKml, options.zipLimits ?? ZIP_LIMITS);
    const main = found.find(({ name }) => name.toLowerCase() === 'doc.kml') ?? found[0];
    if (!main)
      throw new Problem(
        'file-unreadable',
        'KMZ 内没有 .kml 文件，请重新导出。 The KMZ holds no .kml: export it again.',
      );
    return convert({ ...options, ...plain(main.path), folder, format: 'kml' });
  });
}

/** Reads a DXF drawing: all its layers are one here, and the file never names a system. Errors: `file-unreadable`. */
export async function readDxf(path: string, { everyLayer }: GdalOptions): Promise<FeatureFile> {
  return inFolder(async (folder) =>
    convert({ ...plain(await readableDxf(path, folder)), folder, everyLayer, format: 'dxf' }),
  );
}

async function inFolder(read: (folder: string) => Promise<FeatureFile>): Promise<FeatureFile> {
  const folder = await makeUnpackFolder();
  try {
    return await read(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A file that is opened as it is, its names in UTF-8. */
const plain = (path: string): Pick<Conversion, 'sources' | 'encoding'> => ({
  sources: [{ path, openOptions: [] }],
  encoding: 'utf-8',
});

type Conversion = {
  readonly sources: readonly { path: string; openOptions: readonly string[]; name?: string }[];
  /** Takes the outcome, and is removed with it. */
  readonly folder: string;
  readonly layer?: string | undefined;
  readonly everyLayer?: boolean | undefined;
  readonly format: string;
  readonly encoding: string;
};

const Converted = z.object({
  ok: z.literal(true),
  outputs: z.array(z.object({ layer: z.string(), file: z.string() })).min(1),
  crs: z.string().nullable(),
  crsName: z.string().nullable(),
});
type Output = z.infer<typeof Converted>['outputs'][number];

/** Turns the layers of files into rows. Errors: `file-unreadable`, `mapping-invalid`. */
export async function convert(conversion: Conversion): Promise<FeatureFile> {
  const { sources, folder, layer, everyLayer = false, format, encoding } = conversion;
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    let bytes = 0;
    for (const { path } of sources) bytes += (await stat(path)).size;
    const placed = sources.map((source) => ({ ...source, path: placeForGdal(source.path) }));
    const effort = effortOf(bytes);
    const answer = await askGdal(
      Converted,
      { verb: 'read', sources: placed, into: basename(folder), layer, everyLayer },
      effort,
    );
    if (!answer.ok) throw refusal(answer, effort.limitMs);
    const [first] = answer.outputs;
    const rows = everyLayer || !first ? rowsOfLayers(folder, answer.outputs) : (await readOutput(folder, first)).rows;
    return { format, crs: answer.crs ?? answer.crsName, encoding, rows, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const readOutput = (folder: string, { file }: Output): Promise<FeatureFile> =>
  readGeoJson(join(folder, file), { encoding: 'utf-8' });

async function* rowsOfLayers(folder: string, outputs: readonly Output[]): AsyncGenerator<FeatureRow> {
  let rowNumber = 0;
  for (const output of outputs)
    for await (const row of (await readOutput(folder, output)).rows)
      yield { ...row, layer: output.layer, rowNumber: ++rowNumber };
}

function refusal({ reason, layers }: { reason: string; layers: readonly string[] }, limitMs: number): Problem {
  if (reason === NO_LAYER_CHOSEN) return chooseLayer(layers);
  const seconds = Math.round(limitMs / 1000);
  return reason === OVERDUE
    ? new Problem(
        'file-unreadable',
        `读取超过 ${seconds} 秒仍未完成，已停止；文件可能已损坏，请重新导出或拆分后再试。 Reading was stopped after ${seconds} seconds: export the file again, or split it.`,
        'file',
      )
    : new Problem(
        'file-unreadable',
        `文件不能作为空间数据读取${reason && `（${reason}）`}；请重新导出后再试。 The file cannot be read as geodata: export it again.`,
      );
}

export const chooseLayer = (names: readonly string[]): Problem =>
  new Problem(
    'mapping-invalid',
    `文件含多个图层：${names.join('、')}；请在映射中用 layer 指明一个。 The file holds several layers or not the one named: choose one by "layer" in the mapping.`,
    'layer',
  );
