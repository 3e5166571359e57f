import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProblemDetails } from '../../server/src/contract/problem.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels } from '../support/six-parcels.ts';

/** Every GET route of the API's own description is asked with each of these in every parameter. */
const HOSTILE = [
  "' OR '1'='1",
  '1; DROP TABLE parcels; --',
  '$1',
  '\\',
  '%00',
  '%',
  '../../etc/passwd',
  '{"op":"=","args":[{"property":"class"},"\\u0000"]}',
  'NaN',
  '-1',
  '1e309',
  '99999999999999999999',
  '',
  '宗'.repeat(3000),
];

let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  app = await testApp({ db });
});

const Description = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']) })).optional(),
      }),
    ),
  ),
});
const GOOD: Record<string, string> = {
  jurisdiction: 'zhuji',
  year: '2025',
  q: '甲',
  format: 'csv',
  id: '1',
  code: 'OLD-1',
  creditCode: '91330681MA00000001',
  tier: 'above-scale',
  from: '2025',
  to: '2025',
  fromClass: 'A',
  toClass: 'B',
  revision: '1',
  z: '14',
  x: '13660',
  y: '6786',
};

async function questions(): Promise<{ url: string; parameter: string }[]> {
  const { paths } = Description.parse((await app.inject({ url: '/api/openapi.json' })).json());
  return Object.entries(paths).flatMap(([path, { get }]) =>
    (get?.parameters ?? []).flatMap(({ name }) =>
      HOSTILE.map((value) => {
        const put = (each: string) => encodeURIComponent(each === name ? value : (GOOD[each] ?? 'x'));
        const query = (get?.parameters ?? []).filter(
          (each) => each.in === 'query' && (each.name === name || GOOD[each.name]),
        );
        const filled = path.replaceAll(/\{(\w+)\}/g, (_, each: string) => put(each));
        return { url: `${filled}?${query.map((each) => `${each.name}=${put(each.name)}`).join('&')}`, parameter: name };
      }),
    ),
  );
}

describe('hostile values in every parameter of every GET route', () => {
  it('are answered or refused in words, and never break the server', async () => {
    const asked = await questions();
    expect(asked.length).toBeGreaterThan(150);
    const broken: string[] = [];
    for (const { url } of asked) {
      const reply = await app.inject({ url });
      if (reply.statusCode >= 500) broken.push(`${reply.statusCode} ${url.slice(0, 150)}`);
      else if (reply.statusCode >= 400)
        expect(ProblemDetails.safeParse(reply.json()).success, url.slice(0, 150)).toBe(true);
    }
    expect(broken).toEqual([]);
    expect((await app.inject({ url: '/api/tally?jurisdiction=zhuji&year=2025' })).json().total.all).toEqual({
      parcels: 6,
      muHundredths: 5773,
    });
  });

  it.each(['/api/%ZZ', '/api/parcels/%E0%A4%A', '/api/search?q=%00', '/api/nothing', '/api//', '/api/parcels/at/'])(
    'the address %s gets a problem',
    async (url) => {
      const reply = await app.inject({ url });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.headers['content-type']).toContain('application/problem+json');
    },
  );

  it.each([
    ['parcels by code', 'parcels?order=code', ['a\u0000', 1]],
    ['parcels by code, half a character', 'parcels?order=code', ['\ud800', 1]],
    ['parcels by area', 'parcels?order=area', [3_000_000_000, 1]],
    ['parcels by tax per mu', 'parcels?order=tax-per-mu', [1, 3_000_000_000]],
  ])('a key that no database reads, in the cursor of %s, is refused', async (_, path, key) => {
    const after = Buffer.from(JSON.stringify(key)).toString('base64url');
    const reply = await app.inject(`/api/${path}&jurisdiction=zhuji&year=2025&after=${after}`);
    expect(reply.json()).toMatchObject({ type: 'request-invalid', place: 'querystring.after' });
  });

  it.each([
    ['a NUL in a value', { note: 'a\u0000b' }, 'body.note'],
    ['half a character deep inside', { definition: { items: [{ mark: '\ud800' }] } }, 'body.definition.items.0.mark'],
    ['a NUL in a key', { definition: { 'a\u0000': 1 } }, 'body.definition'],
    [
      'a NUL beside a key that hides what holds it',
      { definition: { constructor: 1, name: '\u0000' } },
      'body.definition.name',
    ],
  ])('%s of a body is refused, since no database could keep it', async (_, part, place) => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/evaluation/methods',
      payload: { jurisdiction: 'zhuji', year: 2025, tier: 'above-scale', definition: {}, note: 'why', ...part },
    });
    expect(reply.json()).toMatchObject({ type: 'request-invalid', place });
  });
});
