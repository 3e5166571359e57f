import type { FloorAreaRules } from '../../db/methods.ts';
import { groupBy } from '../../domain/land-share.ts';
import { landRightHolder, landUses, USUAL_FLOOR_AREA_RULE } from '../../domain/occupancy.ts';
import { m2FromMuHundredths } from '../../domain/units.ts';
import type { UseRow } from './zone-ground.queries.ts';
import type { ZoneParcelGround } from './zone-ground.ts';

export type Holder = { readonly id: number; readonly name: string; readonly creditCode: string };

/** Who holds the land right of each parcel, where that is known; floor area stands for land as the method of the tier says. */
export function zoneHolders(
  ground: readonly ZoneParcelGround[],
  uses: readonly UseRow[],
  rules: FloorAreaRules,
): ReadonlyMap<number, Holder> {
  const parcels = new Map(ground.map((parcel) => [parcel.id, parcel]));
  const firms = new Map(uses.map((use) => [use.enterpriseId, use]));
  const ofParcel = (id: number) => {
    const parcel = parcels.get(id);
    return {
      areaM2: m2FromMuHundredths(parcel?.wholeMuHundredths ?? 0),
      floorAreaM2: parcel?.floorAreaM2 ?? null,
      vacantFloorAreaM2: parcel?.vacantFloorAreaM2 ?? null,
    };
  };
  const ruleOf = (enterpriseId: number) => {
    const isAbove = firms.get(enterpriseId)?.isAboveScale ?? null;
    const tier = isAbove === null ? null : isAbove ? 'above-scale' : 'below-scale';
    return (tier && rules[tier]) ?? USUAL_FLOOR_AREA_RULE;
  };
  const held = landUses(uses, ofParcel, ruleOf);
  return new Map(
    [...groupBy(held, ({ parcelId }) => parcelId)].flatMap(([parcelId, here]) => {
      const firm = firms.get(landRightHolder(here)?.enterpriseId ?? -1);
      return firm ? [[parcelId, { id: firm.enterpriseId, name: firm.name, creditCode: firm.creditCode }] as const] : [];
    }),
  );
}
