import { useQueries } from '@tanstack/react-query';
import type { ParcelLock } from '@yima-guandi/server/contract';
import { Marker } from 'maplibre-gl';
import { useEffect } from 'react';
import { useCurrent } from '../../api/current.ts';
import { parcelQuery } from '../../api/queries.ts';
import { theMap } from '../../map/map-state.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './zones-panel.module.css';

/** So many locks are named on the map; more would cover it, and the list names them all. */
const MOST_NAMED = 40;

/** Names the locked parcels on the map. */
export function LockLabels({ locks }: { readonly locks: readonly ParcelLock[] }) {
  const { text } = useText();
  const { jurisdiction, year } = useCurrent();
  const map = theMap.use();
  const named = locks.slice(0, MOST_NAMED);
  const found = useQueries({
    queries: named.map(({ code }) => parcelQuery(jurisdiction ? code : null, jurisdiction?.code ?? null, year)),
    combine: (results) => results.flatMap(({ data }) => (data ? [{ code: data.code, box: data.box }] : [])),
  });
  const places = JSON.stringify(found);
  const words = JSON.stringify(named.map(({ code, lock }) => ({ code, lock, word: text.zones.locked[lock] })));
  useEffect(() => {
    if (!map) return;
    const boxes = new Map((JSON.parse(places) as typeof found).map(({ code, box }) => [code, box]));
    const labels = (JSON.parse(words) as { code: string; lock: ParcelLock['lock']; word: string }[]).flatMap(
      ({ code, lock, word }) => {
        const box = boxes.get(code);
        if (!box) return [];
        const element = document.createElement('span');
        element.className = cx(styles.lockLabel, lock === 'in' && styles.lockedIn) ?? '';
        element.textContent = word;
        const [west, south, east, north] = box;
        return [new Marker({ element }).setLngLat([(west + east) / 2, (south + north) / 2]).addTo(map)];
      },
    );
    return () => {
      for (const label of labels) label.remove();
    };
  }, [map, places, words]);
  return null;
}
