import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { BELOW, definition, tenEnterprises } from '../../support/ten-enterprises.ts';

const { db, plant, post } = await tenEnterprises();
const draft = { ...BELOW, definition: definition(), against: 'last-year' };
/** Whom `definition` puts in another class than the year before gave, the farthest first. */
const MOVED = ['C2 A C', 'C3 B A', 'C8 C B', 'C10 null C', 'C9 C null'];
const lineOf = (each: { creditCode: string; from: string; to: string }) => `${each.creditCode} ${each.from} ${each.to}`;

beforeAll(async () => {
  await plant();
  await db.execute(sql`UPDATE enterprises SET name = '=HYPERLINK("http://x")' WHERE credit_code = 'C2'`);
});

describe('the enterprises that a draft puts in another class', () => {
  it.each([1, 2, 5, 500])('are the same in pages of %d as in the preview', async (limit) => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { status, body } = await post('preview/changes', { ...draft, limit, ...(after ? { after } : {}) });
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      seen.push(...body.items.map(lineOf));
      if (body.next === null) break;
      after = body.next;
    }
    expect(seen).toEqual(MOVED);
    const { againstLastYear } = (await post('preview', { ...BELOW, definition: definition() })).body;
    expect([againstLastYear.items.map(lineOf), againstLastYear.next]).toEqual([MOVED, null]);
  });

  it('are nobody where nothing changes or the year before was not evaluated', async () => {
    const none = { status: 200, body: { revision: 1, items: [], next: null } };
    expect(await post('preview/changes', { ...BELOW, definition: definition() })).toEqual(none);
    expect(await post('preview/changes', { ...draft, year: 2023 })).toEqual(none);
  });

  it('are refused for a cursor of another list, a method with a fault, or more than is asked for', async () => {
    const refused = (type: string, place: string) => ({ body: { type, place } });
    expect(await post('preview/changes', { ...draft, after: 'x' })).toMatchObject(
      refused('request-invalid', 'body.after'),
    );
    expect(await post('preview/changes', { ...draft, limit: 501 })).toMatchObject(
      refused('request-invalid', 'body.limit'),
    );
    expect(await post('preview/changes', { ...draft, against: 'else' })).toMatchObject(
      refused('request-invalid', 'body.against'),
    );
    for (const path of ['preview/changes', 'preview/changes.csv'])
      expect(await post(path, { ...draft, definition: definition({ items: [] }) })).toMatchObject({
        status: 422,
        body: { type: 'method-invalid' },
      });
  });

  it('go out as a table with its head, its count, and nothing that a spreadsheet would run', async () => {
    const app = await testApp({ db });
    const reply = await app.inject({ method: 'POST', url: '/api/evaluation/preview/changes.csv', payload: draft });
    expect([reply.statusCode, reply.headers['content-type'], reply.headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="draft-changes-zhuji-2024.csv"',
    ]);
    const lines = reply.body
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
    const [title, ...rest] = lines;
    expect(title).toMatch(/评价方法草案改变等级的企业（2024年度 规下）$/);
    const head = rest.findIndex((line) => line.startsWith('序号,'));
    expect(rest.slice(0, head).join('\n')).toMatch(
      /草案试算，未发布[\s\S]*比较对象：上一年度等级　现行评价方法：above-scale v1，below-scale v1[\s\S]*数据修订：R1/,
    );
    expect(rest.slice(head + 1)).toEqual([
      `1,"'=HYPERLINK(""http://x"")",C2,A,C,150.00,10.00,单位能耗税收,75.00,0.00,0.00,0.00`,
      '2,Enterprise 3,C3,B,A,133.33,80.00,单位能耗税收,66.67,0.00,0.00,0.00',
      '3,Enterprise 8,C8,C,B,50.00,30.00,单位能耗税收,25.00,0.00,0.00,0.00',
      '4,Enterprise 10,C10,待核,C,,20.00,,,,,',
      '5,Enterprise 9,C9,C,待核,33.33,,,,,,',
      '合计,5 家,升等 2 家,降等 1 家,待核进出或等级改名 2 家',
    ]);
  });
});
