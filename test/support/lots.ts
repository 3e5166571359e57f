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

/** A parcel with one enterprise of the same id, which owns it unless it is said to be a tenant, and the figures of that enterprise in one year. */
export type Lot = Omit<PlantedParcel, 'areaM2' | 'jurisdictionId'> & {
  readonly jurisdictionId?: number;
  /** 10 unless said, so that the tax is ten times the tax per mu */
  readonly mu?: number;
  readonly isAboveScale?: boolean | null;
  /** It rents so much floor area, and owns nothing */
  readonly rentsM2?: number;
  readonly firm?: Omit<PlantedIndicators, 'enterpriseId' | 'year'>;
};

export async function plantLots(db: Database, lots: readonly Lot[]): Promise<void> {
  const placed = lots.map(({ jurisdictionId = 1, mu = 10, ...lot }) => ({
    ...lot,
    jurisdictionId,
    areaM2: (mu * 10_000) / 15,
  }));
  await plantParcels(db, placed);
  await plantEnterprises(
    db,
    placed.map(({ id, jurisdictionId, isAboveScale = false }) => ({ id, jurisdictionId, isAboveScale })),
  );
  await plantOccupancies(
    db,
    placed.map(({ id, rentsM2, areaM2 }) =>
      rentsM2 === undefined
        ? { enterpriseId: id, parcelId: id, kind: 'owned' as const }
        : { enterpriseId: id, parcelId: id, kind: 'leased-in' as const, areaM2, floorAreaM2: rentsM2 },
    ),
  );
  await plantIndicators(
    db,
    placed.map(({ id, firm }) => ({ enterpriseId: id, year: LOT_YEAR, ...firm })),
  );
}
