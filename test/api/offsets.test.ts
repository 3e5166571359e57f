import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels } from '../support/six-parcels.ts';

const db = await testDatabase();
let app: App;
beforeAll(async () => {
  await plantSixParcels(db);
  app = await testApp({ db });
});

const CODE = '330681003001GB00006';
const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
const enter = (kind: 'conversion' | 'offset', on: string, muHundredths: number, more: object = {}) =>
  post('/api/offsets', { jurisdiction: 'zhuji', kind, on, muHundredths, land: '城西地块', ...more });
const list = async (more = '') => (await app.inject(`/api/offsets?jurisdiction=zhuji${more}`)).json();

describe('the ledger of conversions and offsets', () => {
  it('refuses a conversion before its offset by how many mu, and stores it with a reason, marked', async () => {
    expect((await enter('offset', '2026-03-01', 10_000)).statusCode).toBe(201);
    const early = await enter('conversion', '2026-02-01', 4000);
    expect([early.statusCode, early.json()]).toEqual([
      409,
      expect.objectContaining({ type: 'offset-short', detail: expect.stringContaining('差 40.00 亩') }),
    ]);
    // On the day of the offset it is covered; the reason is left out, since nothing is short.
    const covered = await enter('conversion', '2026-03-01', 7000, { land: CODE, shortReason: '不需要' });
    expect(covered.json()).toMatchObject({
      balanceMuHundredths: 3000,
      shortReason: null,
      parcelId: expect.any(Number),
    });
    const over = await enter('conversion', '2026-05-01', 3001);
    expect(over.json().detail).toContain('差 0.01 亩');
    const reasoned = await enter('conversion', '2026-05-01', 3001, {
      shortReason: '省级重点项目，限期补足',
      document: '诸政发〔2026〕8号',
    });
    expect([reasoned.statusCode, reasoned.json()]).toEqual([
      201,
      {
        id: reasoned.json().id,
        kind: 'conversion',
        on: '2026-05-01',
        muHundredths: 3001,
        balanceMuHundredths: -1,
        land: '城西地块',
        parcelId: null,
        scenario: null,
        document: '诸政发〔2026〕8号',
        note: '',
        shortReason: '省级重点项目，限期补足',
        corrects: null,
        correctedBy: null,
        recordedAt: '2026-06-30T04:00:00Z',
      },
    ]);
    // 30 mu are left on 2 March, but a later day is below zero already: an earlier conversion needs a reason too.
    expect((await enter('conversion', '2026-03-02', 1)).json().type).toBe('offset-short');
  });

  it('takes an entry back by a counter-entry, once, and lists by day with the running balance', async () => {
    const [last] = (await list()).items;
    const back = await post(`/api/offsets/${last.id}/correction`, { note: '面积有误' });
    expect(back.json()).toMatchObject({
      on: '2026-06-30',
      muHundredths: -3001,
      balanceMuHundredths: 3000,
      corrects: last.id,
    });
    const { items, next, total } = await list();
    expect(next).toBeNull();
    expect(
      items.map((each: Record<string, unknown>) => [each.on, each.kind, each.muHundredths, each.balanceMuHundredths]),
    ).toEqual([
      ['2026-06-30', 'conversion', -3001, 3000],
      ['2026-05-01', 'conversion', 3001, -1],
      ['2026-03-01', 'conversion', 7000, 3000],
      ['2026-03-01', 'offset', 10_000, 10_000],
    ]);
    expect(items[1]).toMatchObject({ correctedBy: items[0].id });
    expect(total).toEqual({
      entries: 4,
      conversionMuHundredths: 7000,
      offsetMuHundredths: 10_000,
      balanceMuHundredths: 3000,
    });
    const page = await list('&limit=3');
    expect((await list(`&limit=3&after=${page.next}`)).items).toEqual(items.slice(3));
    const again = await Promise.all(
      [last.id, items[0].id, 999].map((id) => post(`/api/offsets/${id}/correction`, { note: '再冲' })),
    );
    expect(again.map((reply) => reply.json().type)).toEqual([
      'offset-corrected',
      'offset-corrected',
      'offset-not-found',
    ]);
    // The offset is used up to 70 mu: taking it back would leave the balance short by these.
    const used = await post(`/api/offsets/${items[3].id}/correction`, { note: '撤回' });
    expect(used.json().detail).toContain('差 70.00 亩');
  });

  it('lets only one of two take the last land, however close they come', async () => {
    const replies = await Promise.all([1, 2].map(() => enter('conversion', '2026-06-30', 3000)));
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([201, 409]);
    expect((await list()).total.balanceMuHundredths).toBe(0);
  });

  it('never changes what is written', async () => {
    const changed = db.execute(sql`UPDATE offset_entries SET mu_hundredths = 1 WHERE mu_hundredths > 1`);
    await expect(changed).rejects.toThrow();
    await expect(db.execute(sql`DELETE FROM offset_entries`)).rejects.toThrow();
  });

  it('refuses a day to come, areas that are none, a scenario that is not there', async () => {
    const refused = await Promise.all([
      enter('offset', '2026-07-01', 1),
      enter('offset', '2026-02-30', 1),
      enter('offset', '2026-06-01', 0),
      enter('offset', '2026-06-01', 1.5),
      enter('offset', '2026-06-01', 1, { land: ' ' }),
      enter('offset', '2026-06-01', 1, { scenarioId: 77 }),
      enter('offset', '2026-06-01', 1, { jurisdiction: 'nowhere' }),
    ]);
    expect(refused.map((reply) => [reply.statusCode, reply.json().type])).toEqual([
      ...Array.from({ length: 5 }, () => [400, 'request-invalid']),
      [404, 'scenario-not-found'],
      [404, 'jurisdiction-not-found'],
    ]);
  });

  it('goes out as a table whose columns add up', async () => {
    const reply = await app.inject('/api/exports/offsets.csv?jurisdiction=zhuji');
    const lines = reply.body
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line) => line.split(','));
    const at = lines.findIndex(([first]) => first === '序号');
    const rows = lines.slice(at + 1, -1);
    const sum = (column: number) => rows.reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0);
    expect(lines[at]?.slice(5, 8)).toEqual(['改（亩）', '补（亩）', '余额（亩）']);
    expect(rows.map((row) => row.slice(5, 8))).toEqual([
      ['', '100.00', '100.00'],
      ['70.00', '', '30.00'],
      ['30.01', '', '-0.01'],
      ['-30.01', '', '30.00'],
      ['30.00', '', '0.00'],
    ]);
    expect(lines.at(-1)?.slice(0, 8)).toEqual(['合计', '5 笔', '', '', '', '100.00', '100.00', '0.00']);
    expect([sum(5), sum(6)]).toEqual([10_000, 10_000]);
    const sheet = await app.inject('/api/exports/offsets.xlsx?jurisdiction=zhuji');
    expect([sheet.statusCode, sheet.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });

  it('names the scenario of an entry as it is called today, also once it is deleted, and hands it to the counter-entry', async () => {
    await db.execute(sql`
      INSERT INTO scenarios (id, jurisdiction_id, year, name, version, created_at, updated_at)
      SELECT 5, id, 2025, '城西连片', 1, now(), now() FROM jurisdictions WHERE code = 'zhuji'`);
    const made = (await enter('offset', '2026-06-30', 100, { scenarioId: 5 })).json();
    expect(made.scenario).toEqual({ id: 5, name: '城西连片', isDeleted: false });
    await db.execute(sql`UPDATE scenarios SET deleted_at = now()`);
    const back = (await post(`/api/offsets/${made.id}/correction`, { note: '重复' })).json();
    expect(back.scenario).toEqual({ id: 5, name: '城西连片', isDeleted: true });
    await db.execute(sql`DELETE FROM scenarios`);
    const scenarios = (await list()).items.map((each: { scenario: object | null }) => each.scenario);
    const gone = { id: 5, name: null, isDeleted: true };
    expect(scenarios).toEqual([gone, gone, null, null, null, null, null]);
  });
});
