import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../contract/problem.ts';
import { chooseLayer, convert, type GdalOptions } from './gdal.ts';
import type { FeatureFile } from './rows.ts';
import { proveShapefile, type ShapefileParts } from './shapefile-parts.ts';
import { detectEncoding } from './text-encoding.ts';
import { makeUnpackFolder } from './unpack-folder.ts';
import { type Unpacked, unpackZip, ZIP_LIMITS } from './zip.ts';

const PART = /\.(shp|shx|dbf|prj|cpg)$/i;

/** One Shapefile under the name it has in its archive. */
type NamedParts = ShapefileParts & { readonly name: string };

/**
 * Reads a Shapefile from its zip, or from the folder it lies in; every one of a zip where every layer is asked for. Errors:
 * `archive-unsafe`, `file-unreadable`, `mapping-invalid`.
 */
export async function readShapefile(path: string, options: GdalOptions): Promise<FeatureFile> {
  const folder = await makeUnpackFolder();
  try {
    const shapefiles = path.toLowerCase().endsWith('.zip')
      ? await unpackShapefiles(path, folder, options)
      : [await partsBeside(path)];
    const encodings = new Set<string>();
    const sources = [];
    for (const parts of shapefiles) {
      await proveShapefile(parts);
      const encoding = options.encoding ?? (parts.cpg || !parts.dbf ? undefined : await attributeEncoding(parts.dbf));
      encodings.add(encoding ?? 'cpg');
      sources.push({ path: parts.shp, name: parts.name, openOptions: openOptions(encoding) });
    }
    return await convert({
      sources,
      folder,
      everyLayer: options.everyLayer,
      format: 'shapefile',
      encoding: [...encodings].join('、'),
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const openOptions = (encoding: string | undefined): string[] =>
  encoding === undefined ? [] : [`ENCODING=${encoding === 'latin1' ? 'ISO-8859-1' : encoding.toUpperCase()}`];

const stemOf = (name: string): string => name.replace(PART, '');

async function unpackShapefiles(path: string, folder: string, options: GdalOptions): Promise<NamedParts[]> {
  const unpacked = await unpackZip(
    path,
    folder,
    (name) => PART.test(name) && !name.startsWith('__MACOSX/'),
    options.zipLimits ?? ZIP_LIMITS,
  );
  const stems = [...new Set(unpacked.flatMap(({ name }) => (/\.shp$/i.test(name) ? [stemOf(name)] : [])))];
  if (stems.length === 0)
    throw new Problem('file-unreadable', '压缩包内没有 .shp 文件。 The archive holds no .shp file.');
  const chosen = stems.filter((stem) => options.layer === undefined || basename(stem) === options.layer);
  if (chosen.length === 0 || (chosen.length > 1 && !options.everyLayer))
    throw chooseLayer(stems.map((stem) => basename(stem)));
  const shapefiles: NamedParts[] = [];
  for (const [index, stem] of chosen.entries()) {
    const parts = unpacked.filter(({ name }) => stemOf(name) === stem);
    shapefiles.push({ name: basename(stem), ...(await renameParts(parts, join(folder, `layer-${index}`))) });
  }
  return shapefiles;
}

/** GDAL finds the parts of a Shapefile by one stem and small-letter extensions. */
async function renameParts(parts: readonly Unpacked[], stem: string): Promise<ShapefileParts> {
  const found: Record<string, string> = {};
  for (const part of parts) {
    const extension = part.name.slice(-3).toLowerCase();
    const target = `${stem}.${extension}`;
    await rename(part.path, target);
    found[extension] = target;
  }
  return { shp: found.shp ?? '', shx: found.shx, dbf: found.dbf, cpg: found.cpg };
}

async function partsBeside(path: string): Promise<NamedParts> {
  const beside = async (extension: string): Promise<string | undefined> => {
    const sibling = path.replace(/\.shp$/i, `.${extension}`);
    return (await stat(sibling).catch(() => null)) ? sibling : undefined;
  };
  const name = basename(stemOf(path));
  return { name, shp: path, shx: await beside('shx'), dbf: await beside('dbf'), cpg: await beside('cpg') };
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
