import type { Jurisdiction } from '@yima-guandi/server/contract';
import type { DegreeBox } from '../../map/motion.ts';

/** Where the map opens: the park with the most parcels, near enough to read them. 全图 shows the whole jurisdiction. */
export function startBox({ parks, box }: Pick<Jurisdiction, 'parks' | 'box'>): DegreeBox | null {
  const fullest = parks.filter((park) => park.box !== null).sort((a, b) => b.parcels - a.parcels)[0];
  return fullest?.box ?? box;
}
