import { z } from 'zod';
import { RowId } from '../../contract/parameters.ts';
import type { ProblemKind } from '../../contract/problem.ts';
import {
  Scenario,
  ScenarioAct,
  ScenarioClone,
  ScenarioHold,
  ScenarioHoldAsk,
  ScenarioRelease,
  ScenarioRename,
} from '../../contract/scenario.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { deleteScenario, takeBackScenario } from './delete-scenario.ts';
import { holdScenario, releaseScenario } from './in-writing.ts';
import { readScenario } from './read-scenario.ts';
import { cloneScenario, renameScenario, restoreScenario } from './save-scenario.ts';

const TAGS = ['scenarios'];
const Id = z.object({ id: RowId });
const VersionOf = z.object({ id: RowId, version: RowId });

const ABSENT = [
  'scenario-not-found',
  'scenario-deleted',
  'media-type-unsupported',
] as const satisfies readonly ProblemKind[];
const UNWRITTEN = [...ABSENT, 'scenario-held', 'scenario-changed'] as const satisfies readonly ProblemKind[];
const DeletedScenario = z.object({ id: z.int() }).describe('What was deleted, to be taken back by this id');
const Released = z.object({ id: z.int() }).describe('What is held by this editor no more');

/** What is done to a scenario as a whole, without drawing. */
export const scenarioActRoutes: Routes = async (app, services) => {
  app.post(
    '/api/scenarios/:id/hold',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'holdScenario',
        summary: 'Hold a scenario against a second editor',
        description: 'Asked again while one writes, it keeps the hold. Two minutes without a sign free it.',
        tags: TAGS,
        params: Id,
        body: ScenarioHoldAsk,
        response: { 200: ScenarioHold, ...refusals(...ABSENT, 'scenario-held') },
      },
    },
    ({ params, body, actor }) => holdScenario(services, actor, params.id, body),
  );

  app.post(
    '/api/scenarios/:id/release',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'releaseScenario',
        summary: 'Give a hold back, so that others need not wait',
        tags: TAGS,
        params: Id,
        body: ScenarioRelease,
        response: { 200: Released, ...refusals(...ABSENT) },
      },
    },
    async ({ params, body, actor }) => {
      await releaseScenario(services, actor, params.id, body.editor);
      return { id: params.id };
    },
  );

  app.post(
    '/api/scenarios/:id/rename',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'renameScenario',
        summary: 'Give a scenario another name',
        tags: TAGS,
        params: Id,
        body: ScenarioRename,
        response: { 200: Scenario, ...refusals(...UNWRITTEN, 'scenario-name-taken') },
      },
    },
    async ({ params, body, actor }) => {
      await renameScenario(services, actor, params.id, body);
      return readScenario(services, actor, params.id);
    },
  );

  app.post(
    '/api/scenarios/:id/versions/:version/restore',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'restoreScenario',
        summary: 'Make an earlier version of a scenario the newest again',
        description: 'It becomes a version more, with the measures it had; nothing of the history is lost.',
        tags: TAGS,
        params: VersionOf,
        body: ScenarioAct,
        response: { 200: Scenario, ...refusals(...UNWRITTEN) },
      },
    },
    async ({ params: { id, version }, body, actor }) => {
      await restoreScenario(services, actor, id, { ...body, version });
      return readScenario(services, actor, id);
    },
  );

  app.post(
    '/api/scenarios/:id/clone',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'cloneScenario',
        summary: 'Begin a scenario with the state of another',
        tags: TAGS,
        params: Id,
        body: ScenarioClone,
        response: { 201: Scenario, ...refusals(...ABSENT, 'scenario-name-taken') },
      },
    },
    async ({ params, body, actor }, reply) => {
      const id = await cloneScenario(services, actor, params.id, body);
      return reply.code(201).send(await readScenario(services, actor, id));
    },
  );

  app.post(
    '/api/scenarios/:id/delete',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'deleteScenario',
        summary: 'Delete a scenario, which can be taken back for thirty days',
        tags: TAGS,
        params: Id,
        body: ScenarioAct,
        response: { 200: DeletedScenario, ...refusals(...UNWRITTEN) },
      },
    },
    async ({ params, body, actor }) => {
      await deleteScenario(services, actor, params.id, body);
      return { id: params.id };
    },
  );

  app.post(
    '/api/scenarios/:id/take-back',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'takeBackScenario',
        summary: 'Take a deleted scenario back',
        description: 'One that was not deleted stays as it is.',
        tags: TAGS,
        params: Id,
        response: { 200: Scenario, ...refusals('scenario-not-found', 'scenario-name-taken') },
      },
    },
    async ({ params, actor }) => {
      await takeBackScenario(services, actor, params.id);
      return readScenario(services, actor, params.id);
    },
  );
};
