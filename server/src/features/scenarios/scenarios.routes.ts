import { z } from 'zod';
import { JurisdictionCode, RowId, Year } from '../../contract/parameters.ts';
import type { ProblemKind } from '../../contract/problem.ts';
import {
  ComparedIds,
  NewScenario,
  Scenario,
  ScenarioComparison,
  ScenarioHistory,
  ScenarioList,
  ScenarioRemeasure,
  ScenarioSave,
} from '../../contract/scenario.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { TAKES_ZONE } from '../zones/zone-body.ts';
import { compareScenarios } from './compare-scenarios.ts';
import { listScenarios, readHistory, readScenario } from './read-scenario.ts';
import { remeasureScenario } from './remeasure-scenario.ts';
import { createScenario, saveScenario } from './save-scenario.ts';
import { scenarioActRoutes } from './scenario-acts.routes.ts';

const TAGS = ['scenarios'];
const Id = z.object({ id: RowId });

const ABSENT = ['scenario-not-found', 'scenario-deleted'] as const satisfies readonly ProblemKind[];
/** Why a zone is not measured. */
const UNMEASURED = [
  'jurisdiction-not-found',
  'scope-partial',
  'year-without-data',
  'parcel-not-found',
  'zone-empty',
  'zone-self-intersects',
  'zone-outside',
  'zone-too-detailed',
  'zone-too-large',
  'outline-not-computed',
  'zone-without-parcels',
  'locks-contradict',
  'revision-superseded',
] as const satisfies readonly ProblemKind[];
const UNREAD = ['media-type-unsupported'] as const satisfies readonly ProblemKind[];

/** Redevelopment zones kept under names. */
export const scenarioRoutes: Routes = async (app, services) => {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'private, no-cache');
  });
  await scenarioActRoutes(app, services);

  app.get(
    '/api/scenarios',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'listScenarios',
        summary: 'Scenarios of a jurisdiction with their headline figures',
        description: 'Those of one year where it is given; and what was deleted and can be taken back.',
        tags: TAGS,
        querystring: z.object({ jurisdiction: JurisdictionCode, year: Year.optional() }),
        response: { 200: ScenarioList, ...refusals('jurisdiction-not-found', 'scope-partial') },
      },
    },
    ({ query, actor }) => listScenarios(services, actor, query),
  );

  app.post(
    '/api/scenarios',
    {
      config: { action: 'plan' },
      ...TAKES_ZONE,
      schema: {
        operationId: 'createScenario',
        summary: 'Keep a zone under a name',
        description:
          'It is measured, and the measure kept with its dataset revision. The editor holds it from then on.',
        tags: TAGS,
        body: NewScenario,
        response: { 201: Scenario, ...refusals(...UNMEASURED, ...UNREAD, 'scenario-name-taken') },
      },
    },
    async ({ body, actor }, reply) => {
      const id = await createScenario(services, actor, body);
      return reply.code(201).send(await readScenario(services, actor, id));
    },
  );

  app.get(
    '/api/scenarios/compare',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'compareScenarios',
        summary: 'Two to four scenarios side by side',
        description:
          'A row for each figure with its unit and the difference from the first scenario; and for each parcel by which of them it is counted.',
        tags: TAGS,
        querystring: z.object({ ids: ComparedIds }),
        response: { 200: ScenarioComparison, ...refusals(...ABSENT) },
      },
    },
    ({ query, actor }) => compareScenarios(services, actor, query.ids.split(',').map(Number)),
  );

  app.get(
    '/api/scenarios/:id',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'readScenario',
        summary: 'A scenario with its boundary, measure and parcels',
        description: 'Where the data has moved on since the measure, it tells what became of the parcels.',
        tags: TAGS,
        params: Id,
        response: { 200: Scenario, ...refusals(...ABSENT) },
      },
    },
    ({ params, actor }) => readScenario(services, actor, params.id),
  );

  app.get(
    '/api/scenarios/:id/versions',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'listScenarioVersions',
        summary: 'History of a scenario: every version with its figures',
        tags: TAGS,
        params: Id,
        response: { 200: ScenarioHistory, ...refusals(...ABSENT) },
      },
    },
    ({ params, actor }) => readHistory(services, actor, params.id),
  );

  app.post(
    '/api/scenarios/:id/versions',
    {
      config: { action: 'plan' },
      ...TAKES_ZONE,
      schema: {
        operationId: 'saveScenario',
        summary: 'Keep a changed zone as a new version',
        description:
          'It is measured anew. Refused while another editor holds the scenario, and where a newer version is kept.',
        tags: TAGS,
        params: Id,
        body: ScenarioSave,
        response: {
          201: Scenario,
          ...refusals(...ABSENT, ...UNMEASURED, ...UNREAD, 'scenario-held', 'scenario-changed'),
        },
      },
    },
    async ({ params, body, actor }, reply) => {
      await saveScenario(services, actor, params.id, body);
      return reply.code(201).send(await readScenario(services, actor, params.id));
    },
  );

  app.post(
    '/api/scenarios/:id/measure',
    {
      config: { action: 'plan', rate: 'costly' },
      schema: {
        operationId: 'remeasureScenario',
        summary: 'Measure a scenario again on the newest data',
        description: 'Keeps the measure beside the earlier ones, and tells figures and parcels before and after.',
        tags: TAGS,
        params: Id,
        response: { 200: ScenarioRemeasure, ...refusals(...ABSENT, ...UNMEASURED, 'scenario-changed') },
      },
    },
    ({ params, actor }) => remeasureScenario(services, actor, params.id),
  );
};
