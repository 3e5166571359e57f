import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type ConstraintKind, ConstraintLayer } from '../../contract/constraint.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinScope, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

const COLUMNS: SQL = sql`
  l.id, l.kind, l.name, l.features, l.mu_hundredths::float8 AS "muHundredths", l.width_m AS "widthM", l.source_file AS "sourceFile", l.crs,
  to_char(l.imported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "importedAt", l.revision, l.is_synthetic AS "isSynthetic"`;

/** The layers of a jurisdiction in the order of the kinds. */
export function findLayers(db: Connection, scope: Scope, jurisdictionId: number): Promise<ConstraintLayer[]> {
  return selectRows(
    db,
    ConstraintLayer,
    sql`
    SELECT ${COLUMNS} FROM constraint_layers l
    WHERE l.jurisdiction_id = ${jurisdictionId} AND ${withinScope(scope, sql`l.jurisdiction_id`)}
    ORDER BY array_position(ARRAY['control-line', 'permanent-farmland', 'ecological-red-line', 'planned-road'], l.kind), l.name`,
  );
}

/** Takes a layer away with its features and answers what it was; null where there is none inside the scope. */
export async function deleteLayer(
  db: Connection,
  scope: Scope,
  id: number,
): Promise<{ layer: ConstraintLayer; jurisdictionId: number } | null> {
  const row = await selectRow(
    db,
    ConstraintLayer.extend({ jurisdictionId: z.int() }),
    sql`DELETE FROM constraint_layers l WHERE l.id = ${id} AND ${withinWhole(scope, sql`l.jurisdiction_id`)} RETURNING ${COLUMNS}, l.jurisdiction_id AS "jurisdictionId"`,
  );
  if (!row) return null;
  const { jurisdictionId, ...layer } = row;
  return { layer, jurisdictionId };
}

export type NewLayer = {
  readonly jurisdictionId: number;
  readonly kind: ConstraintKind;
  readonly name: string;
  readonly features: number;
  readonly widthM: number | null;
  readonly sourceFile: string;
  readonly crs: string;
  readonly at: Date;
};

/** Makes the layer, or takes over the one whose place it takes; without its features. */
export async function takeLayer(
  db: Connection,
  layer: NewLayer,
): Promise<{ id: number; former: ConstraintLayer | null }> {
  const former = await selectRow(
    db,
    ConstraintLayer,
    sql`
    SELECT ${COLUMNS} FROM constraint_layers l
    WHERE l.jurisdiction_id = ${layer.jurisdictionId} AND l.kind = ${layer.kind} AND (l.kind <> 'other' OR l.name = ${layer.name})
    ORDER BY l.id LIMIT 1 FOR UPDATE`,
  );
  if (former) await db.execute(sql`DELETE FROM constraint_features WHERE layer_id = ${former.id}`);
  // Rows that belong to no named layer stood for the one of their kind.
  await db.execute(sql`
    DELETE FROM constraint_features WHERE jurisdiction_id = ${layer.jurisdictionId} AND layer = ${layer.kind} AND layer_id IS NULL`);
  const row =
    former ??
    (await selectRow(
      db,
      z.object({ id: z.int() }),
      sql`INSERT INTO constraint_layers (jurisdiction_id, kind, name) VALUES (${layer.jurisdictionId}, ${layer.kind}, ${layer.name}) RETURNING id`,
    ));
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  await db.execute(sql`
    UPDATE constraint_layers SET name = ${layer.name}, features = ${layer.features}, width_m = ${layer.widthM}::int, source_file = ${layer.sourceFile},
      crs = ${layer.crs}, imported_at = ${layer.at.toISOString()}::timestamptz, is_synthetic = false
    WHERE id = ${row.id}`);
  return { id: row.id, former };
}

/** Gives a layer what is staged, one row for each part, and its area. */
export async function fillLayer(db: Connection, id: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO constraint_features (jurisdiction_id, layer, layer_id, name, geom)
    SELECT l.jurisdiction_id, l.kind, l.id, s.name, ST_Multi(part.geom)
    FROM constraint_layers l, constraint_staging s, LATERAL ST_Dump(s.geom) part
    WHERE l.id = ${id}
    ORDER BY s.row_number, part.path`);
  await db.execute(sql`
    UPDATE constraint_layers l
    SET mu_hundredths = (SELECT floor(COALESCE(sum(ST_Area(c.geom::geography)), 0) * 15 / 100 + 0.5) FROM constraint_features c WHERE c.layer_id = l.id)
    WHERE l.id = ${id}`);
}

/** Marks the revision that brought a layer, and answers the layer. */
export async function finishLayer(db: Connection, id: number, revision: number): Promise<ConstraintLayer> {
  const row = await selectRow(
    db,
    ConstraintLayer,
    sql`UPDATE constraint_layers l SET revision = ${revision} WHERE l.id = ${id} RETURNING ${COLUMNS}`,
  );
  if (!row) throw new Error(`Layer ${id} is gone`);
  return row;
}
