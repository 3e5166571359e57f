import type { Database } from '../../server/src/db/database.ts';
import {
  type PlantedIndicators,
  type PlantedParcel,
  plantEnterprises,
  plantIndicators,
  plantOccupancies,
  plantParcels,
} from './plant.ts';

export const LOT_YEAR = 2022;

/** A parcel with one enterprise of the same id, which owns it unless it is said to be a tenant or several are, and the figures of each in one year. */
export type Lot = Omit<PlantedParcel, 'areaM2' | 'jurisdictionId'> & {
  readonly jurisdictionId?: number;
  /** 10 unless said, so that the tax is ten times the tax per mu */
  readonly mu?: number;
  readonly isAboveScale?: boolean | null;
  /** It rents so much floor area, and owns nothing */
  readonly rentsM2?: number;
  /** So many rent equal parts of the land, and nobody owns it */
  readonly tenants?: number;
  readonly firm?: Omit<PlantedIndicators, 'enterpriseId' | 'year'>;
};

export async function plantLots(db: Database, lots: readonly Lot[]): Promise<void> {
  const placed = lots.map(({ jurisdictionId = 1, mu = 10, ...lot }) => ({
    ...lot,
    jurisdictionId,
    areaM2: (mu * 10_000) / 15,
  }));
  const users = placed.flatMap(({ id, tenants, ...lot }) =>
    tenants === undefined
      ? [{ ...lot, id, parcelId: id }]
      : Array.from({ length: tenants }, (_, place) => ({ ...lot, id: id * 100 + place, parcelId: id, tenants })),
  );
  await plantParcels(db, placed);
  await plantEnterprises(
    db,
    users.map(({ id, jurisdictionId, isAboveScale = false }) => ({ id, jurisdictionId, isAboveScale })),
  );
  await plantOccupancies(
    db,
    users.map(({ id, parcelId, ...user }) => ({ enterpriseId: id, parcelId, ...useOf(user) })),
  );
  await plantIndicators(
    db,
    users.map(({ id, firm }) => ({ enterpriseId: id, year: LOT_YEAR, ...firm })),
  );
}

function useOf({ areaM2, rentsM2, tenants }: { areaM2: number } & Pick<Lot, 'rentsM2' | 'tenants'>) {
  if (tenants !== undefined) return { kind: 'leased-in', areaM2: areaM2 / tenants } as const;
  return rentsM2 === undefined
    ? ({ kind: 'owned' } as const)
    : ({ kind: 'leased-in', areaM2, floorAreaM2: rentsM2 } as const);
}
