import { beforeAll, describe, expect, it } from 'vitest';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  await syncProgrammes(db, [1]);
  app = await testApp({ db });
});

const RULE = 'zhuji-low-efficiency';
const DRAFT = { jurisdiction: 'zhuji', name: '收紧到四', tried: { [RULE]: 4.2 } };
const list = async () => (await app.inject('/api/what-ifs?jurisdiction=zhuji')).json().items;
const save = (draft: object) => app.inject({ method: 'POST', url: '/api/what-ifs', payload: draft });

describe('saved what-ifs', () => {
  it('are kept under a name, listed newest first, and let go', async () => {
    const filter = '{"op":"=","args":[{"property":"town"},"330681003"]}';
    const first = await save(DRAFT);
    const kept = { name: '收紧到四', tried: { [RULE]: 4.2 }, filter: null, createdAt: '2026-06-30T04:00:00Z' };
    expect([first.statusCode, first.json()]).toEqual([201, { id: first.json().id, ...kept }]);
    const second = await save({ ...DRAFT, name: ' 城镇 ', filter });
    expect(await list()).toEqual([
      { ...kept, id: second.json().id, name: '城镇', filter },
      { ...kept, id: first.json().id },
    ]);
    const gone = await app.inject({ method: 'DELETE', url: `/api/what-ifs/${second.json().id}` });
    expect([gone.statusCode, gone.json().name]).toEqual([200, '城镇']);
    expect((await list()).map(({ name }: { name: string }) => name)).toEqual(['收紧到四']);
    const again = await app.inject({ method: 'DELETE', url: `/api/what-ifs/${second.json().id}` });
    expect([again.statusCode, again.json().type]).toEqual([404, 'what-if-not-found']);
  });

  it('refuse a taken name, a rule that is not in force, a filter and a value that cannot be', async () => {
    const refusals = await Promise.all([
      save(DRAFT),
      save({ ...DRAFT, name: 'b', tried: { 'ruian-low-efficiency-in-park': 4 } }),
      save({ ...DRAFT, name: 'c', filter: '{"op":"near"}' }),
      save({ ...DRAFT, name: 'd', tried: { [RULE]: -1 } }),
      save({ ...DRAFT, name: 'e', tried: {} }),
      save({ ...DRAFT, name: ' ' }),
      save({ ...DRAFT, name: 'f\ng' }),
      save({ ...DRAFT, name: 'h', tried: { [RULE]: 4.20001 } }),
      save({ ...DRAFT, name: 'i', fliter: '{}' }),
      save({ ...DRAFT, jurisdiction: 'nowhere' }),
    ]);
    expect(refusals.map((reply) => [reply.statusCode, reply.json().type])).toEqual([
      [409, 'what-if-name-taken'],
      [404, 'rule-not-found'],
      [400, 'filter-invalid'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
      [404, 'jurisdiction-not-found'],
    ]);
    expect(await list()).toHaveLength(1);
    expect((await save({ ...DRAFT, name: 'j', filter: '' })).json()).toMatchObject({ filter: null });
  });
});

describe('the list of a what-if', () => {
  const tightened = JSON.stringify({ op: '<=', args: [{ property: 'taxPerMu10kYuan' }, 3] });
  const file = (tried: string) =>
    app.inject(
      `/api/exports/found.csv?${new URLSearchParams({ jurisdiction: 'zhuji', year: String(YEAR), filter: tightened, tried })}`,
    );

  it('says in its name, title and head that it is tried, and by which value', async () => {
    const reply = await file(`${RULE}:3`);
    const lines = reply.body.split('\r\n');
    expect(reply.headers['content-disposition']).toBe('attachment; filename="what-if-found-zhuji-2025.csv"');
    expect(lines[0]).toContain('诸暨市低效工业用地试算清单（2025年度）');
    expect(lines[1]).toContain('演示数据');
    expect(lines[2]).toBe('试算，不是现行认定：亩均税收（万元/亩）≤3（方案为 5）');
    expect(lines.filter((line) => line.includes('GB0000')).map((line) => line.split(',')[1])).toEqual([
      '330681003001GB00006',
    ]);
  });

  it('refuses a rule that the programme does not have, one that is tried twice, and a value that no what-if has', async () => {
    const replies = await Promise.all(['low:3', `${RULE}:3,${RULE}:4`, `${RULE}:1000000.1`].map(file));
    expect(replies.map((reply) => [reply.statusCode, reply.json().type])).toEqual([
      [404, 'rule-not-found'],
      [400, 'request-invalid'],
      [400, 'request-invalid'],
    ]);
  });
});
