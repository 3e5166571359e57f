import { type SQL, sql } from 'drizzle-orm';
import type { Programme, ProgrammeRule } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { AREA_TOLERANCE_MU, AREA_TOLERANCE_RATIO } from '../../domain/counted-area.ts';
import type { Clause } from '../../domain/finding.ts';
import { IDLE_DEVELOPED_SHARE, IDLE_INVESTED_SHARE, IDLE_LAND_CLAUSE } from '../../domain/idle-land.ts';
import { indicatorSql, ruleSql } from './rule-sql.ts';

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
const OVERLAP_CLAUSE: Clause = {
  document: '本系统',
  number: '重叠核对',
  paraphrase: '与另一宗地的图形重叠超过 1 平方米，须核对',
};

const bound = (clause: Clause): SQL => sql`${JSON.stringify(clause)}::jsonb`;

/** Parcels that meet a comparing rule of the programme. An unknown figure meets nothing. */
export async function storeRuleFindings(
  db: Connection,
  year: number,
  programme: Programme,
  rule: ProgrammeRule,
): Promise<void> {
  const scope = Object.fromEntries(Object.entries(rule.scope).filter(([name]) => name !== 'party'));
  const observed = { threshold: rule.value, comparator: rule.comparator, unit: rule.unit, ...scope };
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, programme_id, programme_version, clause, observed)
    SELECT f.parcel_id, ${year}, ${rule.finding}, ${rule.id}, ${programme.id}, ${programme.version}::int, ${bound(rule.clause)},
      jsonb_strip_nulls(jsonb_build_object(${rule.indicator}::text, ${indicatorSql(rule.indicator)}, 'tax10kYuan', f.tax_10k_yuan,
        'countedMuHundredths', f.counted_mu_hundredths, 'builtYear', f.built_year)) || ${JSON.stringify(observed)}::jsonb
    FROM facts f JOIN parcels p ON p.id = f.parcel_id
    WHERE ${ruleSql(rule)}`);
}

/** Suspected idle land as of a day: the twin of `judgeIdle` in the domain. */
export async function storeIdleFindings(db: Connection, year: number, asOf: string): Promise<void> {
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, clause, observed)
    WITH dated AS (
      SELECT p.*, f.counted_area_m2, ${asOf}::date AS day,
        p.made_investment_10k_yuan / NULLIF(p.total_investment_10k_yuan, 0) AS invested_share,
        p.developed_area_m2 / f.counted_area_m2 AS developed_share
      FROM facts f JOIN parcels p ON p.id = f.parcel_id
      WHERE p.agreed_start_on IS NOT NULL OR p.stopped_on IS NOT NULL
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
    ), met AS (
      SELECT *, CASE WHEN NOT is_started AND is_overdue AND NOT is_completed THEN 'not-started'
        WHEN is_started AND is_stopped AND is_under_built AND NOT is_completed THEN 'stopped' END AS condition
      FROM judged
    )
    SELECT id, ${year}, 'suspected-idle', 'idle-land-' || condition, ${bound(IDLE_LAND_CLAUSE)},
      jsonb_build_object('condition', condition, 'asOf', day, 'agreedStartOn', agreed_start_on, 'startedOn', started_on)
      || CASE WHEN condition = 'stopped' THEN jsonb_build_object('stoppedOn', stopped_on,
          'developedShare', developed_share, 'developedShareBelow', ${IDLE_DEVELOPED_SHARE}::float8,
          'investedShare', invested_share, 'investedShareBelow', ${IDLE_INVESTED_SHARE}::float8) ELSE '{}' END
    FROM met WHERE condition IS NOT NULL`);
}

/** Floor area standing empty. The clause is the programme's where it has one for it. */
export async function storeVacancyFindings(
  db: Connection,
  year: number,
  programme: Programme | undefined,
  clause: Clause | undefined,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO findings (parcel_id, year, kind, rule_id, programme_id, programme_version, clause, observed)
    SELECT f.parcel_id, ${year}, 'vacant-floor-area', 'vacant-floor-area', ${clause && programme ? programme.id : null}::text,
      ${clause && programme ? programme.version : null}::int, ${bound(clause ?? VACANT_CLAUSE)},
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
    SELECT parcel_id, ${year}, 'area-conflict', 'area-conflict', ${bound(AREA_CLAUSE)},
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
    SELECT o.parcel_id, ${year}, 'overlap', 'overlap', ${bound(OVERLAP_CLAUSE)},
      jsonb_build_object('parcels', count(*), 'overlapM2', max(o.overlap_m2), 'withCode', (array_agg(p.code ORDER BY o.overlap_m2 DESC, p.id))[1])
    FROM facts f JOIN parcel_overlaps o ON o.parcel_id = f.parcel_id JOIN parcels p ON p.id = o.other_id
    GROUP BY o.parcel_id`);
}
