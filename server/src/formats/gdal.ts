import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Problem } from '../contract/problem.ts';
import { readableDxf } from './dxf-text.ts';
import { readGeoJson } from './geojson.ts';
import type { FeatureFile, FeatureRow } from './rows.ts';
import { proveShapefile, type ShapefileParts } from './shapefile-parts.ts';
import { detectEncoding } from './text-encoding.ts';
import { makeUnpackFolder } from './unpack-folder.ts';
import { type Unpacked, unpackZip, ZIP_LIMITS, type ZipLimits } from './zip.ts';

export type GdalOptions = {
  readonly encoding?: string | undefined;
  readonly layer?: string | undefined;
  /** Every layer is read, each row with the name of its own. */
  readonly everyLayer?: boolean | undefined;
  readonly zipLimits?: ZipLimits | undefined;
};

const SHAPEFILE_PARTS = /\.(shp|shx|dbf|prj|cpg)$/i;
const Converted = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    layers: z.array(z.string()),
    outputs: z.array(z.object({ layer: z.string(), file: z.string() })),
    crs: z.string().nullable(),
    crsName: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), layers: z.array(z.string()), reason: z.string() }),
]);

/** Reads a GeoPackage. Errors: `file-unreadable`, `mapping-invalid` where it holds several layers and none is named. */
export async function readGeoPackage(path: string, options: GdalOptions): Promise<FeatureFile> {
  const folder = await makeUnpackFolder();
  return convert({ path, folder, openOptions: [], ...options, format: 'geopackage', encoding: 'utf-8' });
}

/** Reads KML, whose folders are its layers. Errors: as of a GeoPackage. */
export async function readKml(path: string, options: GdalOptions): Promise<FeatureFile> {
  const folder = await makeUnpackFolder();
  return convert({ path, folder, openOptions: [], ...options, format: 'kml', encoding: 'utf-8' });
}

/** Reads a DXF drawing: all its layers are one here, and the file never names a system. Errors: `file-unreadable`. */
export async function readDxf(path: string, { everyLayer }: GdalOptions): Promise<FeatureFile> {
  const folder = await makeUnpackFolder();
  const readable = await readableDxf(path, folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return convert({ path: readable, folder, openOptions: [], everyLayer, format: 'dxf', encoding: 'utf-8' });
}

/** Reads a Shapefile from its zip, or from the folder it lies in. Errors: `archive-unsafe`, `file-unreadable`, `mapping-invalid`. */
export async function readShapefile(path: string, options: GdalOptions): Promise<FeatureFile> {
  const folder = await makeUnpackFolder();
  try {
    const parts = path.toLowerCase().endsWith('.zip')
      ? await unpackShapefile(path, folder, options)
      : await partsBeside(path);
    await proveShapefile(parts);
    const encoding = options.encoding ?? (parts.cpg || !parts.dbf ? undefined : await attributeEncoding(parts.dbf));
    const openOptions =
      encoding === undefined ? [] : [`ENCODING=${encoding === 'latin1' ? 'ISO-8859-1' : encoding.toUpperCase()}`];
    return await convert({
      path: parts.shp,
      folder,
      openOptions,
      layer: undefined,
      format: 'shapefile',
      encoding: encoding ?? 'cpg',
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function unpackShapefile(path: string, folder: string, options: GdalOptions): Promise<ShapefileParts> {
  const stems = new Set<string>();
  const stemOf = (name: string) => name.replace(SHAPEFILE_PARTS, '');
  const unpacked = await unpackZip(
    path,
    folder,
    (name) => SHAPEFILE_PARTS.test(name) && !name.startsWith('__MACOSX/'),
    options.zipLimits ?? ZIP_LIMITS,
  );
  for (const part of unpacked) if (/\.shp$/i.test(part.name)) stems.add(stemOf(part.name));
  const names = [...stems].map((stem) => basename(stem));
  if (stems.size === 0)
    throw new Problem('file-unreadable', '压缩包内没有 .shp 文件。 The archive holds no .shp file.');
  const stem =
    options.layer === undefined ? [...stems][0] : [...stems].find((each) => basename(each) === options.layer);
  if (stem === undefined || (options.layer === undefined && stems.size > 1)) throw chooseLayer(names);
  return renameParts(
    unpacked.filter((part) => stemOf(part.name) === stem),
    folder,
  );
}

/** GDAL finds the parts of a Shapefile by one stem and small-letter extensions. */
async function renameParts(parts: readonly Unpacked[], folder: string): Promise<ShapefileParts> {
  const found: Record<string, string> = {};
  for (const part of parts) {
    const extension = part.name.slice(-3).toLowerCase();
    const target = join(folder, `layer.${extension}`);
    await rename(part.path, target);
    found[extension] = target;
  }
  return { shp: found.shp ?? '', shx: found.shx, dbf: found.dbf, cpg: found.cpg };
}

async function partsBeside(path: string): Promise<ShapefileParts> {
  const beside = async (extension: string): Promise<string | undefined> => {
    const sibling = path.replace(/\.shp$/i, `.${extension}`);
    return (await stat(sibling).catch(() => null)) ? sibling : undefined;
  };
  return { shp: path, shx: await beside('shx'), dbf: await beside('dbf'), cpg: await beside('cpg') };
}

/** Guesses the encoding of a .dbf from its bytes: many bureaus' files carry no .cpg and a language byte that lies. */
async function attributeEncoding(dbf: string): Promise<string> {
  const file = await open(dbf);
  try {
    const buffer = Buffer.alloc(1024 * 1024);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const text = buffer.subarray(32, bytesRead).filter((byte) => byte >= 0x20);
    return detectEncoding(text) ?? 'latin1';
  } finally {
    await file.close();
  }
}

type Conversion = {
  path: string;
  folder: string;
  openOptions: string[];
  layer?: string | undefined;
  everyLayer?: boolean | undefined;
  format: string;
  encoding: string;
};

async function convert(conversion: Conversion): Promise<FeatureFile> {
  const { path, folder, openOptions, layer, everyLayer = false, format, encoding } = conversion;
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    // GDAL mounts folders by relative paths and splits them at the slash.
    const input = join(relative(process.cwd(), dirname(path)) || '.', basename(path));
    const answer = await runWorker({ input, folder: relative(process.cwd(), folder), openOptions, layer, everyLayer });
    if (!answer.ok) throw answer.reason === 'layer' ? chooseLayer(answer.layers) : unreadable(answer.reason);
    const rows = everyLayer ? rowsOfLayers(folder, answer.outputs) : (await readOutput(folder, 'out')).rows;
    return { format, crs: answer.crs ?? answer.crsName, encoding, rows, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const readOutput = (folder: string, file: string): Promise<FeatureFile> =>
  readGeoJson(join(folder, `${file}.geojson`), { encoding: 'utf-8' });

async function* rowsOfLayers(
  folder: string,
  outputs: readonly { layer: string; file: string }[],
): AsyncGenerator<FeatureRow> {
  let rowNumber = 0;
  for (const { layer, file } of outputs)
    for await (const row of (await readOutput(folder, file)).rows) yield { ...row, layer, rowNumber: ++rowNumber };
}

function runWorker(workerData: object): Promise<z.infer<typeof Converted>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./gdal-worker.js', import.meta.url), { workerData });
    worker.once('message', (message) => {
      resolve(Converted.parse(message));
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(unreadable('the reader stopped')));
  });
}

const chooseLayer = (names: readonly string[]): Problem =>
  new Problem(
    'mapping-invalid',
    `文件含多个图层：${names.join('、')}；请在映射中用 layer 指明一个。 The file holds several layers or not the one named: choose one by "layer" in the mapping.`,
    'layer',
  );

const unreadable = (reason: string): Problem =>
  new Problem(
    'file-unreadable',
    `文件不能作为空间数据读取（${reason}）；请重新导出后再试。 The file cannot be read as geodata: export it again.`,
  );
