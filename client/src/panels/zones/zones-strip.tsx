import { useQueryClient } from '@tanstack/react-query';
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
  const { scenario } = zoneDraft.use().present;
  if (!jurisdiction || year === null) return null;
  const open = async (id: number) => {
    const opened = await client.fetchQuery({ ...scenarioQuery(id), staleTime: 0 });
    loadScenario(opened);
    const map = theMap.get();
    if (map) fitBox(map, boxOf(opened.boundary));
  };
  return (
    <ScenarioStrip
      draftMeasure={measure}
      jurisdiction={jurisdiction.code}
      year={year}
      openId={scenario?.id ?? null}
      onOpen={(id) => void open(id)}
      onRestored={loadScenario}
      onCompare={(compare) => void setView({ compare })}
    />
  );
}
