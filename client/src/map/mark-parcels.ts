import type { Map as MapLibreMap } from 'maplibre-gl';
import { PARCELS } from './layers/parcels.ts';

type Mark = 'hover' | 'selected';

/** Marks one parcel at a time by feature-state, and can put the marks back after the source was changed. */
export function parcelMarker(map: MapLibreMap) {
  const marked: Record<Mark, number | null> = { hover: null, selected: null };
  const target = (id: number) => ({ source: PARCELS.source, sourceLayer: PARCELS['source-layer'], id });
  const isReady = () => map.getSource(PARCELS.source) !== undefined;
  return {
    mark(name: Mark, id: number | null): void {
      const before = marked[name];
      if (before === id) return;
      marked[name] = id;
      if (!isReady()) return;
      if (before !== null) map.removeFeatureState(target(before), name);
      if (id !== null) map.setFeatureState(target(id), { [name]: true });
    },
    restore(): void {
      if (!isReady()) return;
      for (const name of ['hover', 'selected'] as const) {
        const id = marked[name];
        if (id !== null) map.setFeatureState(target(id), { [name]: true });
      }
    },
  };
}
