import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Programme } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinScope } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/** An older definition may say what today's programmes no longer do: it is only kept. */
const Stored = z.object({ version: z.int(), definition: z.record(z.string(), z.json()), isSame: z.boolean() });

/** Version of the stored programme and whether it says the same; null: not stored. */
export function findStored(db: Connection, programme: Programme): Promise<z.infer<typeof Stored> | null> {
  return selectRow(
    db,
    Stored,
    sql`
    SELECT version, definition, definition = ${JSON.stringify(programme)}::jsonb AS "isSame"
    FROM programmes WHERE id = ${programme.id}`,
  );
}

/** Id of the jurisdiction with this code; null: there is none. */
export async function findJurisdictionId(db: Connection, code: string): Promise<number | null> {
  const row = await selectRow(db, z.object({ id: z.int() }), sql`SELECT id FROM jurisdictions WHERE code = ${code}`);
  return row?.id ?? null;
}

/** Stores a programme in place of its older version. */
export async function storeProgramme(
  db: Connection,
  { jurisdictionId, programme }: { jurisdictionId: number; programme: Programme },
): Promise<void> {
  await db.execute(sql`
    INSERT INTO programmes (id, jurisdiction_id, version, definition)
    VALUES (${programme.id}, ${jurisdictionId}::int, ${programme.version}::int, ${JSON.stringify(programme)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, definition = EXCLUDED.definition, jurisdiction_id = EXCLUDED.jurisdiction_id`);
}

/** One programme by its id, within the actor's scope. */
export async function findProgramme(db: Connection, scope: Scope, id: string): Promise<Programme | null> {
  const row = await selectRow(
    db,
    z.object({ definition: Programme }),
    sql`SELECT definition FROM programmes WHERE id = ${id} AND ${withinScope(scope, sql`jurisdiction_id`)}`,
  );
  return row?.definition ?? null;
}

/** The programmes of a jurisdiction by falling id: the first is that of `programmeOf`. */
export async function findProgrammesOf(db: Connection, jurisdictionId: number): Promise<Programme[]> {
  const rows = await selectRows(
    db,
    z.object({ definition: Programme }),
    sql`SELECT definition FROM programmes WHERE jurisdiction_id = ${jurisdictionId} ORDER BY id DESC`,
  );
  return rows.map((row) => row.definition);
}
