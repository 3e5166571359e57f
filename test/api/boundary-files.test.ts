import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { dxfOf, kmlOf } from '../support/drawings.ts';
import { collection, makeZhuji, postForm, squareAt } from '../support/import-fixtures.ts';
import { shapefileParts } from '../support/shapefile.ts';
import { makeZip } from '../support/zip.ts';

const db = await testDatabase();
const app = await testApp({ db });
beforeAll(() => makeZhuji(db));

const shape = (type: string, coordinates: unknown, properties: object = {}) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const read = async (content: string | Buffer, fields: Record<string, string> = {}, name = 'zone.geojson') => {
  const reply = await postForm(app, '/api/boundaries', { name, content, fields });
  return { status: reply.statusCode, ...reply.json() };
};
const kindOf = async (...given: Parameters<typeof read>) => {
  const { type, detail } = await read(...given);
  return [type, detail];
};

/** 0.001° at 29.6° north: 96.85 m by 110.85 m, 16.1 mu. */
const SQUARE_MU = 16.1;
const SQUARE = squareAt(120.1, 29.6);

describe('boundaries out of files', () => {
  it('are listed by area with the system that was found, those of no use by name', async () => {
    const large = squareAt(120.2, 29.6, 0.002);
    const { status, ...file } = await read(
      collection(
        shape('Polygon', [SQUARE], { 名称: '一区' }),
        shape('LineString', large, { 名称: '二区' }),
        shape('LineString', large.slice(0, 3), { 名称: '路' }),
        shape('Polygon', [squareAt(110, 29.6)], { 名称: '外地' }),
      ),
    );
    expect([status, file]).toEqual([
      200,
      {
        fileName: 'zone.geojson',
        format: 'geojson',
        crs: { code: 'EPSG:4326', name: 'EPSG:4326', from: 'format' },
        suggestions: [{ crs: 'EPSG:4490', name: 'CGCS2000', longitude: 120.1, latitude: 29.6, distanceKm: 13.4 }],
        candidates: [
          {
            row: 2,
            name: '二区',
            layer: null,
            from: 'closed-line',
            muHundredths: expect.closeTo(400 * SQUARE_MU, -2),
            positions: 5,
            boundary: { type: 'MultiPolygon', coordinates: [[large]] },
            preview: null,
            repaired: null,
            outsideMuHundredths: 0,
          },
          expect.objectContaining({ name: '一区', from: 'area', muHundredths: expect.closeTo(100 * SQUARE_MU, -2) }),
        ],
        passedOver: [
          { row: 3, name: '路', reason: 'line', message: '“路”是没有闭合的线，不是面' },
          { row: 4, name: '外地', reason: 'outside', message: '“外地”在辖区之外' },
        ],
        jurisdictionOutline: expect.objectContaining({ type: 'MultiPolygon' }),
      },
    ]);
  });

  it('ask for the system where a drawing names none, with the place that each would give, and take the one chosen', async () => {
    const points = squareAt(40_510_000, 3_276_000, 100).slice(0, 4);
    const dxf = dxfOf([
      { layer: '红线', isClosed: true, points },
      { layer: '中线', isClosed: false, points },
    ]);
    const asked = await read(dxf, {}, 'zone.dxf');
    expect(asked).toMatchObject({
      status: 200,
      format: 'dxf',
      crs: null,
      candidates: [],
      passedOver: [{ name: '中线', reason: 'line' }],
      suggestions: [
        {
          crs: 'EPSG:4528',
          name: 'CGCS2000 / 3-degree Gauss-Kruger zone 40',
          longitude: expect.closeTo(120.1033, 3),
          latitude: expect.closeTo(29.6, 1),
        },
      ],
    });
    const plain = collection(shape('Polygon', [squareAt(510_000, 3_276_000, 100)]));
    const { suggestions } = await read(plain);
    expect(suggestions.map(({ crs }: { crs: string }) => crs)).toEqual(['EPSG:4549', 'EPSG:4550', 'EPSG:4548']);
    const taken = await read(plain, { crs: 'EPSG:4549' });
    expect(taken.crs).toEqual({ code: 'EPSG:4549', name: 'CGCS2000 / 3-degree Gauss-Kruger CM 120E', from: 'asked' });
    expect(taken.candidates[0]).toMatchObject({ name: '#1', muHundredths: 1500, from: 'area' });
    expect((await kindOf(plain, { crs: 'EPSG:4548' }))[0]).toBe('axes-swapped');
  });

  it('come from every folder of a KML, each by its name', async () => {
    const kml = kmlOf([
      { name: '一区', ring: SQUARE },
      { name: '二线', ring: SQUARE.slice(0, 3) },
    ]);
    expect(await read(kml, {}, 'zone.kml')).toMatchObject({
      format: 'kml',
      crs: { code: 'EPSG:4326', from: 'format' },
      candidates: [{ name: '一区', layer: '一区夹', from: 'area' }],
      passedOver: [{ name: '二线', reason: 'line' }],
    });
    const kmz = makeZip([
      { name: 'files/icon.png', content: 'a picture' },
      { name: 'files/other.kml', content: kmlOf([{ name: '另一', ring: SQUARE }]) },
      { name: 'doc.kml', content: kml },
    ]);
    expect(await read(kmz, {}, 'zone.kmz')).toMatchObject({ format: 'kml', candidates: [{ name: '一区' }] });
    const empty = makeZip([{ name: 'files/icon.png', content: 'a picture' }]);
    expect(await kindOf(empty, {}, 'zone.kmz')).toEqual(['file-unreadable', expect.stringContaining('.kml')]);
  });

  it('come from every Shapefile of a zip, each by its layer, in the one system that is asked for', async () => {
    const partsOf = (name: string, x: number, parts: readonly ('shp' | 'shx' | 'dbf' | 'prj')[]) => {
      const ring = squareAt(x, 3_276_000, 100).reverse();
      const made = shapefileParts({ fields: ['MC'], records: [{ ring, attributes: [name] }], encoding: 'utf8' });
      return parts.map((part) => ({ name: `data/${name}.${part}`, content: made[part] }));
    };
    const zip = (...ofSecond: ('shp' | 'shx' | 'dbf' | 'prj')[]) =>
      makeZip([...partsOf('一区', 510_000, ['shp', 'shx', 'dbf', 'prj']), ...partsOf('二区', 510_200, ofSecond)]);
    const both = [
      { name: '一区', layer: '一区', muHundredths: 1500 },
      { name: '二区', layer: '二区', muHundredths: 1500 },
    ];
    expect(await read(zip('shp', 'shx', 'dbf', 'prj'), {}, 'zones.zip')).toMatchObject({
      crs: { code: 'EPSG:4549', from: 'file' },
      candidates: both,
    });
    const lacking = zip('shp', 'shx', 'dbf');
    expect(await read(lacking, {}, 'zones.zip')).toMatchObject({ crs: null, candidates: [] });
    expect(await read(lacking, { crs: 'EPSG:4549' }, 'zones.zip')).toMatchObject({
      crs: { code: 'EPSG:4549', from: 'asked' },
      candidates: both,
    });
  });

  it('are united where several are wanted, what they share counted once', async () => {
    const unite = async (...rings: (readonly (readonly [number, number])[])[]) => {
      const boundaries = rings.map((ring) => ({ type: 'MultiPolygon', coordinates: [[ring]] }));
      const payload = { jurisdiction: 'zhuji', boundaries };
      const reply = await app.inject({ method: 'POST', url: '/api/boundaries/union', payload });
      return { status: reply.statusCode, ...reply.json() };
    };
    // The second shares half of the first and half of it lies apart; the third lies alone.
    const [half, apart] = [squareAt(120.1005, 29.6), squareAt(120.2, 29.6)];
    expect(await unite(SQUARE, half, apart)).toEqual({
      status: 200,
      boundary: { type: 'MultiPolygon', coordinates: [[expect.any(Array)], [expect.any(Array)]] },
      preview: null,
      areas: 3,
      pieces: 2,
      positions: expect.any(Number),
      muHundredths: expect.closeTo(250 * SQUARE_MU, -1),
      overlapMuHundredths: expect.closeTo(50 * SQUARE_MU, -1),
      outsideMuHundredths: 0,
    });
    expect([
      (await unite()).type,
      (await unite(SQUARE, SQUARE.slice(0, 4))).place,
      (await unite(squareAt(120.1, 29.6, 0))).type,
      (await unite(squareAt(-60, 0, 60))).type,
    ]).toEqual(['request-invalid', 'body.boundaries.1', 'zone-empty', 'zone-too-large']);
  });

  it('offer a boundary that crosses itself repaired, with the place and both areas; one past the border with the part outside', async () => {
    const [a, b, c, d] = SQUARE;
    const bowTie = [a, c, b, d, a];
    const { candidates } = await read(
      collection(shape('Polygon', [bowTie]), shape('Polygon', [squareAt(120.5385, 29.6)])),
    );
    expect(candidates.map(({ repaired }: { repaired: object }) => repaired)).toEqual([
      null,
      {
        reason: 'Self-intersection',
        longitude: expect.closeTo(120.1005, 6),
        latitude: expect.closeTo(29.6005, 6),
        muHundredthsBefore: expect.any(Number),
        muHundredthsAfter: expect.closeTo(50 * SQUARE_MU, -1),
      },
    ]);
    expect(candidates[1].muHundredths).toBe(candidates[1].repaired.muHundredthsAfter);
    // The border of the jurisdiction is at 120.539°: half of the square lies beyond it.
    expect(candidates[0].outsideMuHundredths).toBeCloseTo(50 * SQUARE_MU, -2);
  });

  it('refuse in words what can be no boundary', async () => {
    const circle = Array.from({ length: 20_001 }, (_, at) => {
      const angle = (at / 20_000) * 2 * Math.PI;
      return at === 20_000 ? [120.101, 29.6] : [120.1 + 0.001 * Math.cos(angle), 29.6 + 0.001 * Math.sin(angle)];
    });
    const bomb = makeZip([{ name: 'a.shp', content: Buffer.alloc(40 * 1024 * 1024) }]);
    expect([
      await kindOf(collection(shape('LineString', SQUARE.slice(0, 3), { 名称: '路' }))),
      await kindOf(collection(shape('Polygon', [circle]))),
      await kindOf(collection(shape('Polygon', [squareAt(29.6, 120.1)]))),
      await kindOf(collection(shape('Polygon', [squareAt(3_276_000, 510_000, 100)]))),
      await kindOf(collection(shape('Polygon', [squareAt(119.5, 29.2)]))),
      await kindOf(collection(shape('Polygon', [squareAt(7, 7_000_000)]))),
      await kindOf(collection(shape('Polygon', [squareAt(120.1, 29.6, 0)]))),
      await kindOf(collection(shape('Polygon', []))),
      await kindOf(collection()),
      await kindOf(bomb, {}, 'zone.zip'),
      await kindOf('a,b\n1,2\n', {}, 'table.csv'),
      await kindOf(collection(shape('Polygon', [SQUARE])), { jurisdiction: 'nowhere' }),
    ]).toEqual([
      ['boundary-is-line', expect.stringContaining('“路”是没有闭合的线')],
      ['zone-too-detailed', expect.stringContaining('20,000')],
      ['axes-swapped', expect.stringContaining('X 与 Y 颠倒')],
      ['axes-swapped', expect.stringContaining('X 与 Y 颠倒')],
      ['zone-outside', expect.stringContaining('在辖区之外')],
      ['crs-unknown', expect.stringContaining('EPSG:4549')],
      ['zone-empty', expect.any(String)],
      ['zone-empty', expect.any(String)],
      ['file-empty', expect.any(String)],
      ['archive-unsafe', expect.any(String)],
      ['file-unreadable', expect.any(String)],
      ['jurisdiction-not-found', expect.any(String)],
    ]);
  });

  it('write nothing', async () => {
    const { rows } = await db.execute(
      sql`SELECT (SELECT count(*) FROM constraint_features) + (SELECT count(*) FROM scenarios) AS n`,
    );
    expect(Number(rows[0]?.n)).toBe(0);
  });
});
