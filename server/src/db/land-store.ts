import { columnBytes, type ParcelColumns } from '../domain/parcel-columns.ts';
import { type Scope, scopeKey, scopeWithin } from '../domain/scope.ts';
import type { Database } from './database.ts';
import { readColumns, type WantedColumns } from './read-columns.ts';
import { currentRevision } from './revision.ts';
import { sharedStore } from './shared-store.ts';
import { inSnapshot } from './snapshot.ts';

/** Land held in memory as columns, by revision, jurisdiction, year and what of it is seen. */
export type LandStore = {
  /** The columns of a scope: kept, or read now if the revision is in force; null where it is not, or not any more. */
  readonly find: (scope: Scope, wanted: WantedColumns) => Promise<ParcelColumns | null>;
};

/** Enough for some years of a million parcels. */
const STORE_BYTES = 512 * 1024 * 1024;

/** Keeps the columns that were asked for last, within a bound of bytes. */
export function landStore(db: Database, maxBytes = STORE_BYTES): LandStore {
  const store = sharedStore(maxBytes, columnBytes);
  const read = (scope: Scope, wanted: WantedColumns): Promise<ParcelColumns | null> =>
    inSnapshot(db, async (moment) => {
      const { id } = await currentRevision(moment);
      return id === wanted.revision ? readColumns(moment, scope, wanted) : null;
    });
  return {
    find: (scope, wanted) => {
      const seen = scopeWithin(scope, wanted.jurisdiction.id);
      const key = `${wanted.revision} ${wanted.jurisdiction.id} ${wanted.year} ${scopeKey(seen)}`;
      return store.find(key, () => read(seen, wanted));
    },
  };
}
