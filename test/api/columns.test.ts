import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeColumns } from '../../server/src/contract/column-bytes.ts';
import type { Database } from '../../server/src/db/database.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import type { ParcelColumns } from '../../server/src/domain/parcel-columns.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

let db: Database;
let app: App;
beforeAll(async () => {
  db = await testDatabase();
  await plantSixParcels(db);
  await db.execute(sql`
    UPDATE parcel_years SET tier = 'below-scale', right_kind = 'state', built_year = 2008, far_ratio = 0.75,
      added_value_10k_yuan = 12.34567, energy_tce = 1.006, employees = 2.5 WHERE parcel_id = 1`);
  await db.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name) VALUES (70, 1, '91330681MA00000070', '乙'), (80, 1, '91330681MA00000080', '丙')`);
  await db.execute(sql`
    INSERT INTO occupancies (enterprise_id, parcel_id, kind, from_year, to_year)
    VALUES (80, 2, 'leased-in', 2020, NULL), (80, 2, 'owned', 2021, ${YEAR}), (70, 2, 'owned', 2010, 2020), (70, 4, 'owned', 2010, NULL)`);
  app = await testApp({ db });
});

const url = (revision: number | string, query = `jurisdiction=zhuji&year=${YEAR}`) =>
  `/api/columns/${revision}?${query}`;
const read = (bytes: Buffer): ParcelColumns => decodeColumns(Uint8Array.from(bytes).buffer);
const listed = (values: ArrayLike<number>) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));

describe('GET /api/columns', () => {
  it('gives what is known of every parcel, and the unknown as unknown', async () => {
    const { rawPayload } = await app.inject({ url: url(1) });
    const { columns, enterprises, kinds, ...head } = read(rawPayload);
    expect(head).toEqual({
      revision: 1,
      jurisdiction: 'zhuji',
      year: YEAR,
      rows: 6,
      names: {
        class: ['A', 'C', 'D'],
        town: ['330681003', '330681004'],
        park: ['城西工业园'],
        industry: ['34'],
        tier: ['below-scale'],
        right: ['state'],
      },
    });
    const low = 2 ** kinds.indexOf('low-efficiency');
    const idle = 2 ** kinds.indexOf('suspected-idle');
    const { longitude, latitude, ...exact } = columns;
    expect(Object.fromEntries(Object.entries(exact).map(([name, values]) => [name, listed(values)]))).toEqual({
      id: [1, 2, 3, 4, 5, 6],
      class: [3, 2, 0, 1, 0, 3],
      town: [1, 1, 2, 2, 0, 1],
      park: [1, 0, 0, 0, 0, 1],
      industry: [1, 1, 1, 1, 1, 1],
      tier: [1, 0, 0, 0, 0, 0],
      right: [1, 0, 0, 0, 0, 0],
      findings: [low, 0, idle, 0, 0, low + idle],
      unknown: [0, 0, 0, 0, low, 0],
      builtYear: [2008, 0, 0, 0, 0, 0],
      occupants: [1, 1, 1, 1, 1, 1],
      countedMuHundredths: [1000, 2005, 333, 1234, 501, 700],
      taxPerMu10kYuan: [4, 12, null, 30, null, 2.5],
      taxYuan: [400_000, 2_406_000, null, 3_702_000, null, 175_000],
      addedValueYuan: [123_457, null, null, null, null, null],
      energyTceHundredths: [101, null, null, null, null, null],
      employeesHundredths: [250, null, null, null, null, null],
      farRatio: [0.75, null, null, null, null, null],
    });
    expect(longitude[0]).toBeCloseTo(120.2014, 4);
    expect(latitude[5]).toBeCloseTo(29.7004, 4);
    // Without who has left, and once who stands there twice: enterprise 1 is number 0, 80 is 1 and 70 is 2.
    expect([listed(enterprises.start), listed(enterprises.enterprise)]).toEqual([
      [0, 1, 2, 2, 3, 3, 4],
      [0, 1, 2, 0],
    ]);
  });

  it('goes out packed as the reader takes it, for this reader alone and for good', async () => {
    const plain = await app.inject({ url: url(1) });
    const gzip = await app.inject({ url: url(1), headers: { 'accept-encoding': 'gzip' } });
    const br = await app.inject({ url: url(1), headers: { 'accept-encoding': 'gzip, br' } });
    expect(gunzipSync(gzip.rawPayload)).toEqual(plain.rawPayload);
    expect(brotliDecompressSync(br.rawPayload)).toEqual(plain.rawPayload);
    expect(br.headers).toMatchObject({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'application/octet-stream',
      vary: 'accept-encoding, cookie',
    });
    const again = await app.inject({
      url: url(1),
      headers: { 'accept-encoding': 'br', 'if-none-match': `W/${br.headers.etag}` },
    });
    expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([304, 0, br.headers.etag]);
  });

  it.each([
    [url(99), 'revision-unknown', 404],
    [url(1, `jurisdiction=nowhere&year=${YEAR}`), 'jurisdiction-not-found', 404],
    [url(1, 'jurisdiction=zhuji&year=2001'), 'year-without-data', 404],
    [url(1, `jurisdiction=other&year=${YEAR}`), 'year-without-data', 404],
    [url('newest'), 'request-invalid', 400],
  ])('refuses %s with %s', async (address, type, status) => {
    expect((await app.inject({ url: address })).json()).toMatchObject({ type, status });
  });

  it('keeps what a revision said after the next one, as long as it is kept', async () => {
    const before = await app.inject({ url: url(1) });
    await db.execute(sql`UPDATE parcel_years SET counted_mu_hundredths = 1 WHERE parcel_id = 1`);
    await raiseRevision(db, {
      reason: 'measured anew',
      batchId: null,
      parcelMinZoom: 10,
      at: new Date('2026-01-03T00:00:00Z'),
      of: [1],
    });
    expect((await app.inject({ url: url(1) })).rawPayload).toEqual(before.rawPayload);
    expect(read((await app.inject({ url: url(2) })).rawPayload).columns.countedMuHundredths[0]).toBe(1);
    const other = await testApp({ db });
    expect((await other.inject({ url: url(1) })).json()).toMatchObject({
      type: 'revision-superseded',
      status: 410,
      detail: expect.stringContaining('followed by 2'),
    });
  });
});
