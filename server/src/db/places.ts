import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../contract/problem.ts';
import { Programme } from '../contract/programme.ts';
import type { Scope } from '../domain/scope.ts';
import type { Connection } from './database.ts';
import { selectRow, withinScope } from './sql.ts';

const JurisdictionRow = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  isSynthetic: z.boolean(),
  parcelCodeScheme: z.enum(['gb37346', 'free']),
});
export type JurisdictionRow = z.infer<typeof JurisdictionRow>;

/** The jurisdiction of a code, inside the actor's scope. Refuses with `jurisdiction-not-found`. */
export async function requireJurisdiction(db: Connection, scope: Scope, code: string): Promise<JurisdictionRow> {
  const row = await selectRow(
    db,
    JurisdictionRow,
    sql`
    SELECT id, code, name, is_synthetic AS "isSynthetic", parcel_code_scheme AS "parcelCodeScheme"
    FROM jurisdictions WHERE code = ${code} AND ${withinScope(scope, sql`id`)}`,
  );
  if (!row)
    throw new Problem(
      'jurisdiction-not-found',
      `No jurisdiction has the code ${code}. GET /api/jurisdictions lists them.`,
      'querystring.jurisdiction',
    );
  return row;
}

/** The programme in force in a jurisdiction, or null where it has none. */
export async function programmeOf(db: Connection, jurisdictionId: number): Promise<Programme | null> {
  const row = await selectRow(
    db,
    z.object({ definition: Programme }),
    sql`SELECT definition FROM programmes WHERE jurisdiction_id = ${jurisdictionId} ORDER BY id DESC LIMIT 1`,
  );
  return row?.definition ?? null;
}
