import { sql } from 'drizzle-orm';
import type { Programme } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { AREA_TOLERANCE_MU, AREA_TOLERANCE_RATIO } from '../../domain/counted-area.ts';
import type { Clause } from '../../domain/finding.ts';
import { IDLE_DEVELOPED_SHARE, IDLE_INVESTED_SHARE, IDLE_LAND_CLAUSE } from '../../domain/idle-land.ts';
import { boundClause } from './rule-findings.queries.ts';

const VACANT_CLAUSE: Clause = {
  document: '本系统',
  number: '空置面积',
  paraphrase: '登记的空置建筑面积大于零即列出，与低效、闲置分开统计',
};
const AREA_CLAUSE: Clause = {
  document: '本系统',
  number: '面积核对',
  paraphrase: '与计入面积相差超过 1% 且超过 0.1 亩的其他来源面积须核对',
};
const MISSING_CLAUSE: Clause = {
  document: '本系统',
  number: '数据核对',
  paraphrase: '在用规则所需的数据缺失、无法判定的，列出所缺数据与未判定的事项',
};
const OVERLAP_CLAUSE: Clause = {
  document: '本系统',
  number: '重叠核对',
  paraphrase: '与另一宗地的图形重叠超过 1 平方米，须核对',
};

/** Suspected idle land as of a day: the twin of `judgeIdle` in the domain. Land of which neither an agreed start nor a stop is on record, and land of another right than the state's, is not looked at. */
export async function storeIdleFindings(db: Connection, year: number, asOf: string): Promise<void> {
  await db.execute(sql`
    WITH dated AS (
      SELECT p.*, f.counted_area_m2, ${asOf}::date AS day,
        p.made_investment_10k_yuan / NULLIF(p.total_investment_10k_yuan, 0) AS invested_share,
        p.developed_area_m2 / f.counted_area_m2 AS developed_share
      FROM facts f JOIN parcels p ON p.id = f.parcel_id
      WHERE (p.agreed_start_on IS NOT NULL OR p.stopped_on IS NOT NULL) AND COALESCE(f.right_kind, 'state') = 'state'
    ), judged AS (
      SELECT *,
        COALESCE(completed_on <= day, FALSE) AS is_completed,
        CASE WHEN started_on <= day OR completed_on <= day OR stopped_on <= day THEN TRUE
          WHEN started_on IS NOT NULL THEN FALSE
          WHEN developed_area_m2 > 0 OR floor_area_m2 > 0 THEN NULL
          ELSE FALSE END AS is_started,
        agreed_start_on + interval '1 year' <= day AS is_overdue,
        COALESCE(stopped_on + interval '1 year' <= day, FALSE) AS is_stopped,
        (developed_area_m2 * 3 < counted_area_m2 OR invested_share < ${IDLE_INVESTED_SHARE}::float8) AS is_under_built
      FROM dated
    ), met AS MATERIALIZED (
      SELECT *, NOT is_started AND is_overdue AND NOT is_completed AS never_started,
        is_started AND is_stopped AND is_under_built AND NOT is_completed AS left_half_done
      FROM judged
    ), left_open AS (
      INSERT INTO undecided SELECT id, 'suspected-idle', 'worksDates' FROM met WHERE (never_started OR left_half_done) IS NULL
    ), named AS (
      SELECT *, CASE WHEN never_started THEN 'not-started' WHEN left_half_done THEN 'stopped' END AS condition FROM met
    )
    INSERT INTO findings (parcel_id, year, kind, rule_id, clause, observed)
    SELECT id, ${year}, 'suspected-idle', 'idle-land-' || condition, ${boundClause(IDLE_LAND_CLAUSE)},
      jsonb_build_object('condition', condition, 'asOf', day, 'agreedStartOn', agreed_start_on, 'startedOn', started_on)
      || CASE WHEN condition = 'stopped' THEN jsonb_build_object('stoppedOn', stopped_on,
          'developedShare', developed_share, 'developedShareBelow', ${IDLE_DEVELOPED_SHARE}::float8,
          'investedShare', invested_share, 'investedShareBelow', ${IDLE_INVESTED_SHARE}::float8) ELSE '{}' END
    FROM named WHERE condition IS NOT NULL`);
}

/** Floor area standing empty. The clause is the programme's where it has one for it. */
export async function storeVacancyFindings(
  db: Connection,
  year: number,
  source: { readonly programme: Programme; readonly clause: Clause } | undefined,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, programme_id, programme_version, clause, observed)
    SELECT f.parcel_id, ${year}, 'vacant-floor-area', 'vacant-floor-area', ${source?.programme.id ?? null}::text,
      ${source?.programme.version ?? null}::int, ${boundClause(source?.clause ?? VACANT_CLAUSE)},
      jsonb_build_object('vacantFloorAreaM2', p.vacant_floor_area_m2, 'floorAreaM2', p.floor_area_m2)
    FROM facts f JOIN parcels p ON p.id = f.parcel_id
    WHERE p.vacant_floor_area_m2 > 0`);
}

/** Areas of a parcel that do not agree: the twin of `areaConflicts` in the domain. */
export async function storeAreaFindings(db: Connection, year: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, clause, observed)
    WITH compared AS (
      SELECT f.*, p.certified_area_m2, p.supplied_area_m2, p.measured_area_m2, p.reported_area_m2,
        GREATEST(f.counted_area_m2 * ${AREA_TOLERANCE_RATIO}::float8, ${AREA_TOLERANCE_MU}::float8 * (10000.0::float8 / 15)) AS tolerance_m2
      FROM facts f JOIN parcels p ON p.id = f.parcel_id
    )
    SELECT parcel_id, ${year}, 'area-conflict', 'area-conflict', ${boundClause(AREA_CLAUSE)},
      jsonb_build_object('countedSource', counted_area_source, 'countedAreaM2', counted_area_m2, 'certifiedAreaM2', certified_area_m2,
        'suppliedAreaM2', supplied_area_m2, 'measuredAreaM2', measured_area_m2, 'reportedAreaM2', reported_area_m2, 'toleranceM2', tolerance_m2)
    FROM compared
    WHERE abs(certified_area_m2 - counted_area_m2) > tolerance_m2 OR abs(supplied_area_m2 - counted_area_m2) > tolerance_m2
      OR abs(measured_area_m2 - counted_area_m2) > tolerance_m2 OR abs(reported_area_m2 - counted_area_m2) > tolerance_m2`);
}

/** Overlaps as findings, the largest neighbour named. */
export async function storeOverlapFindings(db: Connection, year: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, clause, observed)
    SELECT o.parcel_id, ${year}, 'overlap', 'overlap', ${boundClause(OVERLAP_CLAUSE)},
      jsonb_build_object('parcels', count(*), 'overlapM2', max(o.overlap_m2), 'withCode', (array_agg(p.code ORDER BY o.overlap_m2 DESC, p.id))[1])
    FROM facts f JOIN parcel_overlaps o ON o.parcel_id = f.parcel_id JOIN parcels p ON p.id = o.other_id
    GROUP BY o.parcel_id`);
}

/** Kinds that a rule leaves open stay so only where no other rule of theirs is met. Needs all other findings of the year. */
export async function settleUndecided(db: Connection, year: number): Promise<void> {
  await db.execute(
    sql`DELETE FROM undecided u USING findings n WHERE n.parcel_id = u.parcel_id AND n.year = ${year} AND n.kind = u.kind`,
  );
  await db.execute(sql`ANALYZE undecided`);
}

/** Facts that are missing, and what cannot be said without them. */
export async function storeMissingFindings(db: Connection, year: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, clause, observed)
    SELECT u.parcel_id, ${year}, 'missing-data', 'missing-data', ${boundClause(MISSING_CLAUSE)},
      jsonb_build_object('missing', string_agg(DISTINCT fact, ' ' ORDER BY fact), 'undecided', string_agg(DISTINCT u.kind, ' ' ORDER BY u.kind))
    FROM undecided u CROSS JOIN LATERAL unnest(string_to_array(u.missing, ' ')) AS fact
    WHERE fact <> ''
    GROUP BY u.parcel_id`);
}

/** Where no programme has a rule of tax per mu, what one would need is looked for all the same. */
export async function leaveTaxOpen(db: Connection): Promise<void> {
  await db.execute(sql`
    INSERT INTO undecided SELECT parcel_id, 'low-efficiency', 'taxPerMu10kYuan' FROM facts WHERE tax_per_mu_10k_yuan IS NULL`);
}
