import { LOCK, type ZoneLand, type ZoneLimits, zoneLand } from './zone-land.ts';

/** A parcel where zones may come to be, before it is said which may be used. */
type SiteParcel = {
  readonly muHundredths: number;
  /** Only found land is freed; the rest may be taken along. */
  readonly isFound: boolean;
  readonly loss: number;
  readonly outlineM: number;
  readonly isInControlLine: boolean;
  readonly lock: (typeof LOCK)[keyof typeof LOCK];
};
/** Two parcels near each other, by their places in the list; `sharedM` is 0 where they do not touch. */
export type SiteBorder = {
  readonly one: number;
  readonly other: number;
  readonly distanceM: number;
  readonly sharedM: number;
};
export type ZoneSite = { readonly parcels: readonly SiteParcel[]; readonly borders: readonly SiteBorder[] };

/** What the asker lays down. */
export type ZoneTerms = {
  readonly limits: ZoneLimits;
  /** Parcels so far apart still lie together. */
  readonly roadM: number;
  readonly isControlLineOnly: boolean;
  /** Whether parcels that were not found may be taken along. */
  readonly absorbs: boolean;
  /** Whether parcels locked out stay out. */
  readonly keepsOut: boolean;
};

/** Land that the terms allow, and where each of its parcels stands in the site. */
export type AllowedLand = { readonly land: ZoneLand; readonly limits: ZoneLimits; readonly places: Int32Array };

export function allowedLand({ parcels, borders }: ZoneSite, terms: ZoneTerms): AllowedLand {
  const isAllowed = ({ isFound, isInControlLine, lock }: SiteParcel): boolean =>
    (!terms.isControlLineOnly || isInControlLine) &&
    (isFound || terms.absorbs || lock === LOCK.in) &&
    (lock !== LOCK.out || !terms.keepsOut);
  const placeInLand = new Int32Array(parcels.length).fill(-1);
  const places: number[] = [];
  parcels.forEach((parcel, place) => {
    if (isAllowed(parcel)) placeInLand[place] = places.push(place) - 1;
  });
  const land = zoneLand(
    places.map((place) => {
      const parcel = parcels[place] as SiteParcel;
      return {
        ...parcel,
        freedMuHundredths: parcel.isFound ? parcel.muHundredths : 0,
        lock: parcel.lock === LOCK.in ? LOCK.in : LOCK.open,
      };
    }),
    borders.flatMap(({ one, other, distanceM, sharedM }) => {
      const [first, second] = [placeInLand[one] as number, placeInLand[other] as number];
      return first < 0 || second < 0 || distanceM > terms.roadM ? [] : [{ one: first, other: second, sharedM }];
    }),
  );
  return { land, limits: terms.limits, places: Int32Array.from(places) };
}

/** The zones of one allowed land as zones of another one of the same site; `none` marks what is in none. */
export function movedZones(zoneOf: Int32Array, from: AllowedLand, to: AllowedLand, none: number): Int32Array {
  const named = new Map<number, number>();
  zoneOf.forEach((zone, parcel) => {
    if (zone !== none) named.set(from.places[parcel] as number, zone);
  });
  return to.places.map((place) => named.get(place) ?? none);
}
