import { z } from 'zod';
import {
  EnterpriseExplanation,
  EvaluationQuery,
  EvaluationReply,
  ExplanationQuery,
  MethodTemplateList,
  MovedList,
  MovedQuery,
  RankedList,
  RankedQuery,
  TransitionQuery,
  TransitionReply,
} from '../../contract/evaluation.ts';
import { shortText } from '../../contract/parameters.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { refusals } from '../../http/replies.ts';
import type { App, FeatureServices, Routes } from '../../http/services.ts';
import { draftRoutes } from './draft.routes.ts';
import { explainEnterprise } from './explain-enterprise.ts';
import { listRanked } from './list-ranked.ts';
import { readEvaluation } from './read-evaluation.ts';
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
  draftRoutes(app, services);
  enterpriseRoutes(app, services);
  transitionRoutes(app, services);
};

function methodRoutes(app: App, { db }: FeatureServices): void {
  app.get(
    '/api/evaluation',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'readEvaluation',
        summary: 'Methods in force in a year and how they spread its enterprises',
        tags: TAGS,
        querystring: EvaluationQuery,
        response: { 200: EvaluationReply, ...refusals(...OF_YEAR) },
      },
    },
    ({ query, actor }) => inSnapshot(db, (moment) => readEvaluation(moment, actor, query)),
  );
  app.get(
    '/api/evaluation/templates',
    {
      config: { action: 'evaluate' },
      schema: {
        operationId: 'listMethodTemplates',
        summary: 'Methods to begin a draft with',
        tags: TAGS,
        response: { 200: MethodTemplateList, ...refusals() },
      },
    },
    async () => ({ items: await readTemplates() }),
  );
}

function enterpriseRoutes(app: App, { db }: FeatureServices): void {
  app.get(
    '/api/evaluation/enterprises',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'listRankedEnterprises',
        summary: 'The enterprises of a tier by score, page by page',
        tags: TAGS,
        querystring: RankedQuery,
        response: { 200: RankedList, ...refusals(...OF_YEAR) },
      },
    },
    ({ query, actor }) => inSnapshot(db, (moment) => listRanked(moment, actor, query)),
  );
  app.get(
    '/api/evaluation/enterprises/:creditCode',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'explainEvaluation',
        summary: 'Why an enterprise got its class in a year, and what would lift it',
        tags: TAGS,
        params: z.object({ creditCode: shortText('a credit code', 40) }),
        querystring: ExplanationQuery,
        response: { 200: EnterpriseExplanation, ...refusals('enterprise-not-found') },
      },
    },
    ({ params, query, actor }) => {
      const request = { creditCode: params.creditCode, year: query.year, jurisdiction: query.jurisdiction };
      return inSnapshot(db, (moment) => explainEnterprise(moment, actor, request));
    },
  );
}

function transitionRoutes(app: App, { db }: FeatureServices): void {
  app.get(
    '/api/evaluation/transitions',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'readTransitions',
        summary: 'How enterprises and their land moved between the classes of two years',
        tags: TAGS,
        querystring: TransitionQuery,
        response: { 200: TransitionReply, ...refusals(...OF_YEAR) },
      },
    },
    ({ query, actor }) => inSnapshot(db, (moment) => readTransitions(moment, actor, { ...query, to: query.to })),
  );
  app.get(
    '/api/evaluation/transitions/enterprises',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'listMovedEnterprises',
        summary: 'The enterprises behind one cell of the movement, page by page',
        tags: TAGS,
        querystring: MovedQuery,
        response: { 200: MovedList, ...refusals(...OF_YEAR) },
      },
    },
    ({ query, actor }) =>
      inSnapshot(db, (moment) => listMoved(moment, actor, { ...query, to: query.to, after: query.after })),
  );
}
