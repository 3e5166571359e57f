import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { selectRow, selectRows } from '../../server/src/db/sql.ts';
import { collection, parcelFeature, squareAt } from './import-fixtures.ts';

const State = z.object({
  jurisdictions: z.int(),
  parcels: z.int(),
  codes: z.int(),
  parcelYears: z.int(),
  findings: z.int(),
  cells: z.int(),
  revision: z.int(),
  staged: z.int(),
});

/** What an import changes, counted: equal before and after means that nothing of it was stored. */
export async function importState(db: Database): Promise<z.infer<typeof State> | null> {
  return selectRow(
    db,
    State,
    sql`
    SELECT (SELECT count(*) FROM jurisdictions)::int AS jurisdictions, (SELECT count(*) FROM parcels)::int AS parcels,
      (SELECT count(*) FROM parcel_codes)::int AS codes, (SELECT count(*) FROM parcel_years)::int AS "parcelYears",
      (SELECT count(*) FROM findings)::int AS findings, (SELECT count(*) FROM overview_cells)::int AS cells,
      (SELECT max(id) FROM dataset_revisions)::int AS revision, (SELECT count(*) FROM import_staging)::int AS staged`,
  );
}

/** How each import ended, oldest first, with the kind of its problem. */
export const importOutcomes = (db: Database) =>
  selectRows(
    db,
    z.object({ fileName: z.string(), status: z.string(), stage: z.string(), problem: z.string().nullable() }),
    sql`SELECT file_name AS "fileName", status, stage, problem->>'type' AS problem FROM import_batches ORDER BY id`,
  );

/** Parcels side by side in Zhuji, as GeoJSON. */
export const rowOfParcels = (first: number, many: number): string =>
  collection(
    ...Array.from({ length: many }, (_, index) => {
      const [column, row] = [index % 50, Math.floor(index / 50)];
      const code = `330681001001GB${String(first + index).padStart(5, '0')}`;
      return parcelFeature(code, [squareAt(120.1 + column * 0.002, 29.5 + row * 0.002)]);
    }),
  );
