import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { type Browser, signedIn } from '../support/accounts.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { endedBatch, postForm, postImport, squareAt } from '../support/import-fixtures.ts';
import { plantProjects } from '../support/plant.ts';
import { plantEvaluation } from '../support/plant-evaluation.ts';
import { Description, publishedSchemas } from '../support/published-schema.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

const OF_YEAR = `jurisdiction=zhuji&year=${YEAR}`;
const CODE = '330681003001GB00001';
const FIRM = '91330681MA00000001';
/** One row that is taken and one that is not, so that a batch with a refused row is there to be read. */
const TABLE = `统一社会信用代码,企业名称\n91330681MA00000001,甲机械有限公司\n,无代码\n`;

/** A question for every operation that answers JSON, by its address. */
const QUESTIONS: Record<string, readonly string[]> = {
  '/api/openapi.json': ['/api/openapi.json'],
  '/api/health': ['/api/health'],
  '/api/jurisdictions': ['/api/jurisdictions'],
  '/api/programmes/{id}': ['/api/programmes/zhuji-2021'],
  '/api/parcels': [`/api/parcels?${OF_YEAR}`, `/api/parcels?${OF_YEAR}&order=tax-per-mu&limit=2`],
  '/api/parcels/at': [`/api/parcels/at?ids=1,2,3,99&year=${YEAR}`],
  '/api/parcels/at/{id}': [1, 2, 3, 4, 5, 6].map((id) => `/api/parcels/at/${id}?year=${YEAR}`),
  '/api/parcels/{code}': [`/api/parcels/${CODE}`, ...[2, 3, 4, 5, 6].map((id) => `/api/parcels/OLD-${id}`)],
  '/api/search': ['甲', '街道', '城西', 'GB'].map((q) => `/api/search?q=${encodeURIComponent(q)}`),
  '/api/tally': ['town', 'park', 'class', 'finding', 'industry'].map((by) => `/api/tally?${OF_YEAR}&by=${by}&of=all`),
  '/api/evaluation': [`/api/evaluation?${OF_YEAR}`],
  '/api/evaluation/templates': ['/api/evaluation/templates'],
  '/api/evaluation/enterprises': [`/api/evaluation/enterprises?${OF_YEAR}&tier=above-scale`],
  '/api/evaluation/enterprises/{creditCode}': [`/api/evaluation/enterprises/${FIRM}?year=${YEAR}`],
  '/api/evaluation/transitions': [`/api/evaluation/transitions?jurisdiction=zhuji&from=${YEAR}`],
  '/api/evaluation/transitions/enterprises': [
    `/api/evaluation/transitions/enterprises?jurisdiction=zhuji&from=${YEAR}&fromClass=B&toClass=B`,
  ],
  '/api/what-ifs': ['/api/what-ifs?jurisdiction=zhuji'],
  '/api/proposals/{id}': ['/api/proposals/PROPOSAL'],
  '/api/scenarios': ['/api/scenarios?jurisdiction=zhuji'],
  '/api/scenarios/compare': ['/api/scenarios/compare?ids=1,2'],
  '/api/scenarios/{id}': ['/api/scenarios/1'],
  '/api/scenarios/{id}/versions': ['/api/scenarios/2/versions'],
  '/api/constraint-layers': ['/api/constraint-layers?jurisdiction=zhuji'],
  '/api/constraint-layers/progress': ['/api/constraint-layers/progress?jurisdiction=zhuji'],
  '/api/offsets': ['/api/offsets?jurisdiction=zhuji', '/api/offsets?jurisdiction=zhuji&limit=1'],
  '/api/imports': ['/api/imports'],
  '/api/imports/{id}': ['/api/imports/1'],
  '/tiles/parcels.json': ['/tiles/parcels.json', `/tiles/parcels.json?year=${YEAR}`],
  '/tiles/places.json': ['/tiles/places.json'],
};

/** Asked by an administrator, where people sign in. */
const ADMINISTERED: Record<string, readonly string[]> = {
  '/api/session': ['/api/session'],
  '/api/account/sessions': ['/api/account/sessions'],
  '/api/users': ['/api/users'],
  '/api/audit': ['/api/audit'],
};

/** A question that is refused, by its address: with what, and what the refusal says. */
const REFUSED: readonly [string, string, string, RegExp][] = [
  ['/api/parcels', '/api/parcels?jurisdiction=zhuji', '400 request-invalid', /year: a whole number from 1990 to 2100/],
  ['/api/parcels', `/api/parcels?year=${YEAR}`, '400 request-invalid', /jurisdiction: a jurisdiction code: 1 to 40/],
  ['/api/parcels', `/api/parcels?${OF_YEAR}&limit=0x10`, '400 request-invalid', /limit: a whole number from 1 to 500/],
  ['/api/parcels', `/api/parcels?${OF_YEAR}&limit=%205`, '400 request-invalid', /limit: a whole number from 1 to 500/],
  ['/api/parcels', `/api/parcels?${OF_YEAR}&limit=1e2`, '400 request-invalid', /limit: a whole number from 1 to 500/],
  ['/api/parcels', `/api/parcels?${OF_YEAR}&limit=5&limit=6`, '400 request-invalid', /limit: a whole number/],
  ['/api/parcels', `/api/parcels?${OF_YEAR}&order=size`, '400 request-invalid', /order: one of area, code, tax-per-mu/],
  ['/api/parcels', `/api/parcels?${OF_YEAR}&filter={}`, '400 filter-invalid', /at \$\.args: expected a list/],
  ['/api/parcels', `/api/parcels?jurisdiction=nowhere&year=${YEAR}`, '404 jurisdiction-not-found', /nowhere/],
  ['/api/parcels', '/api/parcels?jurisdiction=zhuji&year=1999', '404 year-without-data', /2025/],
  ['/api/parcels/at/{id}', `/api/parcels/at/-1?year=${YEAR}`, '400 request-invalid', /id: a whole number from 1 to/],
  ['/api/parcels/at', `/api/parcels/at?ids=1,x&year=${YEAR}`, '400 request-invalid', /ids: 1 to 100 ids of parcels/],
  ['/api/parcels/{code}', '/api/parcels/none', '404 parcel-not-found', /none/],
  ['/api/parcels/{code}', `/api/parcels/${'0'.repeat(120)}`, '400 request-invalid', /code: a parcel code, of 1 to 100/],
  ['/api/parcels/{code}', `/api/parcels/${'0'.repeat(300)}`, '431 request-head-too-large', /^.{20,200}$/],
  ['/api/programmes/{id}', '/api/programmes/none', '404 programme-not-found', /\/api\/jurisdictions/],
  ['/api/search', '/api/search?q=%20', '400 request-invalid', /q: part of a code or a name, of 1 to 100 characters/],
  [
    '/api/tally',
    `/api/tally?${OF_YEAR}&by=age`,
    '400 request-invalid',
    /by: one of town, park, class, finding, industry/,
  ],
  ['/api/exports/found.{format}', `/api/exports/found.pdf?${OF_YEAR}`, '400 request-invalid', /one of csv, xlsx/],
  [
    '/api/evaluation/enterprises/{creditCode}',
    `/api/evaluation/enterprises/none?year=${YEAR}`,
    '404 enterprise-not-found',
    /none/,
  ],
  [
    '/api/evaluation/enterprises',
    `/api/evaluation/enterprises?${OF_YEAR}&tier=middle`,
    '400 request-invalid',
    /tier: one of above-scale, below-scale/,
  ],
  ['/api/imports/{id}', '/api/imports/999', '404 import-not-found', /999/],
  ['/tiles/parcels.json', '/tiles/parcels.json?year=NaN', '400 request-invalid', /year: a whole number/],
  [
    '/tiles/{revision}/{year}/parcels/{z}/{x}/{y}.mvt',
    '/tiles/1/2025/parcels/2/4/0.mvt',
    '400 tile-address-invalid',
    /columns 0 to 3/,
  ],
  [
    '/tiles/{revision}/{year}/parcels/{z}/{x}/{y}.mvt',
    '/tiles/99999/2025/parcels/2/0/0.mvt',
    '404 revision-unknown',
    /99999/,
  ],
];

let app: App;
let administrator: Browser;
let description: Description;
let faults: ReturnType<typeof publishedSchemas>;
/** Id of a search for zones */
let proposal = '';
beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  await plantEvaluation(db, YEAR);
  await plantProjects(db, [{ parcelId: 1, signedOn: '2024-01-31', agreedOutput10kYuan: 5200.5 }, { parcelId: 2 }]);
  await db.execute(sql`INSERT INTO violations (enterprise_id, field, found_on) VALUES (1, 'fire', '2024-02-29')`);
  await syncProgrammes(db, [1]);
  app = await testApp({ db });
  administrator = await signedIn(await testApp({ db, access: 'accounts' }), db, {
    name: 'keeper',
    displayName: '系统管理员',
    role: 'administrator',
    scope: null,
  });
  await keepScenarios();
  await keepConstraints();
  proposal = await startSearch();
  description = Description.parse((await app.inject('/api/openapi.json')).json());
  faults = publishedSchemas(description);
});

async function startSearch(): Promise<string> {
  const payload = { jurisdiction: 'zhuji', year: YEAR, targetMu: 5 };
  return (await app.inject({ method: 'POST', url: '/api/proposals', payload })).json().id;
}

/** A scenario over all six parcels, and its twin. */
async function keepScenarios(): Promise<void> {
  const [west, south, east, north] = [120.2, 29.69, 120.21, 29.71] as const;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const zone = { boundary: { type: 'MultiPolygon', coordinates: [[ring]] } };
  const editor = { token: 'editor-0123456789', name: '甲' };
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
  await post('/api/scenarios', { jurisdiction: 'zhuji', year: YEAR, name: '方案一', zone, editor });
  await post('/api/scenarios/1/clone', { name: '方案二', editor });
}

/** A constraint layer, and two entries of the ledger of offsets. */
async function keepConstraints(): Promise<void> {
  const content = JSON.stringify({ type: 'Polygon', coordinates: [squareAt(120.2, 29.69)] });
  const file = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":${content}}]}`;
  const kind = 'permanent-farmland';
  await postForm(app, '/api/constraint-layers', { name: 'a.geojson', content: file, fields: { kind } });
  for (const on of ['2026-01-05', '2026-02-05']) {
    const payload = { jurisdiction: 'zhuji', kind: 'offset', on, muHundredths: 150, land: CODE };
    await app.inject({ method: 'POST', url: '/api/offsets', payload });
  }
}

const at = (path: string, method: string, status: number, type: string) => [
  ...['paths', path, method, 'responses', String(status)],
  ...['content', type, 'schema'],
];

describe('real replies', () => {
  it('of an import fit what the description says of them', async () => {
    const reply = await postImport(app, { name: 'a.csv', content: TABLE, fields: { kind: 'enterprises' } });
    expect(reply.statusCode).toBe(202);
    expect(faults(at('/api/imports', 'post', 202, 'application/json'), reply.json())).toBeNull();
    expect(await endedBatch(app, reply.json().id)).toMatchObject({ rowsAccepted: 1, rowsRefused: 1 });
    const refused = await postImport(app, { name: 'a.csv', content: TABLE, fields: { kind: 'people' } });
    expect(refused.json()).toMatchObject({
      type: 'request-invalid',
      detail: expect.stringContaining('one of parcels'),
    });
    expect(faults(at('/api/imports', 'post', 400, 'application/problem+json'), refused.json())).toBeNull();
  });

  it('of closing a year, and of a closed one, fit what the description says of them', async () => {
    for (const wasClosed of [false, true]) {
      const payload = { jurisdiction: 'zhuji', year: YEAR };
      const reply = await app.inject({ method: 'POST', url: '/api/evaluation/close', payload });
      expect(reply.json()).toMatchObject({ wasClosed });
      expect(faults(at('/api/evaluation/close', 'post', 200, 'application/json'), reply.json())).toBeNull();
    }
    const refused = await app.inject({ method: 'POST', url: '/api/evaluation/close', payload: { year: YEAR } });
    expect(refused.json()).toMatchObject({ type: 'request-invalid', place: 'body.jurisdiction' });
    expect(faults(at('/api/evaluation/close', 'post', 400, 'application/problem+json'), refused.json())).toBeNull();
  });

  it('are asked for of every operation that answers JSON', () => {
    const answering = Object.entries(description.paths).filter(
      ([, { get }]) => get?.responses['200']?.content['application/json'],
    );
    expect(answering.map(([path]) => path).sort()).toEqual(Object.keys({ ...QUESTIONS, ...ADMINISTERED }).sort());
  });

  it.each(Object.entries(QUESTIONS))('of %s fit what the description says of them', async (path, urls) => {
    for (const url of urls.map((each) => each.replace('PROPOSAL', proposal))) {
      const reply = await app.inject(url);
      expect([url, reply.statusCode]).toEqual([url, 200]);
      expect(faults(at(path, 'get', 200, 'application/json'), reply.json()), url).toBeNull();
    }
  });
});

describe('real replies where people sign in', () => {
  it.each(Object.entries(ADMINISTERED))('of %s fit what the description says of them', async (path, urls) => {
    for (const url of urls) {
      const reply = await administrator('GET', url);
      expect([url, reply.statusCode]).toEqual([url, 200]);
      expect(faults(at(path, 'get', 200, 'application/json'), reply.json()), url).toBeNull();
    }
  });
});

describe('a refusal', () => {
  it.each(REFUSED)('of %s as %s is %s, in words, as described', async (path, url, expected, words) => {
    const reply = await app.inject(url);
    const problem = reply.json();
    expect(`${reply.statusCode} ${problem.type}`).toBe(expected);
    expect(problem.detail).toMatch(words);
    expect(faults(at(path, 'get', reply.statusCode, 'application/problem+json'), problem)).toBeNull();
  });

  it('that is none of the described kinds would not fit', () => {
    const internal = { type: 'internal', title: 'x', status: 400, detail: 'x' };
    expect(faults(at('/api/health', 'get', 400, 'application/problem+json'), internal)).not.toBeNull();
    expect(faults(at('/api/health', 'get', 200, 'application/json'), { status: 'ready' })).not.toBeNull();
  });
});
