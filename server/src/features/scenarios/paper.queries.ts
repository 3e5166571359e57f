import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ZoneParcel } from '../../contract/zone-measure.ts';
import type { Connection } from '../../db/database.ts';
import { selectRows, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import type { MeasureKey } from './scenarios.queries.ts';

const PaperParcel = z.object({
  muHundredths: z.int(),
  certifiedAreaM2: z.number().nullable(),
  measuredAreaM2: z.number(),
  /** As the measure told it; `{}` where an earlier program kept it in another form */
  facts: ZoneParcel.partial().catch({}),
  code: z.string(),
  geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.unknown()) }),
});
export type PaperParcel = z.infer<typeof PaperParcel>;

/** Parcels that a measure counted, as they were then, with their ground to 0.1 mm; by code. */
export const findPaperParcels = (db: Connection, scope: Scope, key: MeasureKey): Promise<PaperParcel[]> =>
  selectRows(
    db,
    PaperParcel,
    sql`
    SELECT c.code, c.counted_mu_hundredths AS "muHundredths", c.certified_area_m2 AS "certifiedAreaM2",
      c.measured_area_m2 AS "measuredAreaM2", c.facts, ST_AsGeoJSON(c.geom, 9)::jsonb AS geometry
    FROM scenario_parcels c JOIN scenarios s ON s.id = c.scenario_id
    WHERE c.scenario_id = ${key.id} AND c.version = ${key.version} AND c.revision = ${key.revision}
      AND ${withinWhole(scope, sql`s.jurisdiction_id`)}
    ORDER BY c.code, c.parcel_id`,
  );
