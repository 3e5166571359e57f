import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ProblemDetails } from '../../server/src/contract/problem.ts';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { type Browser, signedIn } from '../support/accounts.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { type Asked, type Known, requestsOf } from '../support/generate-requests.ts';
import { squareAt } from '../support/import-fixtures.ts';
import { plantEvaluation } from '../support/plant-evaluation.ts';
import { Description, type Operation, publishedSchemas } from '../support/published-schema.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

const RUNS = inject('database').engine === 'server' ? 12 : 6;
/** Each of these stretches a password or wakes a reader of files. */
const COSTLY_RUNS = inject('database').engine === 'server' ? 8 : 5;
const COSTLY = new Set([
  'signIn',
  'useSignInLink',
  'changePassword',
  'importFile',
  'readBoundaryFile',
  'importConstraintLayer',
]);
const SLOW_MS = 2000;
const BUSY_MACHINE_MS = 180_000;
/** A file that cannot be read takes its reader with it, and the next file waits for a new one. */
const READER_MS = 3000;

/** What only the inside of the program says: places on disk, frames of a stack, words of the database and of the engine. */
const INNER = [
  fileURLToPath(new URL('../..', import.meta.url)),
  tmpdir(),
  ...['node_modules', 'node:internal', 'file:///', '.ts:', '.js:', 'pglite', 'PGlite', 'ECONN', 'ENOENT', 'EPIPE'],
  ...['SELECT ', 'INSERT INTO', 'UPDATE ', 'WHERE ', 'relation "', 'violates ', 'syntax error at', 'pg_', 'ST_'],
  ...['Cannot read propert', 'is not a function', 'is not defined', '[object Object]', 'SqlError', 'DrizzleQueryError'],
];
/** The description of the API is public, and tells of the formats in such words. */
const TELLS_ALL = new Set(['GET /api/openapi.json']);

const AREA = { type: 'MultiPolygon', coordinates: [[squareAt(120.2, 29.69, 0.01)]] };
const KNOWN: Known = {
  jurisdiction: ['zhuji', 'zhuji', 'zhuji', 'nowhere'],
  year: [YEAR, YEAR, YEAR, 1999],
  boundary: [AREA],
  revision: [1, 2, 3],
  code: ['330681003001GB00001', 'OLD-2'],
  creditCode: ['91330681MA00000001'],
  filter: ['{"op":"=","args":[{"property":"class"},"D"]}', '{"op":"in","args":[{"property":"town"},["330681003"]]}'],
  z: ['14', '2'],
  x: ['13660', '2'],
  y: ['6786', '1'],
  token: ['editor-0123456789', 'editor-0123456789', 'editor-9876543210'],
  baseVersion: [1, 1, 2],
  version: [1, 2],
  ids: ['1,2', '2,1'],
  tried: [{ 'zhuji-low-efficiency': 4.2 }, {}, { nothing: 1 }],
  targetMu: [5, 1, 1e6],
  leastZoneMu: [0, 1],
  greatestZoneMu: [500, 0.5],
  roadM: [30],
  from: [[], [[1, 2]]],
};

let app: App;
let db: Awaited<ReturnType<typeof testDatabase>>;
/** Who asks: an administrator, to whom every operation is open. */
let ask: Browser;
let description: Description;
let faults: ReturnType<typeof publishedSchemas>;
let operations: readonly (readonly [path: string, method: string, operation: Operation])[] = [];
/** Operations that were answered by what they do, and not by the checks before it. */
const reached = new Set<string>();

beforeAll(async () => {
  db = await testDatabase();
  await plantSixParcels(db);
  await plantEvaluation(db, YEAR);
  await syncProgrammes(db, [1]);
  app = await testApp({ db, access: 'accounts', uploadLimitBytes: 1024 * 1024 });
  ask = await newAdministrator();
  const editor = { token: 'editor-0123456789', name: '甲' };
  for (const name of ['方案一', '方案二', '方案三'])
    await ask('POST', '/api/scenarios', { jurisdiction: 'zhuji', year: YEAR, name, zone: { boundary: AREA }, editor });
  description = Description.parse((await app.inject('/api/openapi.json')).json());
  faults = publishedSchemas(description);
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation] as const),
  );
});

let administrators = 0;
function newAdministrator(): Promise<Browser> {
  administrators += 1;
  const name = `administrator-${administrators}`;
  return signedIn(app, db, { name, displayName: name, role: 'administrator', scope: null });
}

/** Asks once. Who has ended the own session, or the own account, is followed by another. */
async function answerTo({ method, url, headers, payload }: Asked) {
  const reply = await ask(method, url, payload === undefined ? undefined : Buffer.from(payload), headers);
  if (reply.statusCode === 401) ask = await newAdministrator();
  return reply;
}

/** Values for ids that stand in the path of an operation. */
const knownOf = (path: string): Known => ({
  ...KNOWN,
  ...(path.includes('/transitions') ? { from: [YEAR, YEAR, 1999] } : {}),
  ...(path.includes('/programmes/') ? { id: ['zhuji-2021', 'none'] } : {}),
  ...(/\/(scenarios|what-ifs|imports|offsets|constraint-layers|at|users|sessions)\/\{id\}/.test(path)
    ? { id: [1, 2, 3, 99] }
    : {}),
});

function runsOf({ operationId, parameters, requestBody }: Operation): number {
  if (parameters.length === 0 && !requestBody) return 1;
  return COSTLY.has(operationId) ? COSTLY_RUNS : RUNS;
}

/** What is wrong with the answer to a request; null: nothing. */
async function wrongOf(asked: Asked, path: string, method: string, operation: Operation): Promise<string | null> {
  const reply = await answerTo(asked);
  const { statusCode, body, headers } = reply;
  const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  const name = `${method.toUpperCase()} ${path}`;
  if (statusCode >= 500) return `answers ${statusCode}: ${body.slice(0, 300)}`;
  const sent = `${decodeURIComponent(asked.url)} ${asked.payload ?? ''}`;
  const inner = INNER.find((word) => body.includes(word) && !sent.includes(word));
  if (inner !== undefined && !TELLS_ALL.has(name)) return `says ${inner}: ${body.slice(0, 500)}`;
  if (statusCode >= 400) return wrongOfRefusal(reply.body, statusCode, type, [path, method, operation]);
  reached.add(name);
  const kept = String(headers['cache-control'] ?? '');
  if (!/private|no-store|no-cache/.test(kept) || kept.includes('public')) return `lets others keep it: ${kept}`;
  const told = operation.responses[String(statusCode)];
  if (!told) return `answers ${statusCode}, which is not described`;
  if (body === '' && Object.keys(told.content).length === 0) return null;
  if (!told.content[type]) return `answers ${type}, which is not described`;
  if (type !== 'application/json') return null;
  const fault = faults(
    ['paths', path, method, 'responses', String(statusCode), 'content', type, 'schema'],
    reply.json(),
  );
  return fault === null ? null : `does not fit: ${JSON.stringify(fault).slice(0, 500)}`;
}

/** What is slow for its own sake is so each time; a busy machine, or a reader that is loaded for its first file, is not. */
async function slownessOf(asked: Asked, tookMs: number): Promise<string | null> {
  const mostMs = asked.headers['content-type']?.startsWith('multipart') ? SLOW_MS + READER_MS : SLOW_MS;
  let leastMs = tookMs;
  for (let tries = 0; leastMs > mostMs && tries < 3; tries += 1) {
    const began = performance.now();
    await answerTo(asked);
    leastMs = Math.min(leastMs, performance.now() - began);
  }
  return leastMs > mostMs ? `takes ${Math.round(leastMs)} ms` : null;
}

/** Answered before an operation is asked: by the checks of the request, or because no operation is at the address. */
const BEFORE = new Set([
  ...['request-invalid', 'media-type-unsupported', 'not-found', 'method-not-allowed'],
  ...['sign-in-needed', 'not-permitted', 'too-many-requests'],
]);
const ROUTING = new Set(['not-found', 'method-not-allowed', 'request-head-too-large', 'request-invalid']);

function wrongOfRefusal(
  body: string,
  status: number,
  type: string,
  [path, method, operation]: (typeof operations)[number],
) {
  if (type !== 'application/problem+json') return `refuses as ${type}: ${body.slice(0, 200)}`;
  const problem = ProblemDetails.safeParse(JSON.parse(body));
  if (!problem.success || problem.data.status !== status) return `refuses in a wrong shape: ${body.slice(0, 300)}`;
  if (!BEFORE.has(problem.data.type)) reached.add(`${method.toUpperCase()} ${path}`);
  if (ROUTING.has(problem.data.type)) return null;
  if (!operation.responses[String(status)]) return `refuses by ${problem.data.type}, which is not described`;
  const at = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
  return faults(at, problem.data) === null ? null : `refuses by ${problem.data.type}, which is not described`;
}

describe('every operation of the description, asked with sound and with hostile values', () => {
  it(
    'answers or refuses in described words: nothing breaks, tells of the inside, or takes over two seconds',
    async () => {
      const wrong: string[] = [];
      for (const [path, method, operation] of operations) {
        const requests = fc.sample(requestsOf(description, [path, method, operation], knownOf(path)), {
          numRuns: runsOf(operation),
          seed: 20_261_122,
        });
        ask = await newAdministrator(); // With a budget of requests of its own.
        for (const asked of requests) {
          const began = performance.now();
          const fault =
            (await wrongOf(asked, path, method, operation)) ?? (await slownessOf(asked, performance.now() - began));
          if (fault !== null)
            wrong.push(
              `${asked.method} ${asked.url.slice(0, 300)} ${String(asked.payload ?? '').slice(0, 600)}\n  ${fault}`,
            );
        }
      }
      expect(wrong).toEqual([]);
    },
    BUSY_MACHINE_MS,
  );

  it('was reached behind its checks by at least one request', () => {
    const all = operations.map(([path, method]) => `${method.toUpperCase()} ${path}`);
    expect(all.filter((name) => !reached.has(name))).toEqual([]);
  });
});
