import { z } from 'zod';
import {
  CloseReply,
  CloseRequest,
  EnterpriseExplanation,
  EvaluationQuery,
  EvaluationReply,
  ExplanationQuery,
  MethodDraft,
  MethodTemplateList,
  MovedList,
  MovedQuery,
  PreviewReply,
  PublishReply,
  PublishRequest,
  RankedList,
  RankedQuery,
  TransitionQuery,
  TransitionReply,
} from '../../contract/evaluation.ts';
import { shortText } from '../../contract/parameters.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { refusals } from '../../http/replies.ts';
import type { App, FeatureServices, Routes } from '../../http/services.ts';
import { closeYear } from '../assessment/close-year.ts';
import { publishMethod } from '../assessment/publish-method.ts';
import { explainEnterprise } from './explain-enterprise.ts';
import { listRanked } from './list-ranked.ts';
import { previewMethod, tierStore } from './preview-method.ts';
import { readEvaluation } from './read-evaluation.ts';
import { readMethod } from './read-method.ts';
import { readTemplates } from './read-templates.ts';
import { listMoved, readTransitions } from './read-transitions.ts';

const TAGS = ['evaluation'];
const OF_YEAR = ['jurisdiction-not-found', 'year-without-data'] as const;

/** Figures of single enterprises: no shared cache keeps them. */
const PRIVATE = 'private, no-cache';

export const evaluationRoutes: Routes = async (app, services) => {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', PRIVATE);
  });
  methodRoutes(app, services);
  closingRoutes(app, services);
  enterpriseRoutes(app, services);
  transitionRoutes(app, services);
};

function methodRoutes(app: App, services: FeatureServices): void {
  const store = tierStore();
  app.get(
    '/api/evaluation',
    {
      schema: {
        operationId: 'readEvaluation',
        summary: 'Methods in force in a year and how they spread its enterprises',
        tags: TAGS,
        querystring: EvaluationQuery,
        response: { 200: EvaluationReply, ...refusals(...OF_YEAR) },
      },
    },
    ({ query }) => inSnapshot(services.db, (moment) => readEvaluation(moment, OPEN_ACTOR, query)),
  );
  app.get(
    '/api/evaluation/templates',
    {
      schema: {
        operationId: 'listMethodTemplates',
        summary: 'Methods to begin a draft with',
        tags: TAGS,
        response: { 200: MethodTemplateList, ...refusals() },
      },
    },
    async () => ({ items: await readTemplates() }),
  );
  app.post(
    '/api/evaluation/preview',
    {
      schema: {
        operationId: 'previewMethod',
        summary: 'What a draft of a method would give, without keeping it',
        tags: TAGS,
        body: MethodDraft,
        response: { 200: PreviewReply, ...refusals(...OF_YEAR, 'method-invalid') },
      },
    },
    ({ body }) =>
      previewMethod({ db: services.db, store }, OPEN_ACTOR, { ...body, definition: readMethod(body.definition) }),
  );
  app.post(
    '/api/evaluation/methods',
    {
      schema: {
        operationId: 'publishMethod',
        summary: 'Publishes a method as a new version and evaluates its year anew',
        tags: TAGS,
        body: PublishRequest,
        response: { 200: PublishReply, ...refusals(...OF_YEAR, 'method-invalid', 'method-unchanged', 'year-closed') },
      },
    },
    ({ body }) => publishMethod(services, OPEN_ACTOR, { ...body, definition: readMethod(body.definition) }),
  );
}

function closingRoutes(app: App, services: FeatureServices): void {
  app.post(
    '/api/evaluation/close',
    {
      schema: {
        operationId: 'closeYear',
        summary: 'Closes a year for good: it keeps its methods and classes, whatever becomes known later',
        tags: TAGS,
        body: CloseRequest,
        response: { 200: CloseReply, ...refusals(...OF_YEAR) },
      },
    },
    ({ body }) => closeYear(services, OPEN_ACTOR, body),
  );
}

function enterpriseRoutes(app: App, { db }: FeatureServices): void {
  app.get(
    '/api/evaluation/enterprises',
    {
      schema: {
        operationId: 'listRankedEnterprises',
        summary: 'The enterprises of a tier by score, page by page',
        tags: TAGS,
        querystring: RankedQuery,
        response: { 200: RankedList, ...refusals(...OF_YEAR) },
      },
    },
    ({ query }) => inSnapshot(db, (moment) => listRanked(moment, OPEN_ACTOR, query)),
  );
  app.get(
    '/api/evaluation/enterprises/:creditCode',
    {
      schema: {
        operationId: 'explainEvaluation',
        summary: 'Why an enterprise got its class in a year, and what would lift it',
        tags: TAGS,
        params: z.object({ creditCode: shortText('a credit code', 40) }),
        querystring: ExplanationQuery,
        response: { 200: EnterpriseExplanation, ...refusals('enterprise-not-found') },
      },
    },
    ({ params, query }) => {
      const request = { creditCode: params.creditCode, year: query.year, jurisdiction: query.jurisdiction };
      return inSnapshot(db, (moment) => explainEnterprise(moment, OPEN_ACTOR, request));
    },
  );
}

function transitionRoutes(app: App, { db }: FeatureServices): void {
  app.get(
    '/api/evaluation/transitions',
    {
      schema: {
        operationId: 'readTransitions',
        summary: 'How enterprises and their land moved between the classes of two years',
        tags: TAGS,
        querystring: TransitionQuery,
        response: { 200: TransitionReply, ...refusals(...OF_YEAR) },
      },
    },
    ({ query }) => inSnapshot(db, (moment) => readTransitions(moment, OPEN_ACTOR, { ...query, to: query.to })),
  );
  app.get(
    '/api/evaluation/transitions/enterprises',
    {
      schema: {
        operationId: 'listMovedEnterprises',
        summary: 'The enterprises behind one cell of the movement, page by page',
        tags: TAGS,
        querystring: MovedQuery,
        response: { 200: MovedList, ...refusals(...OF_YEAR) },
      },
    },
    ({ query }) =>
      inSnapshot(db, (moment) => listMoved(moment, OPEN_ACTOR, { ...query, to: query.to, after: query.after })),
  );
}
