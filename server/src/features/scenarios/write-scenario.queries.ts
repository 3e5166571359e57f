import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ScenarioVersion } from '../../contract/scenario.ts';
import { TAKE_BACK_DAYS } from '../../contract/scenario.ts';
import type { ScenarioFigures } from '../../contract/scenario-figures.ts';
import type { Boundary, ParcelLock } from '../../contract/zone.ts';
import type { ZoneParcel } from '../../contract/zone-measure.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, takeTurn } from '../../db/sql.ts';

const Id = z.object({ id: z.int() });

export type NewRow = {
  readonly jurisdictionId: number;
  readonly year: number;
  readonly name: string;
  readonly at: Date;
};

/** A scenario without its first version yet; null where the name is taken. */
export async function insertScenario(
  db: Connection,
  { jurisdictionId, year, name, at }: NewRow,
): Promise<number | null> {
  const time = at.toISOString();
  const row = await selectRow(
    db,
    Id,
    sql`
    INSERT INTO scenarios (jurisdiction_id, year, name, version, created_at, updated_at)
    VALUES (${jurisdictionId}, ${year}, ${name}, 1, ${time}::timestamptz, ${time}::timestamptz)
    ON CONFLICT (jurisdiction_id, name) WHERE deleted_at IS NULL DO NOTHING
    RETURNING id`,
  );
  return row?.id ?? null;
}

/** Names of a jurisdiction's scenarios for one writer at a time until the transaction ends. */
export async function lockNames(db: Connection, jurisdictionId: number): Promise<void> {
  await takeTurn(db, `scenarios ${jurisdictionId}`);
}

/** Whether another scenario that is not deleted has the name. */
export async function isNameTaken(
  db: Connection,
  jurisdictionId: number,
  name: string,
  butId: number,
): Promise<boolean> {
  const row = await selectRow(
    db,
    Id,
    sql`SELECT id FROM scenarios WHERE jurisdiction_id = ${jurisdictionId} AND name = ${name} AND deleted_at IS NULL AND id <> ${butId}`,
  );
  return row !== null;
}

export type VersionRow = Pick<
  ScenarioVersion,
  | 'version'
  | 'editorName'
  | 'deed'
  | 'fromVersion'
  | 'fromScenario'
  | 'name'
  | 'origin'
  | 'counting'
  | 'targetMu'
  | 'note'
> & {
  readonly id: number;
  readonly at: Date;
  readonly boundary: Boundary;
  readonly locks: readonly ParcelLock[];
};

export async function insertVersion(db: Connection, row: VersionRow): Promise<void> {
  await db.execute(sql`
    INSERT INTO scenario_versions (scenario_id, version, at, editor_name, deed, from_version, from_scenario, name, boundary, counting, origin, locks, target_mu, note)
    VALUES (${row.id}, ${row.version}, ${row.at.toISOString()}::timestamptz, ${row.editorName}, ${row.deed}, ${row.fromVersion}, ${row.fromScenario},
      ${row.name}, ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(row.boundary)}::text), 4490), ${row.counting}, ${row.origin},
      ${JSON.stringify(row.locks)}::jsonb, ${row.targetMu}, ${row.note})`);
  await db.execute(
    sql`UPDATE scenarios SET version = ${row.version}, name = ${row.name}, updated_at = ${row.at.toISOString()}::timestamptz WHERE id = ${row.id}`,
  );
}

const PARCEL_COLUMNS = sql`scenario_id, version, revision, parcel_id, code, counted_mu_hundredths, parcel_mu_hundredths,
      certified_area_m2, measured_area_m2, facts, geom`;

export type MeasureRow = {
  readonly id: number;
  readonly version: number;
  readonly revision: number;
  readonly at: Date;
  readonly year: number;
  readonly figures: ScenarioFigures;
  readonly measure: object;
  readonly counted: readonly ZoneParcel[];
};

/** Keeps a measure with the ground of each parcel that it counted. One of the same version and revision gives way. */
export async function insertMeasure(db: Connection, row: MeasureRow): Promise<void> {
  await db.execute(
    sql`DELETE FROM scenario_measures WHERE scenario_id = ${row.id} AND version = ${row.version} AND revision = ${row.revision}`,
  );
  await db.execute(sql`
    INSERT INTO scenario_measures (scenario_id, version, revision, measured_at, figures, measure)
    VALUES (${row.id}, ${row.version}, ${row.revision}, ${row.at.toISOString()}::timestamptz, ${JSON.stringify(row.figures)}::jsonb, ${JSON.stringify(row.measure)}::jsonb)`);
  await db.execute(sql`
    INSERT INTO scenario_parcels (${PARCEL_COLUMNS})
    SELECT ${row.id}, ${row.version}, ${row.revision}, p.id, p.code, counted.mu, y.counted_mu_hundredths, p.certified_area_m2,
      p.measured_area_m2, counted.facts::jsonb, p.geom
    FROM unnest(${sql.param(row.counted.map(({ id }) => id))}::int[], ${sql.param(row.counted.map((each) => each.muHundredths))}::int[],
      ${sql.param(row.counted.map((facts) => JSON.stringify(facts)))}::text[]) AS counted (id, mu, facts)
    JOIN parcels p ON p.id = counted.id
    JOIN parcel_years y ON y.parcel_id = p.id AND y.year = ${row.year}`);
}

/** The measure of one version given to another of the same state, as it stands. */
export async function copyMeasure(
  db: Connection,
  from: { id: number; version: number },
  to: { id: number; version: number },
): Promise<void> {
  await db.execute(sql`
    INSERT INTO scenario_measures (scenario_id, version, revision, measured_at, figures, measure)
    SELECT ${to.id}, ${to.version}, revision, measured_at, figures, measure FROM scenario_measures
    WHERE scenario_id = ${from.id} AND version = ${from.version}`);
  await db.execute(sql`
    INSERT INTO scenario_parcels (${PARCEL_COLUMNS})
    SELECT ${to.id}, ${to.version}, revision, parcel_id, code, counted_mu_hundredths, parcel_mu_hundredths, certified_area_m2,
      measured_area_m2, facts, geom
    FROM scenario_parcels
    WHERE scenario_id = ${from.id} AND version = ${from.version}`);
}

/** Deletes for now, or takes back where `at` is null. */
export async function markDeleted(db: Connection, id: number, at: Date | null): Promise<void> {
  await db.execute(sql`UPDATE scenarios SET deleted_at = ${at?.toISOString() ?? null}::timestamptz WHERE id = ${id}`);
}

/** Lets go for good what nobody took back in time. */
export async function forgetDeleted(db: Connection, now: Date): Promise<number[]> {
  const rows = await selectRows(
    db,
    z.object({ id: z.int() }),
    sql`DELETE FROM scenarios WHERE deleted_at <= ${now.toISOString()}::timestamptz - ${TAKE_BACK_DAYS} * INTERVAL '1 day' RETURNING id`,
  );
  return rows.map((row) => row.id);
}
