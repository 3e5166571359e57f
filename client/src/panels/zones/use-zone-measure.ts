import { useQuery } from '@tanstack/react-query';
import type { ZoneMeasure } from '@yima-guandi/server/contract';
import { useEffect, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { type MeasureAsk, zoneMeasureQuery } from '../../api/zones.ts';
import { NO_ZONES, zoneParcels, zoneShapes } from '../../map/map-state.ts';
import { createStore } from '../../ui/store.ts';
import type { Draft } from '../../zone/draft.ts';

/** What the draft holds, for those beside the panel; null: there is none, or it cannot be measured. */
export const draftMeasure = createStore<ZoneMeasure | null>(null);

/** The pen has come to rest when nothing has changed for so long. */
const REST_MS = 150;

function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** What the draft holds by the database, once the pen has come to rest, with its parcels marked on the map. */
export function useZoneMeasure({ boundary, locks, counting, origin, targetMu }: Draft): {
  readonly measure: ZoneMeasure | null;
  readonly error: unknown;
  readonly isStale: boolean;
  readonly again: () => void;
} {
  const { jurisdiction, year, revision } = useCurrent();
  const wanted: MeasureAsk | null =
    jurisdiction && year !== null && boundary
      ? { jurisdiction: jurisdiction.code, year, zone: { boundary, locks, counting, origin }, targetMu }
      : null;
  const rested = useRested(wanted === null ? null : JSON.stringify(wanted));
  const ask = rested === null || wanted === null ? null : (JSON.parse(rested) as MeasureAsk);
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery(zoneMeasureQuery(ask, revision));
  const measure = wanted === null || error ? null : (data ?? null);
  useEffect(() => {
    draftMeasure.set(measure);
    if (!measure) {
      zoneParcels.set(null);
      return;
    }
    const { rows } = measure.parcels;
    const idsOf = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).map(({ id }) => id);
    zoneParcels.set({
      counted: idsOf(({ isCounted }) => isCounted),
      touched: idsOf(({ isCounted, lock }) => !isCounted && lock !== 'out'),
      lockedOut: idsOf(({ lock }) => lock === 'out'),
    });
  }, [measure]);
  useEffect(
    () => () => {
      zoneParcels.set(null);
      draftMeasure.set(null);
      zoneShapes.set(NO_ZONES);
    },
    [],
  );
  return { measure, error, isStale: isPlaceholderData || isFetching, again: () => void refetch() };
}
