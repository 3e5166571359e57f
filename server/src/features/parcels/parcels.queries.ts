import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ParcelSummary } from '../../contract/api.ts';
import { KeyId, KeyText, readCursor, writeCursor } from '../../db/cursor.ts';
import type { Connection } from '../../db/database.ts';
import { PARCELS_OF_YEAR } from '../../db/parcel-filter.ts';
import { selectRow, selectRows, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

type ParcelOrder = 'area' | 'code' | 'tax-per-mu';
export type ParcelPage = {
  readonly jurisdictionId: number;
  readonly year: number;
  readonly condition: SQL;
  readonly order: ParcelOrder;
  readonly after: string | undefined;
  readonly limit: number;
};

const SUMMARY = sql`
      p.id, p.code, p.name, t.name AS "townName", k.name AS "parkName", y.class,
      y.counted_mu_hundredths AS "countedMuHundredths", y.tax_per_mu_10k_yuan::float8 AS "taxPerMu10kYuan",
      y.enterprises, to_jsonb(y.finding_kinds) AS findings,
      jsonb_build_array(round(ST_X(ST_PointOnSurface(p.geom))::numeric, 6), round(ST_Y(ST_PointOnSurface(p.geom))::numeric, 6)) AS center`;

/** Each order is total (the id ends it), and can be continued after a row by comparing the same expressions. */
const ORDERS: Record<
  ParcelOrder,
  {
    by: SQL;
    key: (row: ParcelSummary) => unknown[];
    after: (key: readonly unknown[]) => SQL;
    shape: z.ZodType<unknown[]>;
  }
> = {
  code: {
    by: sql`p.code, p.id`,
    key: (row) => [row.code, row.id],
    after: ([code, id]) => sql`(p.code, p.id) > (${code}::text, ${id}::int)`,
    shape: z.tuple([KeyText, KeyId]),
  },
  area: {
    by: sql`y.counted_mu_hundredths DESC, p.id DESC`,
    key: (row) => [row.countedMuHundredths, row.id],
    after: ([hundredths, id]) => sql`(y.counted_mu_hundredths, p.id) < (${hundredths}::int, ${id}::int)`,
    shape: z.tuple([KeyId, KeyId]),
  },
  'tax-per-mu': {
    by: sql`y.tax_per_mu_10k_yuan IS NULL, COALESCE(y.tax_per_mu_10k_yuan, 0), p.id`,
    key: (row) => [row.taxPerMu10kYuan, row.id],
    after: ([tax, id]) =>
      sql`(y.tax_per_mu_10k_yuan IS NULL, COALESCE(y.tax_per_mu_10k_yuan, 0), p.id) > (${tax === null}::boolean, ${tax ?? 0}::float8, ${id}::int)`,
    shape: z.tuple([z.number().nullable(), KeyId]),
  },
};

/** One page of parcels by keyset, with the cursor of the next one. */
export async function findParcels(
  db: Connection,
  scope: Scope,
  page: ParcelPage,
): Promise<{ items: ParcelSummary[]; next: string | null }> {
  const order = ORDERS[page.order];
  const rows = await selectRows(
    db,
    ParcelSummary,
    sql`
    SELECT ${SUMMARY}
    FROM ${PARCELS_OF_YEAR}
    WHERE y.jurisdiction_id = ${page.jurisdictionId} AND y.year = ${page.year}
      AND ${withinTowns(scope, sql`y.jurisdiction_id`, sql`y.town_id`)}
      AND ${page.condition}
      AND ${page.after === undefined ? sql`TRUE` : order.after(readCursor(page.after, order.shape))}
    ORDER BY ${order.by}
    LIMIT ${page.limit + 1}`,
  );
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? writeCursor(order.key(last)) : null };
}

/** One parcel in a year by its stable id, as the map asks when it shows what lies under the pointer. */
export function findParcelSummary(
  db: Connection,
  scope: Scope,
  id: number,
  year: number,
): Promise<ParcelSummary | null> {
  return selectRow(
    db,
    ParcelSummary,
    sql`
    SELECT ${SUMMARY} FROM ${PARCELS_OF_YEAR}
    WHERE y.parcel_id = ${id} AND y.year = ${year} AND ${withinTowns(scope, sql`y.jurisdiction_id`, sql`y.town_id`)}`,
  );
}

/** Some parcels in a year by their stable ids, rising. An id that nothing has is left out. */
export function findParcelSummaries(
  db: Connection,
  scope: Scope,
  ids: readonly number[],
  year: number,
): Promise<ParcelSummary[]> {
  return selectRows(
    db,
    ParcelSummary,
    sql`
    SELECT ${SUMMARY} FROM ${PARCELS_OF_YEAR}
    WHERE y.parcel_id = ANY (${sql.param([...ids])}::int[]) AND y.year = ${year}
      AND ${withinTowns(scope, sql`y.jurisdiction_id`, sql`y.town_id`)}
    ORDER BY p.id`,
  );
}
