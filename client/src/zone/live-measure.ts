import { useQuery } from '@tanstack/react-query';
import type { LiveMeasure, LiveZone } from '@yima-guandi/server/domain';
import { useEffect } from 'react';
import { columnsQuery, type LandMoment } from '../api/queries.ts';
import { measureInColumns } from '../columns/columns-desk.ts';
import { createStore } from '../ui/store.ts';

/** What lies about under the pen, with the zone that it was measured of; null: nothing is measured. */
const liveAnswer = createStore<{ readonly zone: LiveZone; readonly measure: LiveMeasure } | null>(null);

let wanted: LiveZone | null = null;
let isMeasuring = false;

/** Measures the newest zone only: while one is being measured, those that come after it wait for the last of them. */
async function measureOn(): Promise<void> {
  if (isMeasuring) return;
  isMeasuring = true;
  try {
    while (wanted) {
      const zone: LiveZone = wanted;
      const measure = await measureInColumns(zone);
      if (wanted === null) break;
      if (measure) liveAnswer.set({ zone, measure });
      if (wanted === zone) break;
    }
  } finally {
    isMeasuring = false;
  }
}

/**
 * What a zone holds while it is still under the pen, from the columns and without the server: parcels whose middle lies
 * inside. The last answer stays until the next one is there. `zone` must be the same object until it changes.
 */
export function useLiveMeasure(moment: LandMoment | null, zone: LiveZone | null): LiveMeasure | null {
  const { data: isOpen } = useQuery(columnsQuery(zone === null ? null : moment));
  const answer = liveAnswer.use();
  useEffect(() => {
    wanted = isOpen ? zone : null;
    if (wanted === null) liveAnswer.set(null);
    else void measureOn();
  }, [isOpen, zone]);
  useEffect(
    () => () => {
      wanted = null;
      liveAnswer.set(null);
    },
    [],
  );
  return zone === null ? null : (answer?.measure ?? null);
}
