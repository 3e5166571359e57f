import type { Jurisdiction } from '@yima-guandi/server/contract';
import type { DegreeBox } from '../../map/motion.ts';

const extent = ([west, south, east, north]: DegreeBox): number => (east - west) * (north - south);

/** Where the map opens: the largest park, near enough to read its parcels. 全图 shows the whole jurisdiction. */
export function startBox({ parks, box }: Pick<Jurisdiction, 'parks' | 'box'>): DegreeBox | null {
  const boxes = parks.flatMap((park) => (park.box ? [park.box] : []));
  return boxes.sort((a, b) => extent(b) - extent(a))[0] ?? box;
}
