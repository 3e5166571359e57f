import { decodeColumns, encodeColumns } from '../../contract/column-bytes.ts';
import type { Database } from '../../db/database.ts';
import { readColumns } from '../../db/read-columns.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { compareParcels } from './compare-parcels.ts';
import { compareTotals } from './compare-totals.ts';
import { assessedYears } from './parcels.queries.ts';

/** Differences between what columns and SQL say, each with the jurisdiction, the year and both figures. */
export type LandDifferences = { readonly totals: readonly string[]; readonly parcels: readonly string[] };

/** Reads the columns of every jurisdiction and year, sends them through their bytes, and holds them against the tables: total by total and parcel by parcel. */
export async function verifyLand(db: Database): Promise<LandDifferences> {
  const differences = { totals: [] as string[], parcels: [] as string[] };
  for (const { code, ...land } of await assessedYears(db)) {
    const found = await inSnapshot(db, async (moment) => {
      const jurisdiction = { id: land.jurisdictionId, code };
      const { id: revision } = await currentRevision(moment);
      const read = await readColumns(moment, OPEN_ACTOR.scope, { jurisdiction, year: land.year, revision });
      const columns = decodeColumns(encodeColumns(read).buffer);
      return {
        totals: await compareTotals(moment, land, columns),
        parcels: await compareParcels(moment, land, columns),
      };
    });
    const placed = (said: string): string => `${code} ${land.year}, ${said}`;
    differences.totals.push(...found.totals.map(placed));
    differences.parcels.push(...found.parcels.map(placed));
  }
  return differences;
}
