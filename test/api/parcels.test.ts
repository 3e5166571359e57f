import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { ParcelList } from '../../server/src/contract/api.ts';
import type { Filter } from '../../server/src/domain/filter.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

const db = await testDatabase();
await plantSixParcels(db);
const app = await testApp({ db });

const get = (path: string) => app.inject({ url: path });
const list = async (query: Record<string, string>) => {
  const reply = await get(
    `/api/parcels?${new URLSearchParams({ jurisdiction: 'zhuji', year: String(YEAR), ...query })}`,
  );
  return ParcelList.parse(reply.json());
};
const ids = async (filter: Filter) => (await list({ filter: JSON.stringify(filter) })).items.map((parcel) => parcel.id);

describe('GET /api/parcels', () => {
  it.each([
    ['code', [1, 2, 6, 3, 4, 5]],
    ['area', [2, 4, 1, 6, 5, 3]],
    ['tax-per-mu', [6, 1, 2, 4, 3, 5]],
  ])('walks every parcel once in the order of %s, two at a time', async (order, expected) => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: ParcelList = await list({ order, limit: '2', ...(after === null ? {} : { after }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((parcel) => parcel.id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(expected);
  });

  it('keeps an unknown figure unknown, in a comparison and in its negation', async () => {
    const below: Filter = { op: '<', args: [{ property: 'taxPerMu10kYuan' }, 5] };
    expect(await ids(below)).toEqual([1, 6]);
    expect(await ids({ op: 'not', args: [below] })).toEqual([2, 4]);
    expect(await ids({ op: 'isNull', args: [{ property: 'taxPerMu10kYuan' }] })).toEqual([3, 5]);
  });

  it('filters by class, place, finding and what is pending', async () => {
    expect(await ids({ op: 'in', args: [{ property: 'class' }, ['A', 'C']] })).toEqual([2, 4]);
    expect(await ids({ op: '=', args: [{ property: 'town' }, '330681004'] })).toEqual([3, 4]);
    expect(await ids({ op: '=', args: [{ property: 'park' }, '城西工业园'] })).toEqual([1, 6]);
    expect(
      await ids({ op: 'a_contains', args: [{ property: 'findings' }, ['low-efficiency', 'suspected-idle']] }),
    ).toEqual([6]);
    expect(
      await ids({ op: 'a_overlaps', args: [{ property: 'findings' }, ['low-efficiency', 'suspected-idle']] }),
    ).toEqual([1, 6, 3]);
    expect(await ids({ op: '=', args: [{ property: 'pending' }, true] })).toEqual([5]);
    expect(
      await ids({
        op: 'or',
        args: [
          { op: '>=', args: [{ property: 'areaMu' }, 20.05] },
          { op: '=', args: [{ property: 'areaMu' }, 7] },
        ],
      }),
    ).toEqual([2, 6]);
  });

  it('takes SQL in a filter for text', async () => {
    expect(await ids({ op: '=', args: [{ property: 'class' }, "D' OR '1'='1"] })).toEqual([]);
  });

  it.each([
    ['{', 'querystring.filter'],
    ['{"op":"and","args":[{"op":"=","args":[{"property":"secret"},1]}]}', 'querystring.filter $.args[0].args[0]'],
    ['{"op":"<","args":[{"property":"class"},"D"]}', 'querystring.filter $.op'],
    ['{"op":"=","args":[{"property":"areaMu"},"1; DROP TABLE parcels"]}', 'querystring.filter $.args[1]'],
  ])('refuses the filter %s and names the place', async (filter, place) => {
    const reply = await get(`/api/parcels?jurisdiction=zhuji&year=${YEAR}&filter=${encodeURIComponent(filter)}`);
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toMatchObject({ type: 'filter-invalid', place });
  });

  it('refuses a jurisdiction that is not there', async () => {
    const reply = await get(`/api/parcels?jurisdiction=nowhere&year=${YEAR}`);
    expect(reply.json()).toMatchObject({
      type: 'jurisdiction-not-found',
      status: 404,
      place: 'querystring.jurisdiction',
    });
  });
});

describe('GET /api/parcels/:code', () => {
  it('shows the parcel with its areas, enterprises, years and findings', async () => {
    const reply = await get('/api/parcels/330681003001GB00001');
    expect(reply.headers['cache-control']).toContain('private');
    expect(reply.json()).toMatchObject({
      id: 1,
      townName: '陶朱街道',
      parkName: '城西工业园',
      isSynthetic: true,
      years: [{ year: YEAR, class: 'D', tax10kYuan: 40, taxPerMu10kYuan: 4, energyTce: null, employees: null }],
      enterprises: [{ name: '甲机械有限公司', kind: 'owned', share: 1 }],
      findings: [
        { kind: 'low-efficiency', clause: { number: '(一)1' }, observed: { taxPerMu10kYuan: 4, threshold10kYuan: 5 } },
      ],
    });
    const areas = reply.json().areas;
    expect(areas).toHaveLength(4);
    expect(areas[0]).toMatchObject({ source: 'certified', muHundredths: 1000, counts: true, deviation: null });
    expect(areas[1]).toEqual({ source: 'supplied', areaM2: null, muHundredths: null, counts: false, deviation: null });
    expect(areas[2]).toMatchObject({ source: 'measured', counts: false, deviation: expect.any(Number) });
  });

  it('finds it by a former code', async () => {
    expect((await get('/api/parcels/OLD-4')).json()).toMatchObject({
      id: 4,
      code: '330681004001GB00004',
      formerCodes: ['OLD-4'],
    });
  });

  it('says which code it does not know', async () => {
    expect((await get("/api/parcels/x'%20OR%201=1--")).json()).toMatchObject({ type: 'parcel-not-found', status: 404 });
  });
});

describe('GET /api/parcels/at/:id', () => {
  it('gives the parcel under the pointer in short', async () => {
    expect((await get(`/api/parcels/at/6?year=${YEAR}`)).json()).toMatchObject({
      id: 6,
      name: '己铸造',
      countedMuHundredths: 700,
      class: 'D',
    });
  });

  it.each(['0', 'abc', '99999999999', '1.5'])('refuses the id %s', async (id) => {
    expect((await get(`/api/parcels/at/${id}?year=${YEAR}`)).json()).toMatchObject({
      type: 'request-invalid',
      place: 'params.id',
    });
  });
});

describe('GET /api/search', () => {
  const labels = async (q: string) =>
    (await get(`/api/search?q=${encodeURIComponent(q)}&jurisdiction=zhuji`))
      .json()
      .items.map((hit: { label: string }) => hit.label);

  it('finds parcels, enterprises, towns and parks by any part', async () => {
    expect(await labels('街道')).toEqual(['陶朱街道', '暨南街道']);
    expect(await labels('城西')).toEqual(['城西工业园']);
    expect(await labels('GB00004')).toEqual(['丁电子']);
    expect(await labels('甲机械')).toEqual(['甲机械', '甲机械有限公司']);
  });

  it('gives the asked jurisdiction’s own first, however many others there are', async () => {
    await db.execute(sql`
      INSERT INTO enterprises (id, jurisdiction_id, credit_code, name)
      SELECT 100 + n, 2, 'ELSEWHERE' || n, '己铸造' || n FROM generate_series(1, 20) AS n`);
    await db.execute(sql`
      INSERT INTO enterprises (id, jurisdiction_id, credit_code, name) VALUES (200, 1, 'HERE', '诸暨市己铸造有限公司')`);
    const hits = (await get(`/api/search?q=${encodeURIComponent('己铸造')}&jurisdiction=zhuji&limit=3`)).json().items;
    expect(hits.map((hit: { label: string; jurisdiction: string }) => [hit.label, hit.jurisdiction])).toEqual([
      ['己铸造', 'zhuji'],
      ['诸暨市己铸造有限公司', 'zhuji'],
      ['己铸造1', 'other'],
    ]);
  });

  it('takes percent signs, underscores and backslashes for text', async () => {
    for (const q of ['%', '_', '\\', "'"]) expect(await labels(q)).toEqual([]);
  });
});
