import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { Description, type Operation } from '../support/published-schema.ts';

/** What the product promises to programs: these addresses stay. */
const PROMISED = [
  'GET /api/health',
  'GET /api/jurisdictions',
  'GET /api/programmes/{id}',
  'GET /api/parcels',
  'GET /api/parcels/{code}',
  'GET /api/search',
  'GET /api/tally',
  'GET /api/evaluation',
  'POST /api/evaluation/preview',
  'POST /api/evaluation/preview/changes',
  'POST /api/evaluation/methods',
  'POST /api/evaluation/close',
  'GET /api/evaluation/enterprises',
  'GET /api/evaluation/enterprises/{creditCode}',
  'GET /api/evaluation/transitions',
  'GET /api/exports/found.{format}',
  'GET /api/exports/tally.{format}',
  'POST /api/imports',
  'GET /api/imports/{id}',
  'GET /tiles/parcels.json',
  'GET /tiles/{revision}/{year}/parcels/{z}/{x}/{y}.mvt',
];
const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let app: App;
let description: Description;
let operations: ReadonlyMap<string, Operation>;
beforeAll(async () => {
  app = await testApp({ db: await testDatabase() });
  description = Description.parse((await app.inject('/api/openapi.json')).json());
  operations = new Map(
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
});

/** Every address under /api and /tiles that the router answers, the pages of the documentation apart. */
function routesOf(tree: string): string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \(([^)]*)\)$/.exec(line) ?? [];
    if (part === '') continue;
    const depth = indent.length / 4;
    above.splice(depth, above.length, part);
    const path = above.join('').replaceAll(/:(\w+)/g, '{$1}');
    if (!/^\/(api|tiles)\//.test(path) || path.startsWith('/api/docs')) continue;
    for (const method of methods.split(', ')) if (method !== 'HEAD') found.push(`${method} ${path}`);
  }
  return found.sort();
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1 of this server, in jobs', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers.map(({ url }) => url)).toEqual(['/']);
    expect(new Set([...operations.values()].flatMap(({ tags }) => tags))).toEqual(
      new Set(description.tags.map(({ name }) => name)),
    );
  });

  it('holds every route that is registered, and no other', () => {
    const routes = routesOf(app.printRoutes({ commonPrefix: false }));
    expect(routes.length).toBeGreaterThan(15);
    expect([...operations.keys()].sort()).toEqual(routes);
  });

  it('holds every address that is promised', () => {
    expect(PROMISED.filter((address) => !operations.has(address))).toEqual([]);
  });

  it('gives each operation an id of its own, words, one job, and a reply in words', () => {
    const ids = [...operations.values()].map(({ operationId }) => operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const [address, { operationId, summary, tags, responses }] of operations) {
      expect(operationId, address).toMatch(/^[a-z][A-Za-z]+$/);
      expect(summary.length, address).toBeGreaterThan(10);
      expect(tags, address).toHaveLength(1);
      for (const { description: words } of Object.values(responses))
        expect(words, address).not.toMatch(/^(Default.*|)$/);
    }
  });

  it('gives each operation the media type of its success, and of its refusals problem+json with their kinds', () => {
    for (const [address, { responses }] of operations) {
      const success = Object.entries(responses).find(([status]) => /^(20[0124]|302)$/.test(status));
      expect(success, address).toBeDefined();
      if (success?.[0].startsWith('20') && success[0] !== '204')
        expect(Object.keys(success?.[1].content ?? {}), address).not.toEqual([]);
      const refused = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
      expect(
        refused.map(([status]) => status),
        address,
      ).toEqual(expect.arrayContaining(['400', '403', '431', '500', '503']));
      for (const [status, { content }] of refused) {
        expect(Object.keys(content), `${address} ${status}`).toEqual([PROBLEM_TYPE]);
        expect(JSON.stringify(content), `${address} ${status}`).toMatch(
          /"\$ref":"#\/components\/schemas\/ProblemDetails".*"enum":\["/,
        );
      }
    }
  });

  it('says what tables and tiles are', () => {
    const types = (address: string) => Object.keys(operations.get(address)?.responses['200']?.content ?? {});
    expect(types('GET /api/exports/found.{format}')).toEqual(['text/csv', SHEET_TYPE]);
    expect(types('GET /api/exports/tally.{format}')).toEqual(['text/csv', SHEET_TYPE]);
    expect(types('GET /api/imports/{id}/refused.csv')).toEqual(['text/csv']);
    expect(types('GET /tiles/{revision}/{year}/parcels/{z}/{x}/{y}.mvt')).toEqual([
      'application/vnd.mapbox-vector-tile',
    ]);
    expect(types('GET /api/tally')).toEqual([JSON_TYPE]);
  });

  it('describes the form of an import, field by field', () => {
    const { required, content } = operations.get('POST /api/imports')?.requestBody ?? { required: false, content: {} };
    expect([required, Object.keys(content)]).toEqual([true, ['multipart/form-data']]);
    const schema = content['multipart/form-data']?.schema as { properties: object; required: string[] };
    expect(Object.keys(schema.properties)).toEqual(['jurisdiction', 'kind', 'mapping', 'crs', 'strict', 'file']);
    expect(schema.required).toEqual(['jurisdiction', 'kind', 'file']);
  });

  it('gives whole numbers as such, with their bounds', () => {
    const query = operations.get('GET /api/parcels')?.parameters ?? [];
    expect(Object.fromEntries(query.map(({ name, schema }) => [name, schema]))).toMatchObject({
      year: { type: 'integer', minimum: 1990, maximum: 2100 },
      limit: { type: 'integer', minimum: 1, maximum: 500 },
    });
  });

  it('refers to nothing that is not there, and holds no schema that nothing refers to', () => {
    const names = Object.keys(description.components.schemas);
    const used = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref);
    expect(new Set(used)).toEqual(new Set(names.map((name) => `#/components/schemas/${name}`)));
    expect(names).toEqual(expect.arrayContaining(['ParcelDetail', 'Tally', 'Programme', 'ProblemDetails', 'TileJson']));
  });
});
