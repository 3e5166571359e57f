import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ConstraintProgress } from '../../server/src/contract/constraint.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { importConstraints } from '../../server/src/features/constraints/import-constraints.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { collection, makeZhuji, postForm, squareAt } from '../support/import-fixtures.ts';

const db = await testDatabase();
const app = await testApp({ db });
beforeAll(() => makeZhuji(db));

const shape = (type: string, coordinates: unknown, properties: object = {}) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const bring = (content: string | Buffer, fields: Record<string, string>, name = 'layer.geojson') =>
  postForm(app, '/api/constraint-layers', { name, content, fields });
const layers = async () => (await app.inject('/api/constraint-layers?jurisdiction=zhuji')).json().items;
const rows = (layer: string) =>
  selectRows(
    db,
    z.object({ name: z.string().nullable(), mu: z.number() }),
    sql`SELECT name, round((ST_Area(geom::geography) * 15 / 10000)::numeric, 1)::float8 AS mu FROM constraint_features WHERE layer = ${layer} ORDER BY id`,
  );

/** 0.001° at 29.6° north: 96.85 m by 110.85 m, 10,737 m², 16.1 mu. */
const SQUARE_MU = 16.1;

describe('constraint layers', () => {
  it('come from a file as areas, each ground once, and take the place of the one of their kind', async () => {
    const [first, second] = [squareAt(120.1, 29.6), squareAt(120.1005, 29.6)];
    const two = [squareAt(120.2, 29.6), squareAt(120.3, 29.6)].map((ring) => [ring]);
    const reply = await bring(
      collection(
        shape('Polygon', [first], { 图斑名称: '甲' }),
        shape('Polygon', [second], { 图斑名称: '乙' }),
        shape('MultiPolygon', two),
        shape('Polygon', [squareAt(100, 20)]),
      ),
      { kind: 'permanent-farmland' },
    );
    expect([reply.statusCode, reply.json()]).toEqual([
      201,
      {
        layer: {
          id: 1,
          kind: 'permanent-farmland',
          name: '永久基本农田',
          features: 3,
          muHundredths: expect.closeTo(100 * 3.5 * SQUARE_MU, -2),
          widthM: null,
          sourceFile: 'layer.geojson',
          crs: 'EPSG:4326',
          importedAt: '2026-06-30T04:00:00Z',
          revision: 1,
          isSynthetic: false,
        },
        replaced: false,
        warnings: [
          { row: 0, message: expect.stringContaining('1 个要素远在辖区之外') },
          { row: 0, message: expect.stringContaining('1 个要素与前面的要素重叠') },
        ],
      },
    ]);
    expect(await rows('permanent-farmland')).toEqual([
      { name: '甲', mu: SQUARE_MU },
      { name: '乙', mu: expect.closeTo(SQUARE_MU / 2, 0) },
      { name: null, mu: SQUARE_MU },
      { name: null, mu: SQUARE_MU },
    ]);
    const again = await bring(collection(shape('Polygon', [first])), { kind: 'permanent-farmland', name: '农田二版' });
    expect(again.json()).toMatchObject({
      replaced: true,
      layer: { id: 1, name: '农田二版', features: 1, revision: 2 },
    });
    expect(await layers()).toEqual([again.json().layer]);
    expect(await rows('permanent-farmland')).toEqual([{ name: null, mu: SQUARE_MU }]);
  });

  it('take closed lines for areas, and centre lines of planned roads with a width', async () => {
    const square = squareAt(120.1, 29.6);
    const drawn = collection(shape('LineString', square));
    expect((await bring(drawn, { kind: 'ecological-red-line' })).json().layer.muHundredths).toBeCloseTo(
      SQUARE_MU * 100,
      -2,
    );
    const open = collection(shape('LineString', square.slice(0, 2)));
    const refused = await bring(open, { kind: 'planned-road' });
    expect([refused.statusCode, refused.json().type]).toEqual([422, 'boundary-is-line']);
    const road = await bring(open, { kind: 'planned-road', widthM: '24' });
    // 96.85 m by 24 m with two half circles of 12 m: 2,324 + 452 m², 4.16 mu.
    expect(road.json().layer).toMatchObject({ widthM: 24, muHundredths: expect.closeTo(416, -1) });
    expect((await bring(drawn, { kind: 'control-line', widthM: '24' })).json().type).toBe('request-invalid');
  });

  it('keep the former layer where anything of the file is wrong', async () => {
    const before = await layers();
    const kind = 'permanent-farmland';
    const bowTie = [
      [120.1, 29.6],
      [120.101, 29.601],
      [120.101, 29.6],
      [120.1, 29.601],
      [120.1, 29.6],
    ];
    const replies = [
      await bring(collection(shape('Polygon', [squareAt(120.1, 29.6)]), shape('Polygon', [bowTie])), { kind }),
      await bring(collection(shape('Polygon', [squareAt(120.1, 29.6)]), shape('Polygon', null)), { kind }),
      await bring(collection(shape('Polygon', [squareAt(29.6, 120.1)])), { kind }),
      await bring(collection(shape('Polygon', [squareAt(110, 29.6)])), { kind }),
      await bring(collection(shape('Polygon', [squareAt(510000, 3276000, 100)])), { kind, crs: 'EPSG:9999' }),
      await bring(collection(), { kind }),
      await bring('a,b\n1,2\n', { kind }, 'table.csv'),
      await bring(collection(shape('Polygon', [squareAt(120.1, 29.6)])), { kind: 'other' }),
      await bring(collection(shape('Polygon', [squareAt(120.1, 29.6)])), { kind, jurisdiction: 'nowhere' }),
    ];
    expect(replies.map((reply) => reply.json().type)).toEqual([
      'file-unreadable',
      'file-unreadable',
      'axes-swapped',
      'axes-swapped',
      'crs-unknown',
      'file-empty',
      'file-unreadable',
      'request-invalid',
      'jurisdiction-not-found',
    ]);
    expect(replies[0]?.json().faults).toEqual([
      { code: 'geometry-invalid', place: 'feature 2', message: expect.stringContaining('Self-intersection') },
    ]);
    expect(await layers()).toEqual(before);
  });

  it('are read in the system of their file, listed by kind, and taken away', async () => {
    const ring = squareAt(510000, 3276000, 100);
    const content = collection(shape('Polygon', [ring], { MC: '城西控制线' }));
    const made = await bring(content, { kind: 'control-line', crs: 'EPSG:4549' }, '控制线.geojson');
    expect(made.json().layer).toMatchObject({ crs: 'EPSG:4549', sourceFile: '控制线.geojson', muHundredths: 1500 });
    expect(await rows('control-line')).toEqual([{ name: '城西控制线', mu: 15 }]);
    await bring(collection(shape('Polygon', [squareAt(120.1, 29.6)])), { kind: 'other', name: '地质灾害' });
    expect((await layers()).map(({ kind }: { kind: string }) => kind)).toEqual([
      'control-line',
      'permanent-farmland',
      'ecological-red-line',
      'planned-road',
      'other',
    ]);
    const { id } = made.json().layer;
    const gone = await app.inject({ method: 'DELETE', url: `/api/constraint-layers/${id}` });
    expect([gone.statusCode, gone.json().kind]).toEqual([200, 'control-line']);
    expect(await rows('control-line')).toEqual([]);
    const missing = await app.inject({ method: 'DELETE', url: `/api/constraint-layers/${id}` });
    expect(missing.json().type).toBe('constraint-layer-not-found');
  });

  it('say how far they are, and take each ground once across steps too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'layer-'));
    const filePath = join(folder, 'layer.geojson');
    const at = (lng: number) => shape('Polygon', [squareAt(lng, 29.6)]);
    // All but the first and the last two are far away. The last lies in the ground of both that are taken before it.
    const far = Array.from({ length: 1998 }, () => shape('Polygon', [squareAt(100, 20)]));
    await writeFile(filePath, collection(at(120.1), ...far, at(120.1005), at(120.1003)));
    const told: ConstraintProgress[] = [];
    const request = {
      jurisdiction: 'zhuji',
      kind: 'other',
      name: '分步',
      filePath,
      fileName: 'layer.geojson',
    } as const;
    const services = { db, clock: () => new Date('2026-06-30T04:00:00Z') };
    const stopped = importConstraints(services, OPEN_ACTOR, request, ({ phase }) => {
      if (phase === 'storing') throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect((await layers()).some(({ name }: { name: string }) => name === '分步')).toBe(false);
    const made = await importConstraints(services, OPEN_ACTOR, request, (progress) => told.push(progress));
    await rm(folder, { recursive: true });
    const steps = (phase: string) => [
      [phase, 0, 2001],
      [phase, 2000, 2001],
    ];
    expect(told.map(({ phase, done, total }) => [phase, done, total])).toEqual([
      ['reading', 2001, null],
      ...steps('placing'),
      ...steps('mending'),
      ...steps('parting'),
      ['storing', 0, 3],
    ]);
    expect(made.layer.muHundredths).toBeCloseTo(100 * 1.5 * SQUARE_MU, -2);
    expect(made.warnings.map(({ message }) => message.match(/^\d+/)?.[0])).toEqual(['1998', '2']);
    const idle = await app.inject('/api/constraint-layers/progress?jurisdiction=zhuji');
    expect(idle.json()).toEqual({ progress: null });
  });
});
