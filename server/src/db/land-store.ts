import { columnBytes, type ParcelColumns } from '../domain/parcel-columns.ts';
import type { Database } from './database.ts';
import { readColumns, type WantedColumns } from './read-columns.ts';
import { currentRevision } from './revision.ts';
import { sharedStore } from './shared-store.ts';
import { inSnapshot } from './snapshot.ts';

/** Land held in memory as columns, by revision, jurisdiction and year. */
export type LandStore = {
  /**
   * The columns: kept, or read now if the revision is in force; null where it is not, or not any more.
   * Ask only for a jurisdiction that the actor may see.
   */
  readonly find: (wanted: WantedColumns) => Promise<ParcelColumns | null>;
};

/** Enough for some years of a million parcels. */
const STORE_BYTES = 512 * 1024 * 1024;

/** Keeps the columns that were asked for last, within a bound of bytes. */
export function landStore(db: Database, maxBytes = STORE_BYTES): LandStore {
  const store = sharedStore(maxBytes, columnBytes);
  const read = (wanted: WantedColumns): Promise<ParcelColumns | null> =>
    inSnapshot(db, async (moment) => {
      const { id } = await currentRevision(moment);
      const scope = { jurisdictionIds: [wanted.jurisdiction.id] };
      return id === wanted.revision ? readColumns(moment, scope, wanted) : null;
    });
  return {
    find: (wanted) => store.find(`${wanted.revision} ${wanted.jurisdiction.id} ${wanted.year}`, () => read(wanted)),
  };
}
