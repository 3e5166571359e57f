import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Boundary } from '../../server/src/contract/zone.ts';
import { selectRow, selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { findGround, geometryOf, groundStatement } from '../../server/src/features/zones/zone-ground.queries.ts';
import { BENCH_YEAR, type Bench, benchApp, median, timed } from './bench.ts';
import type { Figure } from './print-figures.ts';

const PARCELS_OF_ZONE = 600;
const TIMES = 15;

/** What is drawn around the parcels nearest to one in the middle of the largest jurisdiction. */
const Drawn = z.object({ jurisdictionId: z.int(), code: z.string(), boundary: Boundary });

function drawZone(bench: Bench): Promise<z.infer<typeof Drawn> | null> {
  return selectRow(
    bench.db,
    Drawn,
    sql`
    WITH largest AS (
      SELECT jurisdiction_id AS id, count(*) AS parcels FROM parcels GROUP BY jurisdiction_id ORDER BY parcels DESC, id LIMIT 1
    ), middle AS (
      SELECT p.geom FROM parcels p JOIN largest l ON l.id = p.jurisdiction_id
      ORDER BY p.id OFFSET (SELECT parcels / 2 FROM largest) LIMIT 1
    ), nearest AS (
      SELECT n.geom FROM middle m CROSS JOIN LATERAL (
        SELECT p.geom FROM parcels p WHERE p.jurisdiction_id = (SELECT id FROM largest) ORDER BY p.geom <-> m.geom, p.id LIMIT ${PARCELS_OF_ZONE}
      ) n
    )
    SELECT l.id AS "jurisdictionId", j.code, ST_AsGeoJSON(ST_Multi(ST_ConvexHull(ST_Collect(n.geom))), 15)::jsonb AS boundary
    FROM nearest n CROSS JOIN largest l JOIN jurisdictions j ON j.id = l.id GROUP BY l.id, j.code`,
  );
}

/** Median times of several works done by turns: a busy moment then meets all alike. */
async function mediansMs(...works: readonly (() => Promise<number>)[]): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let run = 0; run < TIMES; run += 1)
    for (const [index, work] of works.entries()) times[index]?.push(await work());
  return times.map(median);
}

const Explained = z.object({
  'QUERY PLAN': z.tuple([z.object({ 'Planning Time': z.number(), 'Execution Time': z.number() })]),
});

/** What the database itself takes for a statement, planning included, ms. */
const statementMs = (bench: Bench, statement: SQL) => async (): Promise<number> => {
  const row = await selectRow(bench.db, Explained, sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`);
  const [plan] = row?.['QUERY PLAN'] ?? expectPlan();
  return plan['Planning Time'] + plan['Execution Time'];
};
const expectPlan = (): never => {
  throw new Error('EXPLAIN gave no plan');
};

/** The parcels of a zone with what of each lies inside, beside the plain way to ask; and the whole measure as the page gets it. */
export async function measureZones(bench: Bench): Promise<Figure[]> {
  const drawn = await drawZone(bench);
  if (!drawn) return [];
  const { jurisdictionId, code, boundary } = drawn;
  const asked = { jurisdictionId, year: BENCH_YEAR, boundary, lockedIn: [] };
  const plain = sql`
    SELECT p.id, ST_Area(ST_Intersection(p.geom, ${geometryOf(boundary)})::geography) / p.measured_area_m2 AS share,
      p.code, p.name, t.name AS town, y.class, y.counted_mu_hundredths, p.certified_area_m2, p.measured_area_m2, p.floor_area_m2,
      p.vacant_floor_area_m2, p.land_term_ends_on::text AS term, y.tax_10k_yuan, y.added_value_10k_yuan, y.energy_tce, y.employees,
      to_jsonb(y.finding_kinds) AS kinds, y.is_pending
    FROM parcels p JOIN parcel_years y ON y.parcel_id = p.id AND y.year = ${BENCH_YEAR} LEFT JOIN towns t ON t.id = p.town_id
    WHERE p.jurisdiction_id = ${jurisdictionId} AND ST_Intersects(p.geom, ${geometryOf(boundary)})`;
  const found = await findGround(bench.db, OPEN_ACTOR.scope, asked);
  requireAlike(found, await selectRows(bench.db, z.object({ id: z.int(), share: z.number() }), plain));
  const app = await benchApp(bench, { keepsTiles: true });
  const payload = { jurisdiction: code, year: BENCH_YEAR, zone: { boundary }, targetMu: 500 };
  const whole = async () => {
    const reply = await app.inject({ method: 'POST', url: '/api/zones/measure', payload });
    if (reply.statusCode !== 200) throw new Error(`The zone was answered ${reply.statusCode}: ${reply.body}`);
  };
  const [oursMs = 0, plainMs = 0, readMs = 0, wholeMs = 0] = await mediansMs(
    statementMs(bench, groundStatement(OPEN_ACTOR.scope, asked)),
    statementMs(bench, plain),
    async () => (await timed(() => findGround(bench.db, OPEN_ACTOR.scope, asked))).ms,
    async () => (await timed(whole)).ms,
  );
  await app.close();
  return [
    {
      work: 'zone, its parcels and shares',
      ours: oursMs,
      unit: 'ms',
      peer: { name: 'intersecting each parcel, ellipsoidal', value: plainMs, ratio: plainMs / oursMs },
      note: `${found.length} parcels, in the database`,
    },
    { work: 'zone, the same read', ours: readMs, unit: 'ms', note: `${found.length} rows sent and proven` },
    { work: 'zone, the whole measure', ours: wholeMs, unit: 'ms', note: `${found.length} parcels, by HTTP` },
  ];
}

type Share = { readonly id: number; readonly share: number };

/** Planar and ellipsoidal shares of one parcel differ by less: a hundredth of a mu of 500 mu. */
const ALIKE = 2e-5;

/** Errors: when both ways differ by more. */
function requireAlike(
  found: readonly { readonly id: number; readonly shareInside: number }[],
  plain: readonly Share[],
): void {
  const shares = new Map(plain.map(({ id, share }) => [id, share]));
  const off = found.filter(({ id, shareInside }) => Math.abs((shares.get(id) ?? 0) - shareInside) > ALIKE);
  if (off.length > 0) throw new Error(`${off.length} of ${found.length} shares differ, such as of ${off[0]?.id}`);
}
