import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../server/src/db/database.ts';

/** What a planted parcel has besides its outline; columns that are left out stay NULL. */
export type PlantedParcel = {
  readonly id: number;
  readonly jurisdictionId: number;
  /** Certified, and drawn so that the measured area agrees within 1 % */
  readonly areaM2: number;
  readonly parkId?: number;
  readonly code?: string;
  readonly rightKind?: 'state' | 'collective' | 'other';
  readonly agreedStartOn?: string | null;
  readonly startedOn?: string | null;
  readonly stoppedOn?: string | null;
  readonly completedOn?: string | null;
  readonly developedAreaM2?: number | null;
  readonly floorAreaM2?: number | null;
  readonly vacantFloorAreaM2?: number | null;
  readonly totalInvestment10kYuan?: number | null;
  readonly madeInvestment10kYuan?: number | null;
  readonly suppliedOn?: string | null;
  readonly agreement?: 'supervision-contract' | 'investment-agreement' | 'none' | null;
  readonly hasUnapprovedUse?: boolean | null;
  readonly landTermEndsOn?: string | null;
};

const HEIGHT_DEGREES = 0.0005;
/** At 30° north 0.0005° of latitude are 55.43 m, and a degree of longitude is 96,486 m. */
const M2_PER_DEGREE_OF_WIDTH = 55.43 * 96_486;

/** A rectangle at 30° north with the area asked for; each id stands in a column of its own, so none touch. */
export const rectangle = (id: number, areaM2: number): SQL => rectangleSql(sql`${id}::int`, sql`${areaM2}::float8`);

const rectangleSql = (id: SQL, areaM2: SQL): SQL =>
  sql`ST_Multi(ST_MakeEnvelope(120 + ${id} * 0.003, 30, 120 + ${id} * 0.003 + ${areaM2} / ${M2_PER_DEGREE_OF_WIDTH}, ${30 + HEIGHT_DEGREES}, 4490))`;

export async function plantJurisdictions(db: Database, codes: readonly string[]): Promise<void> {
  for (const [index, code] of codes.entries()) {
    await db.execute(
      sql`INSERT INTO jurisdictions (id, code, name, name_en) VALUES (${index + 1}, ${code}, ${code}, ${code})`,
    );
    await db.execute(
      sql`INSERT INTO parks (id, jurisdiction_id, name) VALUES (${index + 1}, ${index + 1}, ${`${code} park`})`,
    );
  }
}

/** Plants rows in one statement each: the embedded database answers every statement in milliseconds, and there are hundreds. */
export async function plantParcels(db: Database, parcels: readonly PlantedParcel[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO parcels (id, jurisdiction_id, park_id, code, right_kind, geom, certified_area_m2, agreed_start_on, started_on, stopped_on,
      completed_on, developed_area_m2, floor_area_m2, vacant_floor_area_m2, total_investment_10k_yuan, made_investment_10k_yuan, supplied_on, agreement,
      has_unapproved_use, land_term_ends_on)
    SELECT id, "jurisdictionId", "parkId", COALESCE(code, 'P' || id), "rightKind", ${rectangleSql(sql`id`, sql`"areaM2"`)}, "areaM2", "agreedStartOn",
      "startedOn", "stoppedOn", "completedOn", "developedAreaM2", "floorAreaM2", "vacantFloorAreaM2", "totalInvestment10kYuan", "madeInvestment10kYuan",
      "suppliedOn", agreement, "hasUnapprovedUse", "landTermEndsOn"
    FROM jsonb_to_recordset(${JSON.stringify(parcels)}::jsonb) AS planted(id int, "jurisdictionId" int, "parkId" int, code text, "rightKind" text,
      "areaM2" float8, "agreedStartOn" date, "startedOn" date, "stoppedOn" date, "completedOn" date, "developedAreaM2" float8, "floorAreaM2" float8,
      "vacantFloorAreaM2" float8, "totalInvestment10kYuan" float8, "madeInvestment10kYuan" float8, "suppliedOn" date,
      agreement text, "hasUnapprovedUse" boolean, "landTermEndsOn" date)`);
}

export type PlantedEnterprise = {
  readonly id: number;
  readonly jurisdictionId: number;
  /** Below scale unless said; null: not known */
  readonly isAboveScale?: boolean | null;
  readonly industryCode?: string;
};

export async function plantEnterprises(db: Database, enterprises: readonly PlantedEnterprise[]): Promise<void> {
  const rows = enterprises.map((each) => ({ isAboveScale: false, ...each }));
  await db.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name, industry_code, is_above_scale)
    SELECT id, "jurisdictionId", 'C' || id, 'Enterprise ' || id, "industryCode", "isAboveScale"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS planted(id int, "jurisdictionId" int, "industryCode" text, "isAboveScale" boolean)`);
}

export type PlantedOccupancy = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  readonly kind: 'owned' | 'leased-in' | 'leased-out';
  readonly areaM2?: number | null;
  readonly floorAreaM2?: number | null;
  /** From 2000 unless said */
  readonly fromYear?: number;
  readonly toYear?: number;
};

export async function plantOccupancies(db: Database, occupancies: readonly PlantedOccupancy[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO occupancies (enterprise_id, parcel_id, kind, area_m2, floor_area_m2, from_year, to_year)
    SELECT "enterpriseId", "parcelId", kind, "areaM2", "floorAreaM2", COALESCE("fromYear", 2000), "toYear"
    FROM jsonb_to_recordset(${JSON.stringify(occupancies)}::jsonb) AS planted("enterpriseId" int, "parcelId" int, kind text, "areaM2" float8,
      "floorAreaM2" float8, "fromYear" int, "toYear" int)`);
}

export type PlantedIndicators = {
  readonly enterpriseId: number;
  readonly year: number;
  readonly tax10kYuan?: number | null;
  readonly addedValue10kYuan?: number | null;
  readonly energyTce?: number | null;
  readonly employees?: number | null;
  readonly revenue10kYuan?: number | null;
  /** Whether it was listed above scale in that year */
  readonly wasAboveScale?: boolean | null;
  readonly landUseRatio?: number | null;
  readonly capacityUseRatio?: number | null;
  readonly energyUseRatio?: number | null;
  readonly emissionUseRatio?: number | null;
};

export async function plantIndicators(db: Database, indicators: readonly PlantedIndicators[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO indicators (enterprise_id, year, tax_10k_yuan, added_value_10k_yuan, energy_tce, employees, revenue_10k_yuan,
      is_above_scale, land_use_ratio, capacity_use_ratio, energy_use_ratio, emission_use_ratio)
    SELECT "enterpriseId", year, "tax10kYuan", "addedValue10kYuan", "energyTce", employees, "revenue10kYuan", "wasAboveScale", "landUseRatio",
      "capacityUseRatio", "energyUseRatio", "emissionUseRatio"
    FROM jsonb_to_recordset(${JSON.stringify(indicators)}::jsonb) AS planted("enterpriseId" int, year int, "tax10kYuan" float8,
      "addedValue10kYuan" float8, "energyTce" float8, employees float8, "revenue10kYuan" float8, "wasAboveScale" boolean,
      "landUseRatio" float8, "capacityUseRatio" float8, "energyUseRatio" float8, "emissionUseRatio" float8)`);
}

export type PlantedProject = {
  readonly parcelId: number;
  readonly name?: string;
  readonly signedOn?: string | null;
  readonly startedOn?: string | null;
  readonly completedOn?: string | null;
  readonly producingOn?: string | null;
  readonly aboveScaleOn?: string | null;
  readonly reachedAgreedOn?: string | null;
  readonly agreedOutput10kYuan?: number | null;
};

export async function plantProjects(db: Database, projects: readonly PlantedProject[]): Promise<void> {
  await db.execute(sql`
    INSERT INTO projects (parcel_id, name, signed_on, started_on, completed_on, producing_on, above_scale_on, reached_agreed_on, agreed_output_10k_yuan)
    SELECT "parcelId", COALESCE(name, 'Project'), "signedOn", "startedOn", "completedOn", "producingOn", "aboveScaleOn", "reachedAgreedOn",
      "agreedOutput10kYuan"
    FROM jsonb_to_recordset(${JSON.stringify(projects)}::jsonb) AS planted("parcelId" int, name text, "signedOn" date, "startedOn" date,
      "completedOn" date, "producingOn" date, "aboveScaleOn" date, "reachedAgreedOn" date, "agreedOutput10kYuan" float8)`);
}
