import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CONSTRAINT_NAMES } from '../../contract/constraint.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import type {
  BaseFeatureRow,
  ConstraintRow,
  EnterpriseRow,
  IndicatorRow,
  OccupancyRow,
  ParcelCodeRow,
  ParcelRow,
  ProjectRow,
  ViolationRow,
} from './rows.ts';

const Id = z.object({ id: z.int() });

/** One column of a batch as a bound array. */
const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): SQL =>
  sql`${sql.param(rows.map((row) => row[key]))}`;

export type PlaceInput = { readonly code: string; readonly name: string; readonly geom: string };

/** The jurisdiction's row, made or brought up to date. */
export async function saveJurisdiction(
  db: Connection,
  place: PlaceInput & { readonly nameEn: string; readonly divisionCode: string },
): Promise<number> {
  const row = await selectRow(
    db,
    Id,
    sql`
    INSERT INTO jurisdictions (code, name, name_en, division_code, parcel_code_scheme, is_synthetic, geom)
    VALUES (${place.code}, ${place.name}, ${place.nameEn}, ${place.divisionCode}, 'gb37346', true, ST_GeomFromText(${place.geom}, 4490))
    ON CONFLICT (code) DO UPDATE SET
      name = excluded.name, name_en = excluded.name_en, division_code = excluded.division_code, geom = excluded.geom
    RETURNING id`,
  );
  return (row as { id: number }).id;
}

/** Takes away the invented rows of a jurisdiction, so that a seeding that broke off can be done again. */
export async function clearSynthetic(db: Connection, jurisdictionId: number): Promise<void> {
  await db.execute(sql`DELETE FROM enterprises WHERE jurisdiction_id = ${jurisdictionId} AND is_synthetic`);
  await db.execute(sql`DELETE FROM parcels WHERE jurisdiction_id = ${jurisdictionId} AND is_synthetic`);
  await db.execute(sql`DELETE FROM base_features WHERE jurisdiction_id = ${jurisdictionId}`);
  await db.execute(sql`DELETE FROM constraint_features WHERE jurisdiction_id = ${jurisdictionId} AND layer_id IS NULL`);
  await db.execute(sql`DELETE FROM constraint_layers WHERE jurisdiction_id = ${jurisdictionId} AND is_synthetic`);
}

/** Town ids in the order given. */
export async function saveTowns(
  db: Connection,
  jurisdictionId: number,
  towns: readonly PlaceInput[],
): Promise<number[]> {
  const rows = await selectRows(
    db,
    z.object({ id: z.int(), code: z.string() }),
    sql`
    INSERT INTO towns (jurisdiction_id, code, name, geom)
    SELECT ${jurisdictionId}, code, name, ST_GeomFromText(geom, 4490)
    FROM unnest(${column(towns, 'code')}::text[], ${column(towns, 'name')}::text[], ${column(towns, 'geom')}::text[])
      WITH ORDINALITY AS given (code, name, geom, place)
    ORDER BY place
    ON CONFLICT (jurisdiction_id, code) DO UPDATE SET name = excluded.name, geom = excluded.geom
    RETURNING id, code`,
  );
  return towns.map((town) => rows.find((row) => row.code === town.code)?.id as number);
}

export async function savePark(
  db: Connection,
  park: { readonly jurisdictionId: number; readonly townId: number; readonly name: string; readonly geom: string },
): Promise<number> {
  const row = await selectRow(
    db,
    Id,
    sql`
    INSERT INTO parks (jurisdiction_id, town_id, name, geom)
    VALUES (${park.jurisdictionId}, ${park.townId}, ${park.name}, ST_GeomFromText(${park.geom}, 4490))
    ON CONFLICT (jurisdiction_id, name) DO UPDATE SET town_id = excluded.town_id, geom = excluded.geom
    RETURNING id`,
  );
  return (row as { id: number }).id;
}

/** The ids from which new parcels and enterprises may count. */
export async function nextIds(db: Connection): Promise<{ parcel: number; enterprise: number }> {
  const row = await selectRow(
    db,
    z.object({ parcel: z.int(), enterprise: z.int() }),
    sql`
    SELECT (SELECT COALESCE(max(id), 0) + 1 FROM parcels)::int AS parcel,
      (SELECT COALESCE(max(id), 0) + 1 FROM enterprises)::int AS enterprise`,
  );
  return row as { parcel: number; enterprise: number };
}

/** Lets the identity columns go on after the ids that were given. */
export async function continueIds(db: Connection): Promise<void> {
  await db.execute(
    sql`SELECT setval(pg_get_serial_sequence('parcels', 'id'), GREATEST((SELECT max(id) FROM parcels), 1))`,
  );
  await db.execute(
    sql`SELECT setval(pg_get_serial_sequence('enterprises', 'id'), GREATEST((SELECT max(id) FROM enterprises), 1))`,
  );
}

export async function insertParcels(db: Connection, rows: readonly ParcelRow[]): Promise<void> {
  const of = <Key extends keyof ParcelRow>(key: Key) => column(rows, key);
  await db.execute(sql`
    INSERT INTO parcels (id, jurisdiction_id, town_id, park_id, code, name, address, geom,
      certified_area_m2, supplied_area_m2, reported_area_m2, land_use_scheme, land_use_code, right_kind,
      supplied_on, agreed_start_on, started_on, stopped_on, completed_on,
      floor_area_m2, vacant_floor_area_m2, developed_area_m2,
      total_investment_10k_yuan, made_investment_10k_yuan, agreement, has_unapproved_use, land_term_ends_on, is_synthetic)
    SELECT given.id, given.jurisdiction_id, given.town_id, given.park_id, given.code, given.name, given.address,
      ST_GeomFromText(given.geom, 4490),
      given.certified, given.supplied, given.reported, given.scheme, given.land_use, given.right_kind,
      given.supplied_on, given.agreed_start_on, given.started_on, given.stopped_on, given.completed_on,
      given.floor, given.vacant, given.developed, given.total, given.made, given.agreement, given.unapproved, given.term, true
    FROM unnest(
      ${of('id')}::int[], ${of('jurisdictionId')}::int[], ${of('townId')}::int[], ${of('parkId')}::int[],
      ${of('code')}::text[], ${of('name')}::text[], ${of('address')}::text[], ${of('geom')}::text[],
      ${of('certifiedAreaM2')}::float8[], ${of('suppliedAreaM2')}::float8[], ${of('reportedAreaM2')}::float8[],
      ${of('landUseScheme')}::text[], ${of('landUseCode')}::text[], ${of('rightKind')}::text[],
      ${of('suppliedOn')}::date[], ${of('agreedStartOn')}::date[], ${of('startedOn')}::date[],
      ${of('stoppedOn')}::date[], ${of('completedOn')}::date[],
      ${of('floorAreaM2')}::float8[], ${of('vacantFloorAreaM2')}::float8[], ${of('developedAreaM2')}::float8[],
      ${of('totalInvestment10kYuan')}::float8[], ${of('madeInvestment10kYuan')}::float8[],
      ${of('agreement')}::text[], ${of('hasUnapprovedUse')}::boolean[], ${of('landTermEndsOn')}::date[]
    ) AS given (id, jurisdiction_id, town_id, park_id, code, name, address, geom, certified, supplied, reported, scheme,
      land_use, right_kind, supplied_on, agreed_start_on, started_on, stopped_on, completed_on, floor, vacant, developed,
      total, made, agreement, unapproved, term)`);
}

export async function insertParcelCodes(db: Connection, rows: readonly ParcelCodeRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO parcel_codes (parcel_id, code, valid_from, valid_to)
    SELECT * FROM unnest(${column(rows, 'parcelId')}::int[], ${column(rows, 'code')}::text[],
      ${column(rows, 'validFrom')}::date[], ${column(rows, 'validTo')}::date[])`);
}

export async function insertEnterprises(db: Connection, rows: readonly EnterpriseRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name, industry_code, is_above_scale, is_synthetic, registered_on)
    SELECT given.*, true, make_date(2018 - id % 20, id % 12 + 1, id % 28 + 1) FROM unnest(${column(rows, 'id')}::int[], ${column(rows, 'jurisdictionId')}::int[],
      ${column(rows, 'creditCode')}::text[], ${column(rows, 'name')}::text[], ${column(rows, 'industryCode')}::text[],
      ${column(rows, 'isAboveScale')}::boolean[]) AS given(id)`);
}

export async function insertOccupancies(db: Connection, rows: readonly OccupancyRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO occupancies (enterprise_id, parcel_id, kind, area_m2, floor_area_m2, from_year, to_year, is_synthetic)
    SELECT given.*, true FROM unnest(${column(rows, 'enterpriseId')}::int[], ${column(rows, 'parcelId')}::int[],
      ${column(rows, 'kind')}::text[], ${column(rows, 'areaM2')}::float8[], ${column(rows, 'floorAreaM2')}::float8[], ${column(rows, 'fromYear')}::int[],
      ${column(rows, 'toYear')}::int[]) AS given`);
}

/** Honours and states that methods ask for, of a few enterprises: those with bonuses, and those that are exempt. */
const MARKS = sql`CASE WHEN enterprise_id % 97 = 0 THEN ARRAY['公用工程'] WHEN enterprise_id % 97 = 1 THEN ARRAY['政策性搬迁']
      WHEN enterprise_id % 23 = 5 THEN ARRAY['国家级专精特新'] ELSE '{}'::text[] END`;

export async function insertIndicators(db: Connection, rows: readonly IndicatorRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO indicators (enterprise_id, year, tax_10k_yuan, added_value_10k_yuan, energy_tce, emissions_t, employees,
      revenue_10k_yuan, rd_10k_yuan, is_above_scale, land_use_ratio, capacity_use_ratio, energy_use_ratio, emission_use_ratio, is_synthetic, marks)
    SELECT given.*, true, ${MARKS} FROM unnest(${column(rows, 'enterpriseId')}::int[], ${column(rows, 'year')}::int[],
      ${column(rows, 'tax10kYuan')}::float8[], ${column(rows, 'addedValue10kYuan')}::float8[],
      ${column(rows, 'energyTce')}::float8[], ${column(rows, 'emissionsT')}::float8[],
      ${column(rows, 'employees')}::float8[], ${column(rows, 'revenue10kYuan')}::float8[],
      ${column(rows, 'rd10kYuan')}::float8[], ${column(rows, 'isAboveScale')}::boolean[],
      ${column(rows, 'landUseRatio')}::float8[], ${column(rows, 'capacityUseRatio')}::float8[],
      ${column(rows, 'energyUseRatio')}::float8[], ${column(rows, 'emissionUseRatio')}::float8[]) AS given(enterprise_id)`);
}

export async function insertProjects(db: Connection, rows: readonly ProjectRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO projects (parcel_id, name, signed_on, started_on, completed_on, producing_on, above_scale_on, reached_agreed_on,
      agreed_output_10k_yuan, is_synthetic)
    SELECT given.*, true FROM unnest(${column(rows, 'parcelId')}::int[], ${column(rows, 'name')}::text[],
      ${column(rows, 'signedOn')}::date[], ${column(rows, 'startedOn')}::date[], ${column(rows, 'completedOn')}::date[],
      ${column(rows, 'producingOn')}::date[], ${column(rows, 'aboveScaleOn')}::date[],
      ${column(rows, 'reachedAgreedOn')}::date[], ${column(rows, 'agreedOutput10kYuan')}::float8[]) AS given`);
}

export async function insertViolations(db: Connection, rows: readonly ViolationRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO violations (enterprise_id, field, found_on, remedied_on, is_synthetic)
    SELECT given.*, true FROM unnest(${column(rows, 'enterpriseId')}::int[], ${column(rows, 'field')}::text[],
      ${column(rows, 'foundOn')}::date[], ${column(rows, 'remediedOn')}::date[]) AS given`);
}

export async function insertBaseFeatures(db: Connection, rows: readonly BaseFeatureRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO base_features (jurisdiction_id, layer, kind, name, geom)
    SELECT jurisdiction_id, layer, kind, name, ST_GeomFromText(geom, 4490)
    FROM unnest(${column(rows, 'jurisdictionId')}::int[], ${column(rows, 'layer')}::text[], ${column(rows, 'kind')}::text[],
      ${column(rows, 'name')}::text[], ${column(rows, 'geom')}::text[]) AS given (jurisdiction_id, layer, kind, name, geom)`);
}

export async function insertConstraints(db: Connection, rows: readonly ConstraintRow[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO constraint_features (jurisdiction_id, layer, name, geom)
    SELECT jurisdiction_id, layer, name, ST_GeomFromText(geom, 4490)
    FROM unnest(${column(rows, 'jurisdictionId')}::int[], ${column(rows, 'layer')}::text[], ${column(rows, 'name')}::text[], ${column(rows, 'geom')}::text[])
      AS given (jurisdiction_id, layer, name, geom)`);
}

/** Makes layers of the features that were invented, where no layer of the bureau's own has their place. */
export async function saveConstraintLayers(db: Connection, jurisdictionId: number): Promise<void> {
  const [kinds, names] = [Object.keys(CONSTRAINT_NAMES), Object.values(CONSTRAINT_NAMES)];
  await db.execute(sql`
    INSERT INTO constraint_layers (jurisdiction_id, kind, name, features, mu_hundredths, is_synthetic)
    SELECT ${jurisdictionId}::int, named.kind, named.name, count(*), floor(sum(ST_Area(c.geom::geography)) * 15 / 100 + 0.5), true
    FROM constraint_features c
    JOIN unnest(${sql.param(kinds)}::text[], ${sql.param(names)}::text[]) AS named (kind, name) ON named.kind = c.layer
    WHERE c.jurisdiction_id = ${jurisdictionId} AND c.layer_id IS NULL
    GROUP BY named.kind, named.name
    ON CONFLICT DO NOTHING`);
  await db.execute(sql`
    UPDATE constraint_features c SET layer_id = l.id FROM constraint_layers l
    WHERE c.jurisdiction_id = ${jurisdictionId} AND c.layer_id IS NULL AND l.jurisdiction_id = c.jurisdiction_id AND l.kind = c.layer AND l.is_synthetic`);
  await db.execute(sql`DELETE FROM constraint_features WHERE jurisdiction_id = ${jurisdictionId} AND layer_id IS NULL`);
}
