import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './errors.ts';
import type { MethodsAt } from './known-methods.ts';
import type { App } from './services.ts';

const CLIENT = fileURLToPath(new URL('../../../client/dist/', import.meta.url));
const NOT_BUILT = 'The page is not built yet. Run npm run build, or npm start, which builds what is needed.';

/**
 * Serves the built page. Addresses of its own, such as /p/{code}, get the page too: it reads them itself.
 * What nothing answers is refused here, with the methods that `methodsAt` knows for the address.
 */
export async function serveClient(
  app: App,
  { folder = CLIENT, methodsAt = () => [] }: { folder?: string; methodsAt?: MethodsAt } = {},
): Promise<void> {
  if (existsSync(folder)) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
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
      : answerUnknown(request, reply, path, folder);
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

function answerUnknown(request: FastifyRequest, reply: FastifyReply, path: string, folder: string): FastifyReply {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isPage = isRead && !/^\/(api|tiles|assets)(\/|$)/.test(path) && acceptsHtml(request);
  if (!isPage) return sendProblem(reply, 'not-found', `Nothing answers ${request.method} ${path}.`);
  if (!existsSync(folder)) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
  return reply.sendFile('index.html');
}

const acceptsHtml = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html');
