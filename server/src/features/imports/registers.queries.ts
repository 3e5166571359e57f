import { type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import { accepted, type Merged, merged } from './enterprises.queries.ts';

const projectFacts = (from: SQL): SQL => sql`
  ${from}.signed_on, ${from}.started_on, ${from}.completed_on, ${from}.producing_on, ${from}.above_scale_on, ${from}.reached_agreed_on, ${from}.agreed_output_10k_yuan`;

/** Stores the projects of a file: a project is told from others by its parcel and name. */
export async function mergeProjects(db: Connection, batchId: number, jurisdictionId: number): Promise<Merged> {
  return merged(
    db,
    sql`
    WITH staged AS MATERIALIZED (
      SELECT p.id AS parcel_id, s.fields->>'name' AS name, s.fields
      FROM import_staging s JOIN parcels p ON p.jurisdiction_id = ${jurisdictionId} AND p.code = s.fields->>'parcel_code'
      WHERE ${accepted(batchId)}
    ), updated AS (
      UPDATE projects j SET (signed_on, started_on, completed_on, producing_on, above_scale_on, reached_agreed_on, agreed_output_10k_yuan)
        = (${projectFacts(sql`n`)}), batch_id = ${batchId}
      FROM staged s JOIN projects was ON was.parcel_id = s.parcel_id AND was.name = s.name
      CROSS JOIN LATERAL jsonb_populate_record(was, s.fields) AS n
      WHERE j.id = was.id AND (${projectFacts(sql`n`)}) IS DISTINCT FROM (${projectFacts(sql`was`)})
      RETURNING j.id
    ), inserted AS (
      INSERT INTO projects (parcel_id, name, batch_id, signed_on, started_on, completed_on, producing_on, above_scale_on, reached_agreed_on,
        agreed_output_10k_yuan)
      SELECT s.parcel_id, s.name, ${batchId}, ${projectFacts(sql`n`)}
      FROM staged s CROSS JOIN LATERAL jsonb_populate_record(NULL::projects, s.fields) AS n
      WHERE NOT EXISTS (SELECT 1 FROM projects j WHERE j.parcel_id = s.parcel_id AND j.name = s.name)
      RETURNING id
    )
    SELECT (SELECT count(*) FROM inserted)::int AS inserted, (SELECT count(*) FROM updated)::int AS updated`,
  );
}

/** Stores the violations of a file: one is told from others by its enterprise, field and day. */
export async function mergeViolations(db: Connection, batchId: number, jurisdictionId: number): Promise<Merged> {
  return merged(
    db,
    sql`
    WITH staged AS MATERIALIZED (
      SELECT e.id AS enterprise_id, s.fields->>'field' AS field, (s.fields->>'found_on')::date AS found_on, s.fields
      FROM import_staging s JOIN enterprises e ON e.jurisdiction_id = ${jurisdictionId} AND e.credit_code = s.fields->>'credit_code'
      WHERE ${accepted(batchId)}
    ), updated AS (
      UPDATE violations v SET remedied_on = n.remedied_on, batch_id = ${batchId}
      FROM staged s JOIN violations was ON was.enterprise_id = s.enterprise_id AND was.field = s.field AND was.found_on = s.found_on
      CROSS JOIN LATERAL jsonb_populate_record(was, s.fields) AS n
      WHERE v.id = was.id AND n.remedied_on IS DISTINCT FROM was.remedied_on
      RETURNING v.id
    ), inserted AS (
      INSERT INTO violations (enterprise_id, field, found_on, remedied_on, batch_id)
      SELECT s.enterprise_id, s.field, s.found_on, (s.fields->>'remedied_on')::date, ${batchId}
      FROM staged s
      WHERE NOT EXISTS (
        SELECT 1 FROM violations v WHERE v.enterprise_id = s.enterprise_id AND v.field = s.field AND v.found_on = s.found_on)
      RETURNING id
    )
    SELECT (SELECT count(*) FROM inserted)::int AS inserted, (SELECT count(*) FROM updated)::int AS updated`,
  );
}
