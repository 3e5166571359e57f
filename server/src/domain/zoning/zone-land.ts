/**
 * Land that redevelopment zones (连片开发) may be made of, as a graph: what each parcel frees, takes up and costs, and
 * which parcels lie together. Areas are whole hundredths of a mu and lengths metres; loss is of one unit that the caller
 * chose, a weighted sum of tax, jobs and the like.
 */
export type ZoneLand = {
  readonly parcels: number;
  /** What counts as freed: 0 of a neighbour that is only taken along. */
  readonly freedMuHundredths: Float64Array;
  readonly muHundredths: Float64Array;
  readonly loss: Float64Array;
  readonly outlineM: Float64Array;
  /** Neighbours of parcel i stand from `start[i]` to before `start[i + 1]`, each with the border that both share. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly sharedM: Float64Array;
  /** `LOCK` of each parcel. */
  readonly lock: Int8Array;
};

/** A parcel must be in a zone, may be, or must not. */
export const LOCK = { in: 1, open: 0, out: -1 } as const;

/** What holds for each zone by itself, and what a metre of its outline is held to cost (紧凑度). */
export type ZoneLimits = {
  readonly leastMuHundredths: number;
  readonly greatestMuHundredths: number;
  readonly lossPerM: number;
};

export type ZoneParcel = {
  readonly freedMuHundredths: number;
  readonly muHundredths: number;
  readonly loss: number;
  readonly outlineM: number;
  readonly lock?: (typeof LOCK)[keyof typeof LOCK];
};
/** Two parcels that lie together, by their places in the list. */
export type Border = { readonly one: number; readonly other: number; readonly sharedM: number };

export function zoneLand(parcels: readonly ZoneParcel[], borders: readonly Border[]): ZoneLand {
  const start = new Int32Array(parcels.length + 1);
  for (const { one, other } of borders)
    for (const place of [one, other]) start[place + 1] = (start[place + 1] as number) + 1;
  for (let place = 0; place < parcels.length; place += 1)
    start[place + 1] = (start[place + 1] as number) + (start[place] as number);
  const neighbour = new Int32Array(borders.length * 2);
  const sharedM = new Float64Array(borders.length * 2);
  const free = start.slice();
  const put = (from: number, to: number, length: number) => {
    const at = free[from] as number;
    free[from] = at + 1;
    neighbour[at] = to;
    sharedM[at] = length;
  };
  for (const { one, other, sharedM: length } of borders) {
    put(one, other, length);
    put(other, one, length);
  }
  return {
    parcels: parcels.length,
    freedMuHundredths: Float64Array.from(parcels, (parcel) => parcel.freedMuHundredths),
    muHundredths: Float64Array.from(parcels, (parcel) => parcel.muHundredths),
    loss: Float64Array.from(parcels, (parcel) => parcel.loss),
    outlineM: Float64Array.from(parcels, (parcel) => parcel.outlineM),
    lock: Int8Array.from(parcels, (parcel) => parcel.lock ?? LOCK.open),
    start,
    neighbour,
    sharedM,
  };
}
