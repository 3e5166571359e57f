import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../server/src/contract/audit.ts';
import { writeAudit } from '../../server/src/db/audit.ts';
import { type Actor, OPEN_ACTOR, PROGRAM_ACTOR } from '../../server/src/domain/scope.ts';
import { listEntries } from '../../server/src/features/audit/list-entries.ts';
import { verifyChain } from '../../server/src/features/audit/verify-chain.ts';
import type { App } from '../../server/src/http/services.ts';
import { administrator, signedIn } from '../support/accounts.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels } from '../support/six-parcels.ts';

const db = await testDatabase();
const ADMIN: Actor = { ...OPEN_ACTOR, role: 'administrator', user: { id: 1, name: 'admin' } };
const PLANNER: Actor = { ...OPEN_ACTOR, role: 'planner', user: { id: 2, name: '李' } };
const AT = '2026-06-30T04:00:00Z';
const HASH = expect.stringMatching(/^[0-9a-f]{64}$/);
const ZHUJI = { code: 'zhuji', name: '诸暨市' };

let [admin, planner, open]: App[] = [];
beforeAll(async () => {
  await plantSixParcels(db);
  admin = await testApp({ db, actor: ADMIN });
  planner = await testApp({ db, actor: PLANNER });
  open = await testApp({ db });
});

const list = async (query = '', by = admin) => (await by?.inject(`/api/audit?${query}`))?.json();
const asked = async (query: string) => (await list(query)).items.map(({ id }: AuditEntry) => id);
const common = { at: AT, jurisdiction: ZHUJI, details: {}, hash: HASH };

describe('the record of what was done', () => {
  it('tells each change with how it was before and after, and each file with who took it and what for', async () => {
    const entered = await planner?.inject({
      method: 'POST',
      url: '/api/offsets',
      payload: { jurisdiction: 'zhuji', kind: 'offset', on: '2026-03-01', muHundredths: 10_000, land: '城西' },
    });
    const { id } = entered?.json() ?? {};
    await planner?.inject({ method: 'POST', url: `/api/offsets/${id}/correction`, payload: { note: '重复' } });
    const found = '/api/exports/found.csv?jurisdiction=zhuji&year=2025';
    const refused = await planner?.inject(found);
    expect([refused?.statusCode, refused?.json().type]).toEqual([422, 'reason-needed']);
    const file = await planner?.inject(`${found}&reason=${encodeURIComponent('专班会商')}`);
    expect(file?.body).toContain('\r\n导出人：李　用途：专班会商\r\n');
    const tally = await open?.inject('/api/exports/tally.csv?jurisdiction=zhuji&year=2025');
    expect([tally?.statusCode, tally?.body.includes('导出人')]).toEqual([200, false]);

    const written = { kind: 'offset', land: '城西', document: '', scenario: null, shortReason: null };
    const first = { ...written, entry: id, on: '2026-03-01', muHundredths: 10_000, note: '' };
    const counter = { ...written, entry: id + 1, on: '2026-06-30', muHundredths: -10_000, note: '重复' };
    const byLi = { ...common, actedAs: 'person', actor: '李' };
    expect(await list()).toEqual({
      items: [
        {
          ...{ ...common, id: 5, actedAs: 'open', actor: 'open', kind: 'export', subject: 'tally' },
          details: { facts: { format: 'csv', year: 2025, by: 'town', rows: 3 } },
        },
        {
          ...{ ...byLi, id: 4, kind: 'export-ended', subject: 'found' },
          details: { facts: { entry: 3, rows: 3, isWhole: true } },
        },
        {
          ...{ ...byLi, id: 3, kind: 'export', subject: 'found' },
          details: { facts: { format: 'csv', year: 2025, reason: '专班会商' } },
        },
        {
          ...{ ...byLi, id: 2, kind: 'offset-corrected', subject: String(id) },
          details: { before: first, after: counter },
        },
        { ...byLi, id: 1, kind: 'offset-entered', subject: String(id), details: { after: first } },
      ],
      next: null,
      people: ['open', '李'],
    });
  });

  it('is asked by kind, person, place, day and text, page by page', async () => {
    const entry = { kind: 'settings-changed', jurisdictionId: null, subject: '100%_甲' } as const;
    await writeAudit(db, PROGRAM_ACTOR, entry, new Date('2026-07-01T15:59:59Z'));
    await writeAudit(db, PROGRAM_ACTOR, { ...entry, subject: 'b' }, new Date('2026-07-01T16:00:00Z'));
    expect(await asked('kind=export')).toEqual([5, 3]);
    expect(await asked(`person=${encodeURIComponent('李')}`)).toEqual([4, 3, 2, 1]);
    expect(await asked('person=program')).toEqual([7, 6]);
    expect(await asked('jurisdiction=zhuji&kind=offset-entered')).toEqual([1]);
    expect(await asked('from=2026-07-01&to=2026-07-01')).toEqual([6]); // A day of China ends at 16:00 UTC.
    expect(await asked('from=2026-07-02')).toEqual([7]);
    expect(await asked(`q=${encodeURIComponent('0%_')}`)).toEqual([6]);
    expect(await asked(`q=${encodeURIComponent('会商')}`)).toEqual([3]);
    const page = await list('limit=4');
    expect([page.items.length, await asked(`limit=4&after=${page.next}`)]).toEqual([4, [3, 2, 1]]);
    expect((await list('after=x')).type).toBe('request-invalid');
  });

  it('is for administrators who see everything: not where nobody signs in, and for no other role', async () => {
    for (const app of [open, planner])
      for (const url of ['/api/audit', '/api/exports/audit.csv'])
        expect((await app?.inject(url))?.json()).toMatchObject({ status: 403, type: 'not-permitted' });
    const ofZhuji = await testApp({ db, actor: { ...ADMIN, scope: { jurisdictionIds: [1] } } });
    expect((await ofZhuji.inject('/api/audit')).json()).toMatchObject({ status: 403, type: 'not-permitted' });
    const seen = (id: number) => listEntries(db, { ...ADMIN, scope: { jurisdictionIds: [id] } }, { limit: 9 });
    expect(await seen(99)).toEqual({ items: [], next: null, people: [] });
    expect(await seen(1)).toMatchObject({ items: { length: 5 }, people: ['open', '李'] });
  });

  it('goes out as a table, which is written down too, and holds together after all', async () => {
    const reply = await admin?.inject(
      `/api/exports/audit.csv?kind=offset-entered&reason=${encodeURIComponent('年度检查')}`,
    );
    const lines = reply?.body.split('\r\n') ?? [];
    expect(lines[1]).toBe('筛选：登记改补');
    expect(lines[3]).toBe('导出人：admin　用途：年度检查');
    expect(lines[5]).toMatch(/^1,2026年6月30日 12:00,李,登记改补,诸暨市,\d+,,"{""on"".*[0-9a-f]{64}$/);
    expect(lines[6]).toMatch(/^合计,1 条,/);
    expect(await asked('person=admin')).toEqual([9, 8]);
    expect(await verifyChain(db, null)).toMatchObject({ isWhole: true, entries: 9 });
  });

  it('is written by people under the role of the application, which may add to it and nothing else', async () => {
    const app = await testApp({ db, access: 'accounts' });
    const admins = await administrator(app, db);
    const scope = [{ jurisdiction: 'zhuji', towns: null }];
    const zhao = await signedIn(app, db, { name: 'zhao', displayName: '赵', role: 'planner', scope });
    const land = { jurisdiction: 'zhuji', kind: 'offset', on: '2026-04-01', muHundredths: 100, land: '城东' };
    expect((await zhao('POST', '/api/offsets', land)).statusCode).toBe(201);
    expect((await zhao('GET', '/api/exports/found.xlsx?jurisdiction=zhuji&year=2025&reason=check')).statusCode).toBe(
      200,
    );
    const told: AuditEntry[] = (await admins('GET', '/api/audit?person=zhao')).json().items;
    expect(told.map(({ kind }) => kind)).toEqual(['export-ended', 'export', 'offset-entered']);
    for (const role of ['yima_guandi_all', 'yima_guandi_scoped'])
      for (const deed of [sql`DELETE FROM audit_entries`, sql`INSERT INTO audit_entries (id) VALUES (99)`]) {
        const tried = db.transaction(async (within) => {
          await within.execute(sql`SELECT set_config('role', ${role}, TRUE)`);
          await within.execute(deed);
        });
        await expect(tried).rejects.toMatchObject({ cause: { message: 'permission denied for table audit_entries' } });
      }
    expect(await verifyChain(db, null)).toMatchObject({ isWhole: true });
  });
});
