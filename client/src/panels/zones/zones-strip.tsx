import { useQueryClient } from '@tanstack/react-query';
import type { Boundary, Scenario } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import { scenarioQuery } from '../../api/scenarios.ts';
import { theMap } from '../../map/map-state.ts';
import { fitBox } from '../../map/motion.ts';
import { useView } from '../../url/view.ts';
import { boxOf } from '../../zone/ground.ts';
import { loadScenario } from '../../zone/load-scenario.ts';
import { zoneDraft } from '../../zone/zone-draft.ts';
import { ScenarioStrip } from '../scenarios/scenario-strip.tsx';
import { draftMeasure } from './use-zone-measure.ts';

/** Below the map while zones are drawn: the draft beside the scenarios that are kept. */
export function ZonesStrip() {
  const { setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const client = useQueryClient();
  const measure = draftMeasure.use();
  const { scenario, boundary } = zoneDraft.use().present;
  if (!jurisdiction || year === null) return null;
  const show = (boundary: Boundary | null) => {
    const map = theMap.get();
    if (map && boundary) fitBox(map, boxOf(boundary));
  };
  const take = (opened: Scenario) => {
    loadScenario(opened);
    show(opened.boundary);
  };
  const open = async (id: number) =>
    take(await client.fetchQuery({ ...scenarioQuery(id), staleTime: 0, retry: false }));
  return (
    <ScenarioStrip
      draftMeasure={measure}
      jurisdiction={jurisdiction.code}
      year={year}
      openId={scenario?.id ?? null}
      onOpen={open}
      onShowDraft={() => show(boundary)}
      onRestored={take}
      onCompare={(compare) => void setView({ compare })}
    />
  );
}
