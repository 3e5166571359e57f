import type { FastifyRequest } from 'fastify';
import { Problem } from '../contract/problem.ts';
import { underScope } from '../db/row-security.ts';
import type { Action } from '../domain/access.ts';
import { mayDo } from '../domain/permission.ts';
import { type Actor, NOBODY, OPEN_ACTOR } from '../domain/scope.ts';
import type { App } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. On addresses that are open to anyone it is nobody, who may see nothing. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /**
     * What is asked for. Each address under /api and /tiles says so; `anyone`: nobody has to be signed in;
     * `signed-in`: it is about the person who asks, whatever the role.
     */
    action?: Action | 'anyone' | 'signed-in';
  }
}

/** Who sends a request; null: nobody who is signed in. */
export type Identify = (request: FastifyRequest) => Promise<Actor | null>;

/** Where nobody signs in. */
export const identifyNobody: Identify = async () => OPEN_ACTOR;

/** The page itself and the description of the API hold nothing that anybody owns. */
const isAsked = (url: string): boolean => /^\/(api|tiles)\//.test(url) && !url.startsWith('/api/docs');

/**
 * Puts before every address who asks, and refuses whoever may not. An address that does not say what it asks
 * for is a fault of the program: it is found when the application is built, and not when somebody gets through.
 */
export function requireActors(app: App, identify: Identify): void {
  app.decorateRequest('actor');
  app.addHook('onRoute', ({ url, config, method }) => {
    if (isAsked(url) && config?.action === undefined)
      throw new Error(`${String(method)} ${url} does not say which action it asks for`);
  });
  app.addHook('onRequest', async (request) => {
    const action = request.routeOptions.config?.action ?? 'anyone';
    if (action === 'anyone') {
      request.actor = NOBODY;
      return;
    }
    const actor = await identify(request);
    if (actor === null) throw new Problem('sign-in-needed', 'Sign in first; what is on the page is kept meanwhile.');
    if (action === 'signed-in' ? actor.user === null : !mayDo(actor, action))
      throw new Problem(
        'not-permitted',
        `The role ${actor.role} may not do this (${action}). An administrator gives roles.`,
      );
    request.actor = actor;
  });
  // Last before the work itself: what reads the body may lose track of who asks.
  app.addHook('preValidation', (request, _reply, done) => underScope(request.actor.scope, done));
}
