import { wholeParts } from '../units.ts';

/**
 * How a zone counts parcels. whole: all of a parcel of which at least half lies inside; clipped: the part inside;
 * touching: all of a parcel of which any part lies inside.
 */
export type ZoneCounting = 'whole' | 'clipped' | 'touching';
export type Lock = 'in' | 'out';

const WHOLE_FROM_SHARE = 0.5;

/** A parcel that lies in a zone by some part, or is locked into it. Figures are whole numbers of small units; null: not known. */
export type ZoneGround = {
  readonly id: number;
  /** Part of the parcel inside the boundary, 0-1, to six decimals */
  readonly shareInside: number;
  readonly lock: Lock | null;
  readonly class: string | null;
  readonly wholeMuHundredths: number;
  readonly certifiedMuHundredths: number | null;
  readonly measuredMuHundredths: number;
  readonly isFound: boolean;
  readonly isPending: boolean;
  readonly findings: readonly string[];
  readonly termEndsOn: string | null;
  readonly taxYuan: number | null;
  readonly addedValueYuan: number | null;
  readonly energyTceHundredths: number | null;
  readonly employeesHundredths: number | null;
  readonly floorAreaM2: number | null;
};

/** A parcel that counts: `weight` of it, above 0 and at most 1. */
export type CountedGround<Ground extends ZoneGround = ZoneGround> = {
  readonly parcel: Ground;
  readonly weight: number;
  readonly muHundredths: number;
};

/** How much of a parcel counts. What is locked in counts whole wherever the boundary runs, what is locked out never. */
export function weightOf({ shareInside, lock }: Pick<ZoneGround, 'shareInside' | 'lock'>, rule: ZoneCounting): number {
  if (lock !== null) return lock === 'in' ? 1 : 0;
  if (rule === 'clipped') return shareInside;
  return (rule === 'whole' ? shareInside >= WHOLE_FROM_SHARE : shareInside > 0) ? 1 : 0;
}

/** A part of a whole number, itself a whole number. */
export const partOf = (whole: number, weight: number): number => (weight === 1 ? whole : wholeParts(weight, whole));

/** The parcels that count by a rule, in their order. */
export const countedBy = <Ground extends ZoneGround>(
  ground: readonly Ground[],
  rule: ZoneCounting,
): CountedGround<Ground>[] =>
  ground.flatMap((parcel) => {
    const weight = weightOf(parcel, rule);
    return weight === 0 ? [] : [{ parcel, weight, muHundredths: partOf(parcel.wholeMuHundredths, weight) }];
  });

export type ZoneLand = { readonly parcels: number; readonly muHundredths: number };

/** Number and counted area of those that `isMeant` tells. */
export function landOf<Ground extends ZoneGround>(
  counted: readonly CountedGround<Ground>[],
  isMeant: (parcel: Ground) => boolean = () => true,
): ZoneLand {
  let [parcels, muHundredths] = [0, 0];
  for (const each of counted) {
    if (!isMeant(each.parcel)) continue;
    parcels += 1;
    muHundredths += each.muHundredths;
  }
  return { parcels, muHundredths };
}

export type ZoneFigure = { readonly sum: number | null; readonly unknownParcels: number };

/** The sum of the known values, as much of each as counts, null where none is known; and how many parcels have none. */
export function figureIn<Ground extends ZoneGround>(
  counted: readonly CountedGround<Ground>[],
  figure: (parcel: Ground) => number | null,
): ZoneFigure {
  let [sum, unknownParcels] = [0, 0];
  for (const { parcel, weight } of counted) {
    const value = figure(parcel);
    if (value === null) unknownParcels += 1;
    else sum += partOf(value, weight);
  }
  return { sum: unknownParcels === counted.length ? null : sum, unknownParcels };
}

/** What a zone holds by one rule. */
export function countBy(ground: readonly ZoneGround[], rule: ZoneCounting) {
  const counted = countedBy(ground, rule);
  const certified = figureIn(counted, ({ certifiedMuHundredths }) => certifiedMuHundredths);
  return {
    rule,
    ...landOf(counted),
    certified: { muHundredths: certified.sum ?? 0, parcelsWithout: certified.unknownParcels },
    measuredMuHundredths: figureIn(counted, ({ measuredMuHundredths }) => measuredMuHundredths).sum ?? 0,
    freed: landOf(counted, ({ isFound }) => isFound),
    pending: landOf(counted, ({ isPending }) => isPending),
    taxYuan: figureIn(counted, ({ taxYuan }) => taxYuan),
  };
}
