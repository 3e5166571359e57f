import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../server/src/formats/open-file.ts';
import { proveZip, unpackZip, type ZipLimits } from '../../server/src/formats/zip.ts';
import { makeZip, type ZipEntry } from '../support/zip.ts';

const SECRET = 'not-for-readers-of-files';
const PATIENCE_MS = 30_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-uploads-'));
  await writeFile(join(folder, 'secret.txt'), SECRET);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** All rows of a file as text, or the kind of its refusal. */
async function read(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  try {
    const { file } = await openFile(path, name, { isKnownHeader: () => true, everyLayer: true });
    const rows: string[] = [];
    for await (const row of file.rows) rows.push(JSON.stringify(row).slice(0, 5000));
    if ('close' in file) await file.close();
    return rows.join('\n');
  } catch (error) {
    return error instanceof Error && 'kind' in error ? String(error.kind) : `unforeseen: ${String(error)}`;
  }
}

const placemark = (name: string, coordinates = '120.1,29.6 120.101,29.6 120.101,29.601 120.1,29.6') =>
  `<Placemark><name>${name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
const kml = (body: string, before = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;

/** Ten entities, each ten of the one before: a few hundred bytes that stand for ten thousand million. */
const LAUGHS = `<!DOCTYPE kml [<!ENTITY l0 "ha">${Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')}]>`;

describe('a KML', () => {
  it(
    'that is sound is read, and one whose entities swell is refused or left unread, at once',
    async () => {
      expect(await read('sound.kml', kml(placemark('甲')))).toContain('甲');
      const began = performance.now();
      const answers = [
        await read('laughs.kml', kml(placemark('&l10;'), LAUGHS)),
        await read('laughs.kmz', makeZip([{ name: 'doc.kml', content: kml(placemark('&l10;'), LAUGHS) }])),
      ];
      expect(
        answers.map((answer) => answer === 'file-unreadable' || (answer.length < 10_000 && !/(ha){100}/.test(answer))),
      ).toEqual([true, true]);
      expect(performance.now() - began).toBeLessThan(PATIENCE_MS / 2);
    },
    PATIENCE_MS,
  );

  it(
    'brings in no other file, neither by an entity nor by a link',
    async () => {
      const place = join(folder, 'secret.txt');
      for (const where of [`file://${place}`, 'secret.txt']) {
        const entity = kml(placemark('&x;'), `<!DOCTYPE kml [<!ENTITY x SYSTEM "${where}">]>`);
        const link = kml(`<NetworkLink><Link><href>${where}</href></Link></NetworkLink>${placemark('乙')}`);
        expect(await read('entity.kml', entity)).not.toContain(SECRET);
        expect(await read('link.kml', link)).not.toContain(SECRET);
      }
    },
    PATIENCE_MS,
  );
});

describe('a drawing or a text that claims more than it holds', () => {
  it.each([
    [
      'a DXF of a polyline with a thousand million corners',
      'many.dxf',
      '0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\na\n90\n999999999\n70\n1\n10\n1\n20\n1\n0\nENDSEC\n0\nEOF\n',
    ],
    [
      'a DXF whose block holds itself',
      'self.dxf',
      '0\nSECTION\n2\nBLOCKS\n0\nBLOCK\n2\nA\n10\n0\n20\n0\n0\nINSERT\n2\nA\n70\n30000\n71\n30000\n0\nENDBLK\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n0\nINSERT\n2\nA\n70\n30000\n71\n30000\n0\nENDSEC\n0\nEOF\n',
    ],
    [
      'a GeoJSON nested a hundred thousand deep',
      'deep.geojson',
      `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":${'['.repeat(100_000)}`,
    ],
    [
      'a GeoJSON whose numbers have no end',
      'long.geojson',
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":${'9'.repeat(500_000)}},"geometry":null}]}`,
    ],
    [
      'a GeoPackage that is a head and nothing else',
      'head.gpkg',
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 0xff)]),
    ],
    ['a CSV of one line without end', 'line.csv', `宗地代码,${'a'.repeat(2_000_000)}\n`],
  ])(
    '%s is answered in words and in time',
    async (_, name, content) => {
      const began = performance.now();
      expect(await read(name, content)).not.toContain('unforeseen');
      expect(performance.now() - began).toBeLessThan(PATIENCE_MS / 2);
    },
    PATIENCE_MS,
  );
});

describe('an archive', () => {
  const SMALL: ZipLimits = { entries: 3, totalBytes: 1000, ratio: 200 };
  const kindOf = async (entries: readonly ZipEntry[], limits?: ZipLimits): Promise<string> => {
    const path = join(folder, 'archive.zip');
    await writeFile(path, makeZip(entries));
    const target = await mkdtemp(join(folder, 'out-'));
    const answers = await Promise.all(
      [unpackZip(path, target, () => true, limits), proveZip(path, limits)].map((work) =>
        work.then(
          () => 'taken',
          (error: { kind?: string }) => error.kind ?? String(error),
        ),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    return answers[0] ?? '';
  };
  const named = (name: string | Buffer, content: string | Buffer = 'x'): ZipEntry[] => [{ name, content }];

  it.each(['../a.shp', 'a/../../b.shp', '..\\..\\a.shp', '/etc/a.shp', 'C:\\a.shp', 'c:/a.shp'])(
    'with the entry %s, which leads out of it, is not opened',
    async (name) => {
      expect(await kindOf(named(name))).toBe('archive-unsafe');
    },
  );

  it('is held to its number of entries, its size and its ratio, also where it lies about them', async () => {
    const many = ['a', 'b', 'c', 'd'].flatMap((name) => named(name));
    const zeroes = Buffer.alloc(11 * 1024 * 1024);
    expect([
      await kindOf(many, SMALL),
      await kindOf(many.slice(1), SMALL),
      await kindOf(named('a', 'x'.repeat(1001)), SMALL),
      await kindOf([...named('a', 'x'.repeat(600)), ...named('b', 'x'.repeat(600))], SMALL),
      await kindOf(named('a', zeroes)),
      await kindOf([{ name: 'a', content: zeroes, claimedBytes: 5 }]),
    ]).toEqual(['archive-unsafe', 'taken', 'archive-unsafe', 'archive-unsafe', 'archive-unsafe', 'file-unreadable']);
  });

  it('is unpacked under names of ours: a link is a file with the words of its target, and an archive inside stays shut', async () => {
    const inner = makeZip(named('../../a.shp', 'x'.repeat(100)));
    const path = join(folder, 'inside.zip');
    await writeFile(path, makeZip([...named('link.shp', '/etc/passwd'), ...named('inner.zip', inner)], 0o120777));
    const target = await mkdtemp(join(folder, 'out-'));
    const unpacked = await unpackZip(path, target, () => true);
    expect(unpacked.map(({ name }) => name)).toEqual(['link.shp', 'inner.zip']);
    const found = await readdir(target, { withFileTypes: true });
    expect(found.map((each) => [each.name, each.isFile()]).sort()).toEqual([
      ['0.shp', true],
      ['1.zip', true],
    ]);
    expect(await readFile(join(target, '0.shp'), 'utf8')).toBe('/etc/passwd');
  });
});
