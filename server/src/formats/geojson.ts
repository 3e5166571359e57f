import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Problem } from '../contract/problem.ts';
import type { Cell, FeatureFile, FeatureRow } from './rows.ts';
import { fileEncoding, strictDecoder, type TextEncoding } from './text-encoding.ts';
import type { Geometry } from './wkb.ts';

const HEAD_BYTES = 64 * 1024;
/** Longest single feature: a ring of a million vertices stays below it. */
const MAX_FEATURE_CHARACTERS = 64 * 1024 * 1024;
const [SPACE, COMMA, CLOSING_BRACKET, OPENING_BRACE] = [0x20, 0x2c, 0x5d, 0x7b];
/** What RFC 7946 says of a file that names no system. */
const DEFAULT_CRS = 'EPSG:4326';
/** Stands before each feature of a sequence as RFC 8142 writes it. */
const RECORD_SEPARATOR = String.fromCharCode(0x1e);

/**
 * Reads GeoJSON (a FeatureCollection, or one feature a line) feature by feature, in memory that does not grow with the file.
 * Errors: `file-empty`, `file-unreadable` with the feature's number, `encoding-unknown`.
 */
export async function readGeoJson(
  path: string,
  options: { readonly encoding?: string | undefined },
): Promise<FeatureFile> {
  const encoding = await fileEncoding(path, options.encoding);
  const head = await readHead(path);
  const opening = head.replaceAll(RECORD_SEPARATOR, '').replace(/^[\uFEFF\s]+/, '');
  if (!opening.startsWith('{'))
    throw new Problem(
      'file-unreadable',
      '文件不是 GeoJSON：应以 { 开头。 This is not GeoJSON: it must begin with a brace.',
    );
  const isSequence =
    !/"type"\s*:\s*"FeatureCollection"|"features"\s*:\s*\[/.test(opening) && /"type"\s*:\s*"Feature"/.test(opening);
  const stated = crsOf(opening);
  const texts = isSequence ? lines(path, encoding) : collectionFeatures(path, encoding);
  return {
    format: isSequence ? 'geojson-sequence' : 'geojson',
    crs: stated ?? DEFAULT_CRS,
    isCrsImplied: stated === null,
    encoding,
    rows: parseFeatures(texts),
    close: async () => undefined,
  };
}

/** The system named by the old `crs` member: urn:ogc:def:crs:EPSG::4549, EPSG:4549 or CRS84. */
function crsOf(head: string): string | null {
  const name = /"crs"\s*:\s*\{[^{}]*\{[^{}]*"name"\s*:\s*"([^"]{1,200})"/.exec(head)?.[1];
  if (name === undefined) return null;
  if (/CRS84$/i.test(name)) return DEFAULT_CRS;
  const code = /EPSG:(?:[\d.]*:)?(\d{4,6})$/i.exec(name)?.[1];
  return code === undefined ? name : `EPSG:${code}`;
}

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* decoded(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = strictDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 512 * 1024 })) yield decoder.write(chunk as Buffer);
  yield decoder.end();
}

async function* lines(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  let rest = '';
  for await (const text of decoded(path, encoding)) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_FEATURE_CHARACTERS) throw tooLong();
    for (const part of parts) {
      const line = plainLine(part);
      if (line !== '') yield line;
    }
  }
  const last = plainLine(rest);
  if (last !== '') yield last;
}

const plainLine = (line: string): string => line.replace(RECORD_SEPARATOR, '').replace('\uFEFF', '').trim();

/**
 * Cuts the objects out of the top-level `features` array by counting brackets outside strings. An entry that is no
 * object (null, a number, a list) comes as `null`, so that it is counted and refused like any other row.
 */
async function* collectionFeatures(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let inFeatures = false;
  let key = '';
  let keyFrom = -1;
  let keyHeld = '';
  let held = '';
  let isHolding = false;
  let isBare = false;
  for await (const text of decoded(path, encoding)) {
    let from = isHolding ? 0 : -1;
    if (keyFrom >= 0) keyFrom = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === 92) escaped = true;
        else if (code === 34) {
          inString = false;
          if (keyFrom >= 0) key = keyHeld + text.slice(keyFrom, at);
          keyHeld = '';
          keyFrom = -1;
        }
        continue;
      }
      if (inFeatures && depth === 2) {
        if (code === COMMA || code === CLOSING_BRACKET) isBare = false;
        else if (!isBare && code !== OPENING_BRACE && code > SPACE) {
          isBare = true;
          yield 'null';
        }
      }
      if (code === 34) {
        inString = true;
        if (depth === 1) keyFrom = at + 1;
      } else if (code === 123 || code === 91) {
        if (inFeatures && depth === 2 && code === 123) {
          isHolding = true;
          from = at;
        }
        if (depth === 1 && code === 91 && key === 'features') inFeatures = true;
        depth += 1;
      } else if (code === 125 || code === 93) {
        depth -= 1;
        if (isHolding && depth === 2) {
          yield held + text.slice(from, at + 1);
          held = '';
          isHolding = false;
          from = -1;
        } else if (inFeatures && depth === 1) inFeatures = false;
      }
    }
    if (keyFrom >= 0) keyHeld += text.slice(keyFrom);
    if (isHolding) {
      held += text.slice(Math.max(from, 0));
      if (held.length > MAX_FEATURE_CHARACTERS) throw tooLong();
    }
  }
  if (depth !== 0 || inString) {
    throw new Problem(
      'file-unreadable',
      'GeoJSON 不完整：文件在括号闭合之前结束，请重新导出。 The GeoJSON is truncated: export it again.',
    );
  }
}

const tooLong = () =>
  new Problem('file-unreadable', `单个要素超过 ${MAX_FEATURE_CHARACTERS} 个字符。 A single feature is too long.`);

async function* parseFeatures(texts: AsyncIterable<string>): AsyncGenerator<FeatureRow> {
  let rowNumber = 0;
  for await (const text of texts) {
    rowNumber += 1;
    let feature: unknown;
    try {
      feature = JSON.parse(text);
    } catch {
      throw new Problem(
        'file-unreadable',
        `第 ${rowNumber} 个要素不是合法的 JSON。 Feature ${rowNumber} is not JSON.`,
        `feature ${rowNumber}`,
      );
    }
    const { properties, geometry } = (feature ?? {}) as {
      properties?: Record<string, unknown> | null;
      geometry?: Geometry | null;
    };
    yield { rowNumber, values: plainValues(properties ?? {}), geometry: geometry ?? null };
  }
}

function plainValues(properties: Record<string, unknown>): Record<string, Cell> {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'string') {
      const trimmed = value.trim();
      if (trimmed.length !== value.length || trimmed === '') properties[name] = trimmed === '' ? null : trimmed;
    } else if (typeof value === 'boolean') properties[name] = value ? '是' : '否';
    else if (typeof value !== 'number' && value !== null) properties[name] = JSON.stringify(value);
  }
  return properties as Record<string, Cell>;
}
