import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewUser } from '../../server/src/contract/accounts.ts';
import { ROLES, type Role } from '../../server/src/domain/access.ts';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { type Browser, browser, signedIn } from '../support/accounts.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { squareAt } from '../support/import-fixtures.ts';
import { plantEvaluation } from '../support/plant-evaluation.ts';
import { Description } from '../support/published-schema.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';
import { ROWS, type Row } from './access-rows.ts';

const LETTER: Readonly<Record<Role, string>> = {
  viewer: 'v',
  planner: 'p',
  'town-officer': 't',
  'department-officer': 'd',
  evaluator: 'e',
  administrator: 'a',
};
const SCOPES = {
  inside: [{ jurisdiction: 'zhuji', towns: null }],
  outside: [{ jurisdiction: 'other', towns: null }],
  nowhere: [],
  town: [{ jurisdiction: 'zhuji', towns: ['330681003'] }],
} satisfies Record<string, NewUser['scope']>;
/** What no reply may hold to whoever does not see the town 330681004, and to whoever sees nothing of Zhuji. */
const OF_OTHER_TOWN = /330681004001GB|丁电子|=cmd\|丙/;
const OF_ZHUJI = /33068100[34]001GB|甲机械|丁电子|城西工业园|91330681MA00000001/;

let app: App;
let revision: number;
const as = new Map<string, Browser>();
const person = (key: string): Browser => as.get(key) ?? expect.fail(key);

beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  await syncProgrammes(db, [1]);
  await plantEvaluation(db, YEAR);
  await db.execute(sql`
    INSERT INTO saved_what_ifs (jurisdiction_id, name, tried, created_at) VALUES (1, '收紧', '{"zhuji-low-efficiency":4}', now())`);
  await db.execute(sql`
    INSERT INTO constraint_layers (jurisdiction_id, kind, name) VALUES (1, 'control-line', '工业用地控制线')`);
  await db.execute(sql`
    INSERT INTO constraint_features (jurisdiction_id, layer, layer_id, geom)
    VALUES (1, 'control-line', 1, ST_Multi(ST_MakeEnvelope(120.2, 29.69, 120.2024, 29.71, 4490)))`);
  app = await testApp({ db, access: 'accounts' });
  for (const role of ROLES) as.set(role, await signedIn(app, db, { name: role, displayName: role, role, scope: null }));
  for (const [name, scope] of Object.entries(SCOPES))
    as.set(name, await signedIn(app, db, { name, displayName: name, role: 'administrator', scope }));
  revision = Number((await db.execute(sql`SELECT max(id) AS id FROM dataset_revisions`)).rows[0]?.id);
  await prepare(person('administrator'));
});

/** Two scenarios, an entry of the ledger and a batch, each by the one who may. */
async function prepare(admin: Browser): Promise<void> {
  const [, url, body] = ROWS.createScenario?.ask ?? expect.fail();
  for (const name of ['一', '二']) await admin('POST', url, { ...(body as object), name });
  const [, offsets, entry] = ROWS.writeOffset?.ask ?? expect.fail();
  await admin('POST', offsets, entry as object);
  await sent(ROWS.importFile ?? expect.fail(), admin);
}

/** A form with a file of one square; the batch refuses its only row, which is enough to have one. */
async function formOf(url: string) {
  const form = new FormData();
  const kind = url === '/api/imports' ? 'enterprises' : 'permanent-farmland';
  const fields = url === '/api/boundaries' ? { jurisdiction: 'zhuji' } : { jurisdiction: 'zhuji', kind };
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  const geometry = { type: 'Polygon', coordinates: [squareAt(120.2, 29.7)] };
  const geojson = JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry }],
  });
  const table = '统一社会信用代码,企业名称\n91330681MA00000001,甲机械有限公司\n';
  form.set(
    'file',
    new Blob([url === '/api/imports' ? table : geojson]),
    url === '/api/imports' ? 'a.csv' : 'a.geojson',
  );
  const encoded = new Response(form);
  return {
    type: encoded.headers.get('content-type') ?? '',
    content: Buffer.from(await encoded.arrayBuffer()),
  };
}

async function sent({ ask: [method, address, body] }: Row, browse: Browser) {
  const url = address.replace('REVISION', String(revision));
  if (body !== 'form') return browse(method, url, body);
  const { type, content } = await formOf(url);
  return browse(method, url, content, { 'content-type': type });
}

const operations = Object.entries(ROWS);
/** What is about the person who asks, or about nobody: no place and no role has a say, and to stretch a password takes long. */
const ofPlaces = operations.filter(([, { who }]) => !['anyone', 'signed-in'].includes(who));

describe('access', () => {
  it('has a row for every operation of the API, and none for another', async () => {
    const { paths } = Description.parse((await app.inject('/api/openapi.json')).json());
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(Object.keys(ROWS).sort()).toEqual(ids.sort());
  });

  it.each(operations)('to %s is refused to whoever is not signed in', async (_, row) => {
    const { statusCode } = await sent(row, browser(app));
    if (row.who === 'anyone') expect(statusCode).toBe(row.inside);
    else expect(statusCode).toBe(401);
  });

  it.each(ofPlaces)('to %s is refused to every role but those that may', async (_, row) => {
    const refused = ROLES.filter((role) => !row.who.includes(LETTER[role]));
    for (const role of refused) {
      const reply = await sent(row, person(role));
      expect([role, reply.statusCode, reply.json().type]).toEqual([role, 403, 'not-permitted']);
    }
  });

  // Outside first: a change that got through there would be missed inside.
  it.each(ofPlaces)('to %s is kept to its scope', async (_, row) => {
    for (const [name, expected] of [
      ['outside', row.outside],
      ['nowhere', row.outside],
      ['town', row.town],
      ['inside', row.inside],
    ] as const) {
      const reply = await sent(row, person(name));
      const told = `${name} ${reply.statusCode} ${name === 'inside' ? '' : reply.body.slice(0, 300)}`;
      expect(told).toMatch(new RegExp(`^${name} ${expected} `));
      const hidden = { outside: OF_ZHUJI, nowhere: OF_ZHUJI, town: OF_OTHER_TOWN, inside: null }[name];
      if (hidden && !row.ask[1].includes('/audit')) expect(withoutAsked(reply.body, row)).not.toMatch(hidden);
    }
  });

  it.each(ofPlaces)('to %s is granted to the roles that may', async (_, row) => {
    const granted = ROLES.filter((role) => row.who.includes(LETTER[role]));
    expect(granted.length).toBeGreaterThan(0);
    for (const role of granted) {
      const { statusCode, body } = await sent(row, person(role));
      expect([role, statusCode === 403 || statusCode >= 500, statusCode >= 500 ? body : '']).toEqual([role, false, '']);
      expect([role, statusCode]).not.toEqual([role, 401]);
    }
  });

  // Last, since one of them ends the session.
  it.each(operations.filter(([, { who }]) => who === 'signed-in'))(
    'to %s is for whoever is signed in',
    async (_, row) => {
      expect((await sent(row, person('department-officer'))).statusCode).toBe(row.inside);
    },
  );
});

/** A refusal may repeat what was asked for. */
const withoutAsked = (body: string, { ask: [, url] }: Row): string => {
  const part = decodeURIComponent(url.split('/').at(-1)?.split('?')[0] ?? '');
  return part.length > 10 ? body.replaceAll(part, '') : body;
};
