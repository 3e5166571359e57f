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
};

const HEIGHT_DEGREES = 0.0005;
/** At 30° north 0.0005° of latitude are 55.43 m, and a degree of longitude is 96,486 m. */
const M2_PER_DEGREE_OF_WIDTH = 55.43 * 96_486;

/** A rectangle at 30° north with the area asked for; each id stands in a column of its own, so none touch. */
export function rectangle(id: number, areaM2: number): SQL {
  const west = 120 + id * 0.003;
  return sql`ST_Multi(ST_MakeEnvelope(${west}, 30, ${west + areaM2 / M2_PER_DEGREE_OF_WIDTH}, ${30 + HEIGHT_DEGREES}, 4490))`;
}

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

export async function plantParcel(db: Database, parcel: PlantedParcel): Promise<void> {
  await db.execute(sql`
    INSERT INTO parcels (id, jurisdiction_id, park_id, code, right_kind, geom, certified_area_m2, agreed_start_on, started_on, stopped_on,
      completed_on, developed_area_m2, floor_area_m2, vacant_floor_area_m2, total_investment_10k_yuan, made_investment_10k_yuan)
    VALUES (${parcel.id}, ${parcel.jurisdictionId}, ${parcel.parkId ?? null}, ${parcel.code ?? `P${parcel.id}`}, ${parcel.rightKind ?? null},
      ${rectangle(parcel.id, parcel.areaM2)}, ${parcel.areaM2}, ${parcel.agreedStartOn ?? null}::date, ${parcel.startedOn ?? null}::date,
      ${parcel.stoppedOn ?? null}::date, ${parcel.completedOn ?? null}::date, ${parcel.developedAreaM2 ?? null}, ${parcel.floorAreaM2 ?? null},
      ${parcel.vacantFloorAreaM2 ?? null}, ${parcel.totalInvestment10kYuan ?? null}, ${parcel.madeInvestment10kYuan ?? null})`);
}

export async function plantEnterprise(
  db: Database,
  enterprise: {
    readonly id: number;
    readonly jurisdictionId: number;
    readonly isAboveScale?: boolean | null;
    readonly industryCode?: string;
  },
): Promise<void> {
  const { id, jurisdictionId, isAboveScale = false, industryCode = null } = enterprise;
  await db.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name, industry_code, is_above_scale)
    VALUES (${id}, ${jurisdictionId}, ${`C${id}`}, ${`Enterprise ${id}`}, ${industryCode}, ${isAboveScale})`);
}

export async function plantOccupancy(
  db: Database,
  enterpriseId: number,
  parcelId: number,
  kind: 'owned' | 'leased-in' | 'leased-out',
  areaM2: number | null = null,
  years: { readonly from: number; readonly to: number | null } = { from: 2000, to: null },
): Promise<void> {
  await db.execute(sql`
    INSERT INTO occupancies (enterprise_id, parcel_id, kind, area_m2, from_year, to_year)
    VALUES (${enterpriseId}, ${parcelId}, ${kind}, ${areaM2}, ${years.from}, ${years.to})`);
}

export async function plantIndicators(
  db: Database,
  enterpriseId: number,
  year: number,
  figures: {
    readonly tax10kYuan?: number | null;
    readonly energyTce?: number | null;
    readonly employees?: number | null;
  },
): Promise<void> {
  await db.execute(sql`
    INSERT INTO indicators (enterprise_id, year, tax_10k_yuan, energy_tce, employees)
    VALUES (${enterpriseId}, ${year}, ${figures.tax10kYuan ?? null}, ${figures.energyTce ?? null}, ${figures.employees ?? null})`);
}
