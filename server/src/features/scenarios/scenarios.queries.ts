import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  HOLD_SECONDS,
  ScenarioParcel,
  ScenarioSummary,
  ScenarioVersion,
  TAKE_BACK_DAYS,
} from '../../contract/scenario.ts';
import { Boundary, ParcelLock } from '../../contract/zone.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

const MOST_LISTED = 200;
const MOST_DELETED = 50;

const utc = (time: SQL) => sql`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** s scenarios, v the newest version, m its newest measure, h who holds it. */
const SCENARIOS = sql`
    scenarios s
    JOIN jurisdictions j ON j.id = s.jurisdiction_id
    JOIN scenario_versions v ON v.scenario_id = s.id AND v.version = s.version
    JOIN LATERAL (
      SELECT revision, measured_at, figures FROM scenario_measures
      WHERE scenario_id = s.id AND version = s.version ORDER BY revision DESC LIMIT 1) m ON TRUE
    LEFT JOIN scenario_holds h ON h.scenario_id = s.id`;

const summaryColumns = (now: Date) => sql`
      s.id, j.code AS jurisdiction, s.year, s.name, s.version, v.origin, v.counting, v.target_mu AS "targetMu", v.note,
      ${utc(sql`s.created_at`)} AS "createdAt", ${utc(sql`s.updated_at`)} AS "updatedAt", v.editor_name AS "editorName",
      ${utc(sql`s.deleted_at`)} AS "deletedAt", m.revision, ${utc(sql`m.measured_at`)} AS "measuredAt", m.figures,
      EXISTS (SELECT FROM dataset_revisions r WHERE r.id > m.revision
        AND (r.jurisdiction_ids IS NULL OR s.jurisdiction_id = ANY (r.jurisdiction_ids))) AS "isBehind",
      CASE WHEN h.seen_at > ${now.toISOString()}::timestamptz - ${HOLD_SECONDS} * INTERVAL '1 second' THEN
        jsonb_build_object('name', h.editor_name, 'since', ${utc(sql`h.since`)}, 'seenAt', ${utc(sql`h.seen_at`)})
      END AS hold`;

/** Scenarios of a jurisdiction and year that are not deleted, the one changed last first. */
export const findScenarios = (
  db: Connection,
  scope: Scope,
  { jurisdictionId, year, now }: { jurisdictionId: number; year: number | undefined; now: Date },
): Promise<ScenarioSummary[]> =>
  selectRows(
    db,
    ScenarioSummary,
    sql`
    SELECT ${summaryColumns(now)} FROM ${SCENARIOS}
    WHERE s.jurisdiction_id = ${jurisdictionId} AND ${withinWhole(scope, sql`s.jurisdiction_id`)} AND s.deleted_at IS NULL
      AND ${year === undefined ? sql`TRUE` : sql`s.year = ${year}`}
    ORDER BY s.updated_at DESC, s.id DESC LIMIT ${MOST_LISTED}`,
  );

const Deleted = z.object({ id: z.int(), name: z.string(), deletedAt: z.string() });

/** Scenarios that can be taken back. */
export const findDeleted = (
  db: Connection,
  scope: Scope,
  { jurisdictionId, now }: { jurisdictionId: number; now: Date },
): Promise<z.infer<typeof Deleted>[]> =>
  selectRows(
    db,
    Deleted,
    sql`
    SELECT s.id, s.name, ${utc(sql`s.deleted_at`)} AS "deletedAt" FROM scenarios s
    WHERE s.jurisdiction_id = ${jurisdictionId} AND ${withinWhole(scope, sql`s.jurisdiction_id`)}
      AND s.deleted_at > ${now.toISOString()}::timestamptz - ${TAKE_BACK_DAYS} * INTERVAL '1 day'
    ORDER BY s.deleted_at DESC, s.id DESC LIMIT ${MOST_DELETED}`,
  );

/** Scenarios by their ids, in no order; deleted ones too. */
export const findSummaries = (
  db: Connection,
  scope: Scope,
  { ids, now }: { ids: readonly number[]; now: Date },
): Promise<ScenarioSummary[]> =>
  selectRows(
    db,
    ScenarioSummary,
    sql`
    SELECT ${summaryColumns(now)} FROM ${SCENARIOS}
    WHERE s.id = ANY (${sql.param([...ids])}::int[]) AND ${withinWhole(scope, sql`s.jurisdiction_id`)}`,
  );

const ZoneRow = z.object({
  jurisdictionId: z.int(),
  name: z.string(),
  boundary: Boundary,
  counting: ScenarioVersion.shape.counting,
  origin: ScenarioVersion.shape.origin,
  locks: z.array(ParcelLock),
  targetMu: z.number().nullable(),
  note: z.string(),
});
export type ZoneRow = z.infer<typeof ZoneRow>;

/** A version as it was drawn; null where there is none. Fifteen decimals: what is measured again is what was measured. */
export const findZone = (db: Connection, scope: Scope, id: number, version: number): Promise<ZoneRow | null> =>
  selectRow(
    db,
    ZoneRow,
    sql`
    SELECT s.jurisdiction_id AS "jurisdictionId", v.name, ST_AsGeoJSON(v.boundary, 15)::jsonb AS boundary, v.counting,
      v.origin, v.locks, v.target_mu AS "targetMu", v.note
    FROM scenario_versions v JOIN scenarios s ON s.id = v.scenario_id
    WHERE v.scenario_id = ${id} AND v.version = ${version} AND ${withinWhole(scope, sql`s.jurisdiction_id`)}`,
  );

/** Versions of a scenario, the newest first. */
export const findVersions = (db: Connection, scope: Scope, id: number): Promise<ScenarioVersion[]> =>
  selectRows(
    db,
    ScenarioVersion,
    sql`
    SELECT v.version, ${utc(sql`v.at`)} AS at, v.editor_name AS "editorName", v.deed, v.from_version AS "fromVersion",
      v.from_scenario AS "fromScenario", v.name, v.origin, v.counting, v.target_mu AS "targetMu", v.note, m.revision, m.figures
    FROM scenario_versions v
    JOIN scenarios s ON s.id = v.scenario_id
    JOIN LATERAL (
      SELECT revision, figures FROM scenario_measures
      WHERE scenario_id = v.scenario_id AND version = v.version ORDER BY revision DESC LIMIT 1) m ON TRUE
    WHERE v.scenario_id = ${id} AND ${withinWhole(scope, sql`s.jurisdiction_id`)}
    ORDER BY v.version DESC LIMIT ${MOST_LISTED}`,
  );

/** The measure of a scenario by its three numbers. */
export type MeasureKey = { readonly id: number; readonly version: number; readonly revision: number };

/** Parcels that a measure counted, by code. */
export const findParcels = (db: Connection, scope: Scope, key: MeasureKey): Promise<ScenarioParcel[]> =>
  selectRows(
    db,
    ScenarioParcel,
    sql`
    SELECT c.parcel_id AS id, c.code, c.counted_mu_hundredths AS "muHundredths"
    FROM scenario_parcels c JOIN scenarios s ON s.id = c.scenario_id
    WHERE c.scenario_id = ${key.id} AND c.version = ${key.version} AND c.revision = ${key.revision}
      AND ${withinWhole(scope, sql`s.jurisdiction_id`)}
    ORDER BY c.code, c.parcel_id`,
  );

/** A measure as it was kept; null where there is none. */
export async function findMeasure(db: Connection, scope: Scope, key: MeasureKey): Promise<unknown> {
  const row = await selectRow(
    db,
    z.object({ measure: z.unknown() }),
    sql`
    SELECT m.measure FROM scenario_measures m JOIN scenarios s ON s.id = m.scenario_id
    WHERE m.scenario_id = ${key.id} AND m.version = ${key.version} AND m.revision = ${key.revision}
      AND ${withinWhole(scope, sql`s.jurisdiction_id`)}`,
  );
  return row?.measure ?? null;
}

const CountedBy = z.object({ id: z.int(), code: z.string(), in: z.int() });

/** Every parcel that one of these measures counted, with bit n set where the n-th did. */
export const findCountedBy = (
  db: Connection,
  scope: Scope,
  keys: readonly MeasureKey[],
): Promise<z.infer<typeof CountedBy>[]> =>
  selectRows(
    db,
    CountedBy,
    sql`
    SELECT c.parcel_id AS id, max(c.code) AS code, bit_or(1 << (k.place::int - 1))::int AS in
    FROM unnest(${sql.param(keys.map(({ id }) => id))}::int[], ${sql.param(keys.map(({ version }) => version))}::int[],
      ${sql.param(keys.map(({ revision }) => revision))}::int[]) WITH ORDINALITY AS k (id, version, revision, place)
    JOIN scenario_parcels c ON c.scenario_id = k.id AND c.version = k.version AND c.revision = k.revision
    JOIN scenarios s ON s.id = c.scenario_id
    WHERE ${withinWhole(scope, sql`s.jurisdiction_id`)}
    GROUP BY c.parcel_id
    ORDER BY 2, 1`,
  );
