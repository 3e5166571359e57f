import { queryOptions } from '@tanstack/react-query';
import {
  type NewScenario,
  Scenario,
  ScenarioComparison,
  type ScenarioEditor,
  ScenarioHistory,
  ScenarioHold,
  ScenarioList,
  ScenarioRemeasure,
  type ScenarioSave,
} from '@yima-guandi/server/contract';
import { z } from 'zod';
import { apiAddress, request } from './request.ts';

const at = (id: number, rest = '') => `/api/scenarios/${id}${rest}`;
const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const scenariosQuery = (jurisdiction: string | null, year: number | null) =>
  queryOptions({
    queryKey: ['scenarios', jurisdiction, year],
    queryFn: ({ signal }) => request(ScenarioList, apiAddress('/api/scenarios', { jurisdiction, year }), { signal }),
    enabled: jurisdiction !== null && year !== null,
  });

export const scenarioQuery = (id: number) =>
  queryOptions({
    queryKey: ['scenario', id],
    queryFn: ({ signal }) => request(Scenario, at(id), { signal }),
  });

export const historyQuery = (id: number) =>
  queryOptions({
    queryKey: ['scenario-history', id],
    queryFn: ({ signal }) => request(ScenarioHistory, at(id, '/versions'), { signal }),
  });

export const comparisonQuery = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['scenario-comparison', ids],
    queryFn: ({ signal }) =>
      request(ScenarioComparison, apiAddress('/api/scenarios/compare', { ids: ids.join() }), { signal }),
    enabled: ids.length > 1,
  });

type Act = { readonly editor: ScenarioEditor; readonly baseVersion: number };
const Deleted = z.object({ id: z.int() });

/** What is done to scenarios. Each refuses by a RequestError. */
export const createScenario = (draft: NewScenario): Promise<Scenario> =>
  request(Scenario, '/api/scenarios', post(draft));
export const saveScenario = (id: number, save: ScenarioSave): Promise<Scenario> =>
  request(Scenario, at(id, '/versions'), post(save));
export const renameScenario = (id: number, act: Act & { readonly name: string }): Promise<Scenario> =>
  request(Scenario, at(id, '/rename'), post(act));
export const restoreScenario = (id: number, version: number, act: Act): Promise<Scenario> =>
  request(Scenario, at(id, `/versions/${version}/restore`), post(act));
export const cloneScenario = (id: number, name: string, editor: ScenarioEditor): Promise<Scenario> =>
  request(Scenario, at(id, '/clone'), post({ name, editor }));
export const deleteScenario = (id: number, act: Act): Promise<object> => request(Deleted, at(id, '/delete'), post(act));
export const takeBackScenario = (id: number): Promise<Scenario> => request(Scenario, at(id, '/take-back'), post({}));
export const remeasureScenario = (id: number): Promise<ScenarioRemeasure> =>
  request(ScenarioRemeasure, at(id, '/measure'), post({}));
export const holdScenario = (id: number, editor: ScenarioEditor, takeOver = false): Promise<ScenarioHold> =>
  request(ScenarioHold, at(id, '/hold'), post({ editor, takeOver }));
export const releaseScenario = (id: number, editor: ScenarioEditor): Promise<object> =>
  request(Deleted, at(id, '/release'), post({ editor }));

/** Where a scenario is downloaded as a file. */
export const scenarioFileHref = (id: number, format: 'geojson' | 'gpkg' | 'zip' | 'xlsx'): string =>
  `/api/exports/scenarios/${id}.${format}`;
