import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '../../../server/src/contract/problem.ts';
import { handleError } from '../../../server/src/http/errors.ts';

const SECRET = 'relation "users" of postgres://land:s3cret@db at /srv/land/app.js:1';

/** What a library throws: words of its own with a status, with a code, or with neither. */
const thrown: Record<string, unknown> = {
  plain: new Error(SECRET),
  teapot: Object.assign(new Error(SECRET), { statusCode: 418 }),
  coded: Object.assign(new Error(SECRET), { statusCode: 400, code: 'FST_OTHER' }),
  syntax: Object.assign(new SyntaxError(SECRET), { statusCode: 400 }),
  large: Object.assign(new Error(SECRET), { statusCode: 413 }),
  type: Object.assign(new Error(SECRET), { statusCode: 415 }),
  long: Object.assign(new Error(SECRET), { statusCode: 414 }),
  gateway: Object.assign(new Error(SECRET), { statusCode: 502 }),
  cause: new Error('x', { cause: new Error(SECRET) }),
  text: SECRET,
};

const logged: string[] = [];
let app: FastifyInstance;
beforeAll(async () => {
  app = fastify({ logger: { level: 'info', stream: { write: (line) => void logged.push(line) } } });
  app.setErrorHandler(handleError);
  app.post('/body', async () => 'ok');
  app.get('/ours', async () => {
    throw new Problem('parcel-not-found', 'No parcel has the code X.', 'code');
  });
  app.get<{ Params: { what: string } }>('/throws/:what', async ({ params }) => {
    throw thrown[params.what];
  });
});
afterAll(() => app.close());

it.each(Object.keys(thrown))(
  'what a library throws (%s) leaves as a problem without its words, which the log has',
  async (what) => {
    logged.length = 0;
    const reply = await app.inject(`/throws/${what}`);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(JSON.stringify([reply.headers, reply.body])).not.toMatch(/s3cret|relation|srv/);
    if (!['large', 'type', 'long'].includes(what)) expect(logged.join('')).toContain('s3cret');
  },
);

it('only a refusal of ours leaves with its words', async () => {
  expect((await app.inject('/ours')).json()).toMatchObject({ detail: 'No parcel has the code X.', place: 'code' });
});

it.each([
  ['{"a": hidden', /not JSON/],
  ['', /is empty/],
  ['{"__proto__": {"hidden": 1}}', /__proto__/],
  ['{"constructor": {"prototype": {"hidden": 1}}}', /constructor/],
])('a body such as %s is refused in our words, with nothing of it', async (payload, words) => {
  const reply = await app.inject({
    method: 'POST',
    url: '/body',
    headers: { 'content-type': 'application/json' },
    payload,
  });
  expect(reply.json()).toMatchObject({ status: 400, type: 'request-invalid', detail: expect.stringMatching(words) });
  expect(reply.body).not.toContain('hidden');
});
