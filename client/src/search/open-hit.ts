import type { SearchHit } from '@yima-guandi/server/contract';
import { useCurrent } from '../api/current.ts';
import { theMap } from '../map/map-state.ts';
import { fitBox } from '../map/motion.ts';
import { JOB_PANELS } from '../shell/jobs.ts';
import { NO_FILTER } from '../url/filter-view.ts';
import { useView } from '../url/view.ts';

/** Goes to a hit: a parcel or firm is chosen, a place is shown whole; the jurisdiction changes where the hit is elsewhere. */
export function useOpenHit(): (hit: SearchHit) => void {
  const { view, setView } = useView();
  const { jurisdiction } = useCurrent();
  return (hit) => {
    const isElsewhere = hit.jurisdiction !== jurisdiction?.code;
    const hidesMap = view.job !== 'map' && JOB_PANELS[view.job].place === 'page';
    const place = isElsewhere ? { j: hit.jurisdiction, ...NO_FILTER } : {};
    const map = theMap.get();
    const camera = map && hit.box ? map.cameraForBounds([...hit.box], { padding: 48, maxZoom: 16.5 }) : undefined;
    const goesFar = hit.parcelCode === null || isElsewhere;
    const center = camera?.center as { lng: number; lat: number } | undefined;
    const c =
      goesFar && center ? { c: { lng: center.lng, lat: center.lat, zoom: camera?.zoom ?? 15, bearing: 0 } } : {};
    void setView({ ...place, ...c, sel: hit.parcelCode, ...(hidesMap ? { job: 'map' } : {}) });
    if (!isElsewhere && hit.parcelCode === null && map && hit.box) fitBox(map, hit.box);
  };
}
