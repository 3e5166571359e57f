import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../contract/problem.ts';
import { Programme } from '../contract/programme.ts';
import { type Scope, seesWhole } from '../domain/scope.ts';
import type { Connection } from './database.ts';
import { selectRow, selectRows, withinScope } from './sql.ts';

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

/** The same for what is of the jurisdiction as a whole. Refuses with `scope-partial` too, where only towns of it are seen. */
export async function requireWhole(db: Connection, scope: Scope, code: string): Promise<JurisdictionRow> {
  const jurisdiction = await requireJurisdiction(db, scope, code);
  if (seesWhole(scope, jurisdiction.id)) return jurisdiction;
  throw new Problem(
    'scope-partial',
    `这是${jurisdiction.name}整个辖区的内容，您的权限只含其中部分乡镇（街道）。 This is of the whole jurisdiction, of which you see only some towns.`,
    'querystring.jurisdiction',
  );
}

/** Refuses with `year-without-data` where the jurisdiction has no parcels assessed for the year: no data is not zero. */
export async function requireYear(db: Connection, jurisdiction: JurisdictionRow, year: number): Promise<void> {
  const row = await selectRow(
    db,
    z.object({ isThere: z.boolean() }),
    sql`
    SELECT EXISTS (SELECT FROM parcel_years WHERE jurisdiction_id = ${jurisdiction.id} AND year = ${year}) AS "isThere"`,
  );
  if (!row?.isThere) throw await yearWithoutData(db, jurisdiction, year);
}

/** Names the years that there are: only now, because they are not known without reading every parcel of every year. */
async function yearWithoutData(db: Connection, { id, name }: JurisdictionRow, year: number): Promise<Problem> {
  const row = await selectRow(
    db,
    z.object({ years: z.array(z.int()) }),
    sql`
    SELECT COALESCE(jsonb_agg(DISTINCT year ORDER BY year), '[]') AS years FROM parcel_years WHERE jurisdiction_id = ${id}`,
  );
  const years = row?.years ?? [];
  return new Problem(
    'year-without-data',
    `${name} has no data for ${year}. ${years.length > 0 ? `Years with data: ${years.join(', ')}.` : 'Import its parcels first.'}`,
    'querystring.year',
  );
}

/** Names of a jurisdiction's towns by their codes. */
export async function townNames(db: Connection, jurisdictionId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await selectRows(
    db,
    z.object({ code: z.string(), name: z.string() }),
    sql`SELECT code, name FROM towns WHERE jurisdiction_id = ${jurisdictionId} ORDER BY code`,
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/**
 * The programme by which a jurisdiction counts areas and shows classes, or null where it has none: of several, whose
 * rules all hold, the one whose id comes last. Wherever programmes are listed it is the first.
 */
export async function programmeOf(db: Connection, jurisdictionId: number): Promise<Programme | null> {
  const row = await selectRow(
    db,
    z.object({ definition: Programme }),
    sql`SELECT definition FROM programmes WHERE jurisdiction_id = ${jurisdictionId} ORDER BY id DESC LIMIT 1`,
  );
  return row?.definition ?? null;
}
