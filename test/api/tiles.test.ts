import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/db/database.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { renewMap } from '../../server/src/features/assessment/map.queries.ts';
import { packTile } from '../../server/src/features/tiles/pack-tile.ts';
import { tileStore } from '../../server/src/features/tiles/tile-store.ts';
import type { Coding } from '../../server/src/http/content-coding.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { decodeTile } from '../support/decode-tile.ts';
import { plantSixParcels } from '../support/six-parcels.ts';

/** The z14 tile in which the six parcels lie. */
const SIX = '14/13662/6775';

let db: Database;
let app: App;
beforeAll(async () => {
  db = await testDatabase();
  await plantSixParcels(db);
  app = await testApp({ db });
});

const get = (url: string, headers: Record<string, string> = { 'accept-encoding': 'gzip' }) =>
  app.inject({ url, headers });
const getJson = async (url: string) => (await get(url, {})).json();
const problem = async (url: string) => {
  const reply = await get(url, {});
  const { type, place } = reply.json();
  return [reply.statusCode, reply.headers['content-type'], type, place];
};

describe('TileJSON', () => {
  it('names the revision in force and the year asked for', async () => {
    const reply = await get('/tiles/parcels.json?year=2025', {});
    expect(reply.headers['cache-control']).toBe('no-cache');
    const description = reply.json();
    expect(description).toMatchObject({
      tilejson: '3.0.0',
      tiles: ['http://localhost:80/tiles/1/2025/parcels/{z}/{x}/{y}.mvt'],
      minzoom: 0,
      maxzoom: 16,
      revision: 1,
      year: 2025,
    });
    const west = [120.201, 29.7, 120.2068, 29.7008];
    for (const [index, edge] of description.bounds.entries()) expect(edge).toBeCloseTo(west[index] ?? Number.NaN, 9);
    expect(
      description.vector_layers.map(({ id, minzoom, maxzoom }: Record<string, unknown>) => [id, minzoom, maxzoom]),
    ).toEqual([
      ['cells', 0, 9],
      ['parcels', 10, 16],
    ]);
  });

  it('takes the latest year where none is asked for, and says nothing new to who has it', async () => {
    const reply = await get('/tiles/parcels.json', {});
    expect(reply.json().year).toBe(2025);
    const again = await get('/tiles/parcels.json', { 'if-none-match': String(reply.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('describes the places under the parcels', async () => {
    const { tiles, year, vector_layers } = await getJson('/tiles/places.json');
    expect([tiles, year]).toEqual([['http://localhost:80/tiles/1/places/{z}/{x}/{y}.mvt'], null]);
    expect(vector_layers.map(({ id }: { id: string }) => id)).toEqual([
      'green',
      'water',
      'roads',
      'roofs',
      'control_line',
      'constraints',
      'parks',
      'towns',
      'jurisdictions',
      'labels',
    ]);
  });

  it('gives whole addresses by the name under which it was asked, and none by a name that is not the server’s', async () => {
    const open = await testApp({ db, access: 'open', hostNames: ['gis.example'] });
    const asked = async (host: string) =>
      (await open.inject({ url: '/tiles/parcels.json', headers: { host } })).json().tiles;
    const path = '/tiles/1/2025/parcels/{z}/{x}/{y}.mvt';
    expect(await asked('gis.example:8080')).toEqual([`http://gis.example:8080${path}`]);
    expect(await asked('[::1]:8080')).toEqual([`http://[::1]:8080${path}`]);
    for (const made of ['evil.example/x?', 'a@b', '"><script>', 'a..b'])
      expect(await asked(made), made).toBeUndefined();
  });

  it('refuses a year that is none', async () => {
    expect(await problem('/tiles/parcels.json?year=NaN')).toEqual([
      400,
      'application/problem+json',
      'request-invalid',
      'querystring.year',
    ]);
  });
});

describe('a parcel tile', () => {
  it('carries id, class and findings, and no figure of an enterprise', async () => {
    const reply = await get(`/tiles/1/2025/parcels/${SIX}.mvt`);
    const { parcels = [], ...others } = decodeTile(gunzipSync(reply.rawPayload));
    expect(others).toEqual({});
    expect(parcels.map(({ id, tags }) => ({ id, ...tags }))).toEqual([
      { id: 1, class: 'D', 'low-efficiency': 1, found: 1, town: 1, park: 1, j: 1 },
      { id: 2, class: 'C', town: 1, j: 1 },
      { id: 3, 'suspected-idle': 1, found: 1, town: 2, j: 1 },
      { id: 4, class: 'A', town: 2, j: 1 },
      { id: 5, pending: 1, j: 1 },
      { id: 6, class: 'D', 'low-efficiency': 1, 'suspected-idle': 1, found: 1, town: 1, park: 1, j: 1 },
    ]);
  });

  it('is kept for good, packed, and named by its content', async () => {
    const packed = await get(`/tiles/1/2025/parcels/${SIX}.mvt`);
    expect(packed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'application/vnd.mapbox-vector-tile',
      'content-encoding': 'gzip',
      vary: 'accept-encoding',
    });
    const others = await Promise.all(
      ['gzip;q=0', 'gzip, deflate, br'].map((accepted) =>
        get(`/tiles/1/2025/parcels/${SIX}.mvt`, { 'accept-encoding': accepted }),
      ),
    );
    expect(others.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br']);
    const [plain, brotli] = others.map(({ rawPayload }) => rawPayload);
    expect(plain?.equals(gunzipSync(packed.rawPayload))).toBe(true);
    expect(plain?.equals(brotliDecompressSync(brotli ?? Buffer.alloc(0)))).toBe(true);
    const packedTag = String(packed.headers.etag);
    expect(packedTag).toMatch(/^"[\w-]{22}-gzip"$/);
    const content = packedTag.slice(1, 23);
    expect(others.map(({ headers }) => headers.etag)).toEqual([`"${content}-identity"`, `"${content}-br"`]);
    const again = await get(`/tiles/1/2025/parcels/${SIX}.mvt`, {
      'accept-encoding': 'gzip',
      'if-none-match': `"other", W/${packedTag}`,
    });
    expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([304, 0, packedTag]);
  });

  it('without parcels is empty: another place, another year', async () => {
    for (const address of [
      '1/2025/parcels/14/1/1',
      `1/2024/parcels/${SIX}`,
      '1/places/14/1/1',
      '1/2025/parcels/3/6/4',
    ]) {
      const reply = await get(`/tiles/${address}.mvt`);
      expect([reply.statusCode, reply.rawPayload.length]).toEqual([204, 0]);
    }
  });

  it('shows cells below the zoom at which parcels begin', async () => {
    await db.execute(sql`
      INSERT INTO overview_cells (year, jurisdiction_id, zoom, cell_x, cell_y, parcels, mu_hundredths, parcels_by_class, leading_class, found_parcels)
      VALUES (2025, 1, 9, ${426 * 32}, ${211 * 32}, 6, 5773, '{"A":1,"C":1,"D":2,"":2}', 'D', 3)`);
    const reply = await get('/tiles/1/2025/parcels/9/426/211.mvt');
    const tile = decodeTile(gunzipSync(reply.rawPayload));
    expect(
      Object.fromEntries(Object.entries(tile).map(([layer, features]) => [layer, features.map(({ tags }) => tags)])),
    ).toEqual({
      cells: [{ parcels: 6, mu_hundredths: 5773, class: 'D', found: 3, a: 1, b: 0, c: 1, d: 2, u: 2, j: 1 }],
    });
  });

  it('is refused at a malformed address, by the part that is wrong', async () => {
    const refused = [400, 'application/problem+json', 'tile-address-invalid'];
    for (const [address, place] of [
      ['1/2025/parcels/23/0/0', 'z'],
      ['1/2025/parcels/2/4/0', 'x'],
      ['1/2025/parcels/2/0/4', 'y'],
      ['1/2025/parcels/2/-1/0', 'x'],
      ['1/2025/parcels/NaN/0/0', 'z'],
      ['1/2025/parcels/2/1.5/0', 'x'],
      ['1/2025/parcels/2/1e0/0', 'x'],
      ['1/2025/parcels/2/0/0%20OR%201=1', 'y'],
      ['1/2025/parcels/02/0/0', 'z'],
      ['1/1900/parcels/2/0/0', 'year'],
      ['1/year/parcels/2/0/0', 'year'],
      ['one/2025/parcels/2/0/0', 'revision'],
      ['1/places/2/0/9', 'y'],
    ] as const) {
      expect(await problem(`/tiles/${address}.mvt`)).toEqual([...refused, place]);
    }
  });
});

describe('a revision', () => {
  it('that is not known yet is refused, also by a number no table could hold', async () => {
    for (const revision of ['2', '9999999999']) {
      expect(await problem(`/tiles/${revision}/2025/parcels/${SIX}.mvt`)).toEqual([
        404,
        'application/problem+json',
        'revision-unknown',
        'revision',
      ]);
    }
  });

  it('that was followed by another is gone, and no tile goes out under its address with new data', async () => {
    await db.execute(sql`UPDATE parcel_years SET class = 'B' WHERE parcel_id = 1`);
    await db.transaction((transaction) => renewMap(transaction, 1));
    await raiseRevision(db, {
      reason: 'changed',
      batchId: null,
      parcelMinZoom: 12,
      at: new Date('2026-02-01'),
      of: 'all',
    });
    const gone = [410, 'application/problem+json', 'revision-superseded', 'revision'];
    expect(await problem('/tiles/1/2025/parcels/15/27325/13550.mvt')).toEqual(gone);
    const { tiles } = await getJson('/tiles/parcels.json');
    expect(tiles).toEqual(['http://localhost:80/tiles/2/2025/parcels/{z}/{x}/{y}.mvt']);
    expect(await problem(`/tiles/1/2025/parcels/${SIX}.mvt`)).toEqual(gone);
    const reply = await get(`/tiles/2/2025/parcels/${SIX}.mvt`);
    expect(decodeTile(gunzipSync(reply.rawPayload)).parcels?.[0]?.tags.class).toBe('B');
  });
});

describe('a packed tile', () => {
  it.each(['br', 'gzip', 'identity'] as const)('comes out of %s as it went in, small or large', async (coding) => {
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes };
    for (const length of [1, 1000, 500_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * index) % 251);
      const { body, headers } = await packTile(bytes, { coding, revision: 1, isShared: true });
      expect(unpack[coding](body).equals(bytes)).toBe(true);
      expect(headers['content-length']).toBe(body.byteLength);
    }
  });
});

describe('the store of tiles', () => {
  // Plain, so that the bytes that fill the store are those given.
  const bytes =
    (value: number, coding: Coding = 'identity') =>
    async () =>
      packTile(new Uint8Array(1000).fill(value), { coding, revision: 1, isShared: true });

  it('makes a tile once for all who ask at the same time, and again after a failure', async () => {
    const store = tileStore();
    let makings = 0;
    const make = async () => {
      makings += 1;
      if (makings === 1) throw new Error('the database is away');
      return bytes(7)();
    };
    await expect(store.find('a', make)).rejects.toThrow('the database is away');
    expect(store.kept('a')).toBeUndefined();
    const tiles = await Promise.all(Array.from({ length: 20 }, () => store.find('a', make)));
    expect([makings, new Set(tiles).size, store.kept('a') === tiles[0]]).toEqual([2, 1, true]);
  });

  it('forgets what was asked for longest ago when its bytes run out', async () => {
    const store = tileStore(4500);
    const first = await store.find('a', bytes(1));
    await store.find('b', bytes(2));
    expect(await store.find('a', bytes(1))).toBe(first);
    await store.find('c', bytes(3));
    expect([store.kept('a') === first, store.kept('b')]).toEqual([true, undefined]);
    await store.find('d', bytes(4));
    await store.find('e', bytes(5));
    expect(store.kept('a')).toBeUndefined();
  });

  it('gives a tile that it has no room to keep, also while others are made', async () => {
    const store = tileStore(1);
    const tiles = await Promise.all(['a', 'b', 'c'].map((address, index) => store.find(address, bytes(index, 'gzip'))));
    expect(tiles.map(({ body }) => gunzipSync(body)[0])).toEqual([0, 1, 2]);
  });
});
