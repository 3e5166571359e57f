import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../server/src/contract/audit.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { listEntries } from '../../server/src/features/audit/list-entries.ts';
import { verifyChain } from '../../server/src/features/audit/verify-chain.ts';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { TEST_NOW, testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { importFile, postForm, squareAt } from '../support/import-fixtures.ts';
import { twoItemMethod } from '../support/methods.ts';
import { plantEvaluation } from '../support/plant-evaluation.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

const db = await testDatabase();
let app: App;
beforeAll(async () => {
  await plantSixParcels(db);
  await syncProgrammes(db, [1]);
  await plantEvaluation(db, YEAR);
  app = await testApp({ db });
});

const EDITOR = { token: 'ann-0123456789abcdef', name: '甲' };
/** Parcels 1 to 3: 10.00 + 20.05 + 3.33 mu, of which 1 and 3 are found. */
const zone = { boundary: { type: 'MultiPolygon', coordinates: [[squareAt(120.2009, 29.6995, 0.003)]] } };
const measured = { parcels: 3, muHundredths: 3338, freedMuHundredths: 1333 };

async function post(url: string, payload: object): Promise<void> {
  const reply = await app.inject({ method: 'POST', url, payload });
  if (reply.statusCode > 299) throw new Error(`${url}: ${reply.body}`);
}

/** What was written since an entry, the oldest first, without what every entry has. */
async function since(entry: number) {
  const { items } = await listEntries(db, OPEN_ACTOR, { limit: 50 });
  const told = items.filter(({ id }) => id > entry).reverse();
  return told.map(({ kind, subject, details }: AuditEntry) => [kind, subject, details]);
}
const newest = async () => (await listEntries(db, OPEN_ACTOR, { limit: 1 })).items[0]?.id ?? 0;

describe('what is written down', () => {
  it('of each act on a scenario', async () => {
    const act = (acts: string, more: object) => post(`/api/scenarios/${acts}`, { editor: EDITOR, ...more });
    const at = { jurisdiction: 'zhuji', year: YEAR, zone };
    await act('', { ...at, name: '北片', targetMu: 20 });
    await act('1/versions', { zone, targetMu: 30, note: '改', baseVersion: 1 });
    await act('1/rename', { name: '城北', baseVersion: 2 });
    await act('1/versions/1/restore', { baseVersion: 3 });
    await act('1/clone', { name: '乙案' });
    const raised = { reason: 'new facts', batchId: null, parcelMinZoom: 10, at: TEST_NOW, of: 'all' } as const;
    const revision = await raiseRevision(db, raised);
    await post('/api/scenarios/1/measure', {});
    await act('1/delete', { baseVersion: 4 });
    await post('/api/scenarios/1/take-back', {});
    const editor = EDITOR.name;
    const first = { version: 1, name: '北片', note: '', targetMu: 20, ...measured };
    expect(await since(0)).toEqual([
      ['scenario-created', '1', { facts: { editor }, after: first }],
      [
        'scenario-saved',
        '1',
        { facts: { editor }, before: first, after: { ...first, version: 2, note: '改', targetMu: 30 } },
      ],
      [
        'scenario-renamed',
        '1',
        { facts: { editor }, before: { version: 2, name: '北片' }, after: { version: 3, name: '城北' } },
      ],
      [
        'scenario-restored',
        '1',
        { facts: { editor, name: '城北', restored: 1 }, before: { version: 3 }, after: { version: 4 } },
      ],
      [
        ...['scenario-cloned', '2'],
        { facts: { editor, from: 1, fromName: '城北', fromVersion: 4 }, after: { version: 1, name: '乙案' } },
      ],
      [
        ...['scenario-remeasured', '1'],
        {
          facts: { name: '城北', version: 4 },
          before: { revision: revision - 1, ...measured },
          after: { revision, ...measured },
        },
      ],
      ['scenario-deleted', '1', { facts: { editor }, before: { version: 4, name: '城北' } }],
      ['scenario-taken-back', '1', { after: { version: 4, name: '城北' } }],
    ]);
  });

  it('of what-ifs, layers and files that come in', async () => {
    const from = await newest();
    const tried = { 'zhuji-low-efficiency': 4.2 };
    await post('/api/what-ifs', { jurisdiction: 'zhuji', name: '收紧', tried });
    await app.inject({ method: 'DELETE', url: '/api/what-ifs/1' });
    const geometry = { type: 'Polygon', coordinates: [squareAt(120.2, 29.69)] };
    const content = JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: {}, geometry }],
    });
    const layer = { name: 'a.geojson', content, fields: { kind: 'permanent-farmland' } };
    for (const _ of [1, 2]) expect((await postForm(app, '/api/constraint-layers', layer)).statusCode).toBeLessThan(300);
    await app.inject({ method: 'DELETE', url: '/api/constraint-layers/1' });
    const kind = { kind: 'enterprises' };
    await importFile(app, {
      name: 'a.csv',
      content: '统一社会信用代码,企业名称\n91330681MA00000001,甲\n',
      fields: kind,
    });
    await importFile(app, { name: 'b.csv', content: '企业名称\n', fields: kind });
    const kept = { tried, filter: null };
    const as = (name: string) => expect.objectContaining({ kind: 'permanent-farmland', sourceFile: name });
    const file = { kind: 'enterprises', jurisdiction: 'zhuji', file: 'a.csv' };
    const started = { ...file, bytes: expect.any(Number), sha256: expect.any(String), isStrict: false };
    const rows = { rows: 1, accepted: 1, refused: 0, warned: 1, inserted: 0, updated: 1 };
    expect(await since(from)).toEqual([
      ['what-if-saved', '收紧', { after: kept }],
      ['what-if-deleted', '收紧', { before: kept }],
      ['constraint-imported', '永久基本农田', { after: as('a.geojson') }],
      ['constraint-imported', '永久基本农田', { before: as('a.geojson'), after: as('a.geojson') }],
      ['constraint-removed', '永久基本农田', { before: as('a.geojson') }],
      ['import-started', '1', { facts: started }],
      ['import-ended', '1', { facts: { ...file, ...rows, status: 'committed' } }],
      ['import-started', '2', { facts: { ...started, file: 'b.csv' } }],
      ['import-refused', '2', { facts: { ...file, file: 'b.csv', status: 'failed', problem: 'columns-missing' } }],
    ]);
  });

  it('of a method that is published and of a year that is closed, once', async () => {
    const from = await newest();
    const definition = twoItemMethod();
    const draft = { jurisdiction: 'zhuji', year: YEAR, tier: 'above-scale', definition, note: '试' };
    await post('/api/evaluation/methods', draft);
    for (const _ of [1, 2]) await post('/api/evaluation/close', { jurisdiction: 'zhuji', year: YEAR });
    expect(await since(from)).toEqual([
      [
        ...['method-published', `${YEAR} above-scale v2`],
        {
          before: { version: 1, definition: expect.anything() },
          after: { version: 2, definition: expect.objectContaining({ name: '两项' }) },
          facts: { note: '试' },
        },
      ],
      ['year-closed', String(YEAR), { after: { isClosed: true } }],
    ]);
    expect(await verifyChain(db, null)).toMatchObject({ isWhole: true });
  });
});
