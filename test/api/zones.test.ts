import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Boundary } from '../../server/src/contract/zone.ts';
import { ZoneBoundary, ZoneMeasure } from '../../server/src/contract/zone-measure.ts';
import type { Database } from '../../server/src/db/database.ts';
import { selectRow } from '../../server/src/db/sql.ts';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

let app: App;
let db: Database;

/** A rectangle about the row of parcels, each 0.0008° wide and 0.001° from the next; they stand from 29.7 to 29.7008. */
const strip = (west: number, east: number): Boundary => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 29.6995],
        [east, 29.6995],
        [east, 29.701],
        [west, 29.701],
        [west, 29.6995],
      ],
    ],
  ],
});
const code = (id: number) => `33068100${id === 1 || id === 2 || id === 6 ? 3 : 4}001GB0000${id}`;

/** The control line holds half of parcel 2 and all of parcel 1; farmland lies on half of parcel 6. */
async function plantLayers(): Promise<void> {
  await db.execute(sql`
    INSERT INTO constraint_layers (id, jurisdiction_id, kind, name)
    VALUES (1, 1, 'control-line', '工业用地控制线'), (2, 1, 'permanent-farmland', '永久基本农田')`);
  await db.execute(sql`
    INSERT INTO constraint_features (jurisdiction_id, layer, layer_id, geom)
    VALUES (1, 'control-line', 1, ST_Multi(ST_MakeEnvelope(120.2, 29.69, 120.2024, 29.71, 4490))),
      (1, 'permanent-farmland', 2, ST_Multi(ST_MakeEnvelope(120.2064, 29.69, 120.21, 29.71, 4490)))`);
}

beforeAll(async () => {
  db = await testDatabase();
  await plantSixParcels(db);
  await syncProgrammes(db, [1]);
  await plantLayers();
  await db.execute(sql`UPDATE parcels SET land_term_ends_on = '2036-06-29' WHERE id = 1`);
  await db.execute(sql`UPDATE parcels SET land_term_ends_on = '2070-05-05' WHERE id = 6`);
  app = await testApp({ db });
});

const post = async (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
const ask = (zone: object, more: object = {}) =>
  post('/api/zones/measure', { jurisdiction: 'zhuji', year: YEAR, zone, ...more });
const measure = async (zone: object, more: object = {}) => ZoneMeasure.parse((await ask(zone, more)).json());
const lock = (id: number, as: 'in' | 'out') => ({ code: code(id), lock: as, reason: 'agreed' });

describe('the measure of a zone', () => {
  /** Parcels 1 and 2, a quarter of parcel 3, and parcel 6, which is locked in. */
  const ZONE = { boundary: strip(120.2005, 120.2032), locks: [lock(6, 'in')] };

  it('tells what each rule counts, who owns it, what it gives up, what binds it and what it would yield', async () => {
    const { at, groundMuHundredths, compactness, parcels, counts, ...told } = await measure(ZONE, { targetMu: 20 });
    const areas = await selectRow(
      db,
      z.object({ mu: z.int() }),
      sql`SELECT floor(measured_area_m2 * 15 / 100 + 0.5)::int AS mu FROM parcels WHERE id = 1`,
    );
    const mu = areas?.mu ?? 0;
    const land = (count: number, muHundredths: number) => ({ parcels: count, muHundredths });
    const none = { sum: null, unknownParcels: 3 };
    expect(counts).toEqual([
      {
        rule: 'whole',
        ...land(3, 3705),
        certified: { muHundredths: 3705, parcelsWithout: 0 },
        measuredMuHundredths: 3 * mu,
        freed: land(2, 1700),
        pending: land(0, 0),
        tax10kYuan: { sum: 298.1, unknownParcels: 0 },
      },
      {
        // A quarter of 3.33 mu are 0.83.
        rule: 'clipped',
        ...land(4, 3788),
        certified: { muHundredths: 3788, parcelsWithout: 0 },
        measuredMuHundredths: 3 * mu + Math.floor(mu / 4 + 0.5),
        freed: land(3, 1783),
        pending: land(0, 0),
        tax10kYuan: { sum: 298.1, unknownParcels: 1 },
      },
      {
        rule: 'touching',
        ...land(4, 4038),
        certified: { muHundredths: 4038, parcelsWithout: 0 },
        measuredMuHundredths: 4 * mu,
        freed: land(3, 2033),
        pending: land(0, 0),
        tax10kYuan: { sum: 298.1, unknownParcels: 1 },
      },
    ]);
    expect(told).toEqual({
      revision: 1,
      jurisdiction: 'zhuji',
      year: YEAR,
      isSynthetic: true,
      programmeId: 'zhuji-2021',
      warnings: [],
      counting: 'whole',
      owners: {
        known: 1,
        rows: [
          {
            name: null,
            creditCode: null,
            ...land(1, 2005),
            earliestTermEndsOn: null,
            latestTermEndsOn: null,
            unknownTerms: 1,
          },
          {
            name: '甲机械有限公司',
            creditCode: '91330681MA00000001',
            ...land(2, 1700),
            earliestTermEndsOn: '2036-06-29',
            latestTermEndsOn: '2070-05-05',
            unknownTerms: 0,
          },
        ],
        rest: { owners: 0, ...land(0, 0) },
      },
      enterprises: { total: 1, classes: [{ class: null, enterprises: 1 }] },
      classes: [
        { class: 'C', ...land(1, 2005) },
        { class: 'D', ...land(2, 1700) },
      ],
      addedValue10kYuan: none,
      employees: none,
      energyTce: none,
      carbon: { t: null, factorTPerTce: 2, factorOf: 'programme' },
      findings: [
        { kind: 'low-efficiency', ...land(2, 1700) },
        { kind: 'suspected-idle', ...land(1, 700) },
      ],
      terms: {
        earliestEndsOn: '2036-06-29',
        latestEndsOn: '2070-05-05',
        differentEnds: 2,
        underTenYears: land(1, 1000),
        unknown: land(1, 2005),
      },
      goodLand: [
        { class: 'A', ...land(0, 0) },
        { class: 'B', ...land(0, 0) },
      ],
      // Half of 20.05 mu are 10.03, half a hundredth going up.
      controlLine: { insideMuHundredths: 2003, outsideMuHundredths: 1702, outsideParcels: 2 },
      layers: [{ kind: 'permanent-farmland', name: '永久基本农田', ...land(1, 350) }],
      target: { muHundredths: 2000, gapMuHundredths: 300 },
      yield: {
        tax: {
          targetId: 'tax-per-mu-2023',
          perMu10kYuan: 30,
          year: 2023,
          scope: '规上工业',
          clause: { document: '诸暨方案', number: '二；指标表2', paraphrase: '到2023年的目标' },
          tax10kYuan: 1111.5,
        },
        noTaxBecause: null,
        farRatio: 1.5,
        // 37.05 mu are 24,700 m².
        floorAreaM2: 37_050,
        presentFloorAreaM2: { sum: 15_000, unknownParcels: 0 },
      },
    });
    expect([
      parcels.total,
      parcels.rows.map(({ id, muHundredths, shareInside }) => [id, muHundredths, shareInside]),
    ]).toEqual([
      4,
      [
        [2, 2005, 1],
        [1, 1000, 1],
        [6, 700, 0],
        [3, 0, 0.25],
      ],
    ]);
    // 0.0027° by 0.0015° at 29.7° north are 261.2 m by 166.3 m: 65.2 mu, and 4π·a·b ÷ (2a + 2b)² is 0.746.
    expect([groundMuHundredths / 100, compactness, at]).toEqual([
      expect.closeTo(65.2, 0),
      expect.closeTo(0.746, 2),
      '2026-06-30T04:00:00.000Z',
    ]);
  });

  it('follows its rule and its locks, and says where it holds nothing', async () => {
    const sums = async (zone: object) => {
      const { counts, counting, warnings, owners, controlLine } = await measure(zone);
      const count = counts.find(({ rule }) => rule === counting);
      const rows = owners.rows.reduce((sum, { muHundredths }) => sum + muHundredths, 0);
      return [count?.parcels, count?.muHundredths, rows, controlLine?.outsideMuHundredths, warnings];
    };
    const clipped = { ...ZONE, counting: 'clipped' };
    expect(await sums(clipped)).toEqual([4, 3788, 3788, 1785, []]);
    // A former code names its parcel; a parcel that lies elsewhere needs no lock to be left out.
    const out = { code: 'OLD-1', lock: 'out', reason: 'class-a' };
    const elsewhere = { kind: 'lock-without-effect', codes: [code(4)] };
    expect(await sums({ ...clipped, locks: [out, lock(4, 'out')] })).toEqual([2, 2088, 2088, 1085, [elsewhere]]);
    const empty = [0, 0, 0, 0, [{ kind: 'holds-no-parcel' }]];
    expect(await sums({ boundary: strip(120.2019, 120.20195) })).toEqual(empty);
    // Half a parcel counts whole, a hair less does not; an edge that is shared is no touch.
    expect(await sums({ boundary: strip(120.2, 120.2014) })).toEqual([1, 1000, 1000, 0, []]);
    expect(await sums({ boundary: strip(120.2, 120.20139) })).toEqual(empty);
    expect(await sums({ boundary: strip(120.2005, 120.201), counting: 'touching' })).toEqual(empty);
  });

  it('counts the same with a boundary of many points, which is cut up', async () => {
    const [[corners = []] = []] = strip(120.2005, 120.2032).coordinates;
    const many = corners.slice(1).flatMap(([x, y], index) => {
      const [fromX, fromY] = corners[index] ?? [x, y];
      return Array.from({ length: 100 }, (_, step) => [
        x + ((fromX - x) * (99 - step)) / 100,
        y + ((fromY - y) * (99 - step)) / 100,
      ]);
    });
    const boundary = { type: 'MultiPolygon', coordinates: [[[corners[0], ...many]]] };
    const { counts, controlLine } = await measure({ ...ZONE, boundary, counting: 'clipped' });
    expect([counts.map(({ muHundredths }) => muHundredths), controlLine?.insideMuHundredths]).toEqual([
      [3705, 3788, 4038],
      2003,
    ]);
  });

  it('refuses in words what is no zone', async () => {
    const ring = (...positions: number[][]) => ({ type: 'MultiPolygon', coordinates: [[positions]] });
    const ground = strip(120.2005, 120.2032);
    const many = Array.from({ length: 20_001 }, () => [120.2, 29.7]);
    const replies = await Promise.all([
      ask({ boundary: ring([120, 29], [120.1, 29.1], [120.1, 29], [120, 29.1], [120, 29]) }),
      ask({ boundary: ring([120.2, 29.7], [120.3, 29.7], [120.25, 29.7], [120.2, 29.7]) }),
      ask({
        boundary: {
          type: 'LineString',
          coordinates: [
            [120, 29],
            [121, 30],
          ],
        },
      }),
      ask({ boundary: ring([120, 29], [120.1, 29.1], [120.1, 29], [120, 29.1]) }),
      ask({ boundary: strip(100, 100.1) }),
      ask({ boundary: ring([119, 29], [121, 29], [121, 31], [119, 31], [119, 29]) }),
      ask({ boundary: ring(...many) }),
      ask({ boundary: ring([-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]) }),
      ask({ boundary: { type: 'MultiPolygon', coordinates: [[[]]] } }),
      ask({ boundary: { type: 'Polygon', coordinates: [many.slice(0, 5000)] } }),
      ask({ boundary: ground, locks: [lock(1, 'in'), { ...lock(1, 'out'), code: 'OLD-1' }] }),
      ask({ boundary: ground, locks: [{ ...lock(1, 'in'), code: '查无此地' }] }),
      ask({ boundary: ground }, { targetMu: 0 }),
      ask({ boundary: ground }, { year: 2001 }),
    ]);
    expect(replies.map((reply) => [reply.statusCode, reply.json().type])).toEqual([
      [422, 'zone-self-intersects'],
      [422, 'zone-empty'],
      [422, 'zone-empty'],
      [400, 'request-invalid'],
      [422, 'zone-outside'],
      [422, 'zone-too-large'],
      [422, 'zone-too-detailed'],
      [422, 'zone-too-large'],
      [422, 'zone-empty'],
      [400, 'request-invalid'],
      [422, 'locks-contradict'],
      [404, 'parcel-not-found'],
      [400, 'request-invalid'],
      [404, 'year-without-data'],
    ]);
    expect(replies.map((reply) => reply.json().detail)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Self-intersection[120.05 29.05]'),
        expect.stringContaining('20001'),
        expect.stringContaining('OLD-1'),
        expect.stringContaining('查无此地'),
        expect.stringMatching(/and 14981 more$/),
      ]),
    );
  });
});

describe('a boundary as the ground has it', () => {
  const find = async (more: object) =>
    ZoneBoundary.parse((await post('/api/zones/boundary', { jurisdiction: 'zhuji', ...more })).json());

  it('is the outline of whole parcels, by id or by code, and closes gaps only as far as asked', async () => {
    const { boundary, ...told } = await find({ codes: [code(1), 'OLD-2', '查无此地'] });
    expect(told).toEqual({
      areaMuHundredths: expect.any(Number),
      drawnMuHundredths: null,
      movedM: 0,
      parcels: 2,
      unknownCodes: ['查无此地'],
    });
    expect([...boundary.coordinates].map((rings) => rings.map((ring) => ring.length))).toEqual([[5], [5]]);
    expect(await find({ ids: [1, 2, 99] })).toEqual({ boundary, ...told, unknownCodes: ['99'] });
    // Two parts are as compact as each of them is: as the zones of a proposal are told.
    const one = await measure({ boundary: (await find({ ids: [1] })).boundary });
    expect((await measure({ boundary })).compactness).toBeCloseTo(one.compactness, 3);
    // The gap of 0.0002° is 19.3 m wide, and 88.7 m long: 2.57 mu.
    expect((await find({ ids: [1, 2], bridgeM: 19 })).areaMuHundredths).toBe(told.areaMuHundredths);
    const bridged = await find({ ids: [1, 2], bridgeM: 20 });
    expect([bridged.boundary.coordinates.length, bridged.areaMuHundredths - told.areaMuHundredths]).toEqual([
      1,
      expect.closeTo(257, -1),
    ]);
    // Parcel 2 lies between 1 and 3, and is no street.
    const around = await find({ ids: [1, 3], bridgeM: 50 });
    const { counts } = await measure({ boundary: around.boundary, counting: 'touching' });
    expect(counts.map(({ parcels }) => parcels)).toEqual([2, 2, 2]);
  });

  it('lays a drawn boundary on the parcels, and tells how far it was moved', async () => {
    const { boundary: outline } = await find({ ids: [2] });
    const shaken = outline.coordinates.map((rings) =>
      rings.map((ring) => ring.map(([x, y], index) => [x + (index % 2 ? 1e-5 : -1e-5) * +(index % 4 > 0), y])),
    );
    const found = await find({ boundary: { type: 'MultiPolygon', coordinates: shaken } });
    expect(found.boundary).toEqual(outline);
    expect([found.movedM, found.parcels, found.drawnMuHundredths]).toEqual([0.97, null, expect.any(Number)]);
    const far = await find({ boundary: strip(120.2005, 120.2032) });
    expect([far.movedM, far.areaMuHundredths]).toEqual([0, far.drawnMuHundredths]);
  });

  it('refuses parcels that nobody knows, and two questions at once', async () => {
    const replies = await Promise.all(
      [
        { codes: ['查无此地'] },
        { ids: [1], codes: [code(1)] },
        { boundary: { type: 'Point', coordinates: [120, 29] } },
      ].map((more) => post('/api/zones/boundary', { jurisdiction: 'zhuji', ...more })),
    );
    expect(replies.map((reply) => [reply.statusCode, reply.json().type])).toEqual([
      [422, 'zone-without-parcels'],
      [400, 'request-invalid'],
      [422, 'zone-empty'],
    ]);
  });
});
