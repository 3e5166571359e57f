import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './errors.ts';
import type { MethodsAt } from './known-methods.ts';
import { newNonce, pagePolicyWith } from './page-policy.ts';
import type { App } from './services.ts';

const CLIENT = fileURLToPath(new URL('../../../client/dist/', import.meta.url));
const NOT_BUILT = 'The page is not built yet. Run npm run build, or npm start, which builds what is needed.';
/** What the build has put where the nonce belongs; vite.config.ts says the same. */
const NONCE_PLACE = 'NONCE-OF-THIS-REPLY';

/**
 * Serves the built page. Addresses of its own, such as /p/{code}, get the page too: it reads them itself.
 * What nothing answers is refused here, with the methods that `methodsAt` knows for the address.
 */
export async function serveClient(
  app: App,
  { folder = CLIENT, methodsAt = () => [] }: { folder?: string; methodsAt?: MethodsAt } = {},
): Promise<void> {
  const page = existsSync(folder) ? await readFile(join(folder, 'index.html'), 'utf8') : null;
  if (page !== null) {
    for (const url of ['/', '/index.html'])
      app.get(url, { schema: { hide: true } }, async (_request, reply) => sendPage(reply, page));
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      globIgnore: ['index.html'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = path.includes('/assets/');
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const methods = methodsAt(path);
    return methods.length > 0 && !methods.includes(request.method)
      ? answerOtherMethod(request, reply, methods)
      : answerUnknown(request, reply, path, page);
  });
}

function answerOtherMethod(request: FastifyRequest, reply: FastifyReply, methods: readonly string[]): FastifyReply {
  reply.header('allow', [...methods, 'OPTIONS'].join(', '));
  if (request.method === 'OPTIONS') return reply.code(204).send();
  return sendProblem(
    reply,
    'method-not-allowed',
    `This address does not take ${request.method}. It takes ${methods.join(', ')}.`,
    'method',
  );
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply, path: string, page: string | null): FastifyReply {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isPage = isRead && !/^\/(api|tiles|assets)(\/|$)/.test(path) && acceptsHtml(request);
  if (!isPage) return sendProblem(reply, 'not-found', `Nothing answers ${request.method} ${path}.`);
  if (page === null) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
  return sendPage(reply, page);
}

const acceptsHtml = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html');

/** No two replies are the same, so the page has no tag: a browser that kept one asks for the next, of another nonce. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = newNonce();
  return reply
    .header('content-security-policy', pagePolicyWith(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_PLACE, nonce));
}
