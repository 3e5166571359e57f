import type { Map as MapLibreMap } from 'maplibre-gl';
import { PARCELS } from './layers/parcels.ts';

type Mark = 'hover' | 'selected';
/** Ids that are shown as found though the map says otherwise by itself, and the other way round. Rising. */
export type Differing = { readonly on: Int32Array; readonly off: Int32Array };
const NONE: Differing = { on: new Int32Array(0), off: new Int32Array(0) };

/** Marks parcels by feature-state, and can put the marks back after the source was changed. Only what differs is touched. */
export function parcelMarker(map: MapLibreMap) {
  const marked: Record<Mark, number | null> = { hover: null, selected: null };
  let differing = NONE;
  const target = (id: number) => ({ source: PARCELS.source, sourceLayer: PARCELS['source-layer'], id });
  const isReady = () => map.getSource(PARCELS.source) !== undefined;
  const set = (ids: Int32Array, found: boolean) => {
    for (const id of ids) map.setFeatureState(target(id), { found });
  };
  return {
    mark(name: Mark, id: number | null): void {
      const before = marked[name];
      if (before === id) return;
      marked[name] = id;
      if (!isReady()) return;
      if (before !== null) map.removeFeatureState(target(before), name);
      if (id !== null) map.setFeatureState(target(id), { [name]: true });
    },
    /** Shows these parcels otherwise than the map does by itself, and no others. */
    differ(wanted: Differing | null): void {
      const [before, after] = [differing, wanted ?? NONE];
      differing = after;
      if (!isReady()) return;
      for (const id of gone(before.on, after.on)) if (!has(after.off, id)) map.removeFeatureState(target(id), 'found');
      for (const id of gone(before.off, after.off)) if (!has(after.on, id)) map.removeFeatureState(target(id), 'found');
      set(gone(after.on, before.on), true);
      set(gone(after.off, before.off), false);
    },
    restore(): void {
      if (!isReady()) return;
      for (const name of ['hover', 'selected'] as const) {
        const id = marked[name];
        if (id !== null) map.setFeatureState(target(id), { [name]: true });
      }
      set(differing.on, true);
      set(differing.off, false);
    },
  };
}

/** Those of the first that are not of the second; both rise. */
export function gone(before: Int32Array, after: Int32Array): Int32Array {
  let at = 0;
  return before.filter((id) => {
    while (at < after.length && (after[at] as number) < id) at += 1;
    return after[at] !== id;
  });
}

function has(rising: Int32Array, id: number): boolean {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < id) low = middle + 1;
    else high = middle;
  }
  return rising[low] === id;
}
