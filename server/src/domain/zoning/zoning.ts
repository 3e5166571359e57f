import { LOCK, type ZoneLand, type ZoneLimits } from './zone-land.ts';

/** The zone of a parcel that is in none. */
export const NO_ZONE = -1;
const NONE: readonly number[] = [];

/**
 * Zones while they are being changed. Every change is written down, so that what turns out worse is taken back step by
 * step: a move may be tried without reckoning first what it would bring.
 */
export type Zoning = {
  readonly land: ZoneLand;
  readonly limits: ZoneLimits;
  readonly zoneOf: Int32Array;
  readonly members: readonly number[][];
  readonly muHundredths: readonly number[];
  readonly sums: ZoneSums;
  /** A zone without members. */
  readonly open: () => number;
  /** Puts a parcel into a zone, or into none, out of where it is. */
  readonly place: (parcel: number, zone: number) => void;
  readonly lossOf: (parcel: number, zone: number) => number;
  /** The members of a zone that its first one does not hang together with: none where the zone is in one piece. */
  readonly apart: (zone: number) => readonly number[];
  /** A moment to go back to; those before it are forgotten by `keep`. */
  readonly now: () => number;
  readonly goBack: (moment: number) => void;
  readonly keep: () => void;
};

/** Sums over all zones. */
export type ZoneSums = {
  readonly freedMuHundredths: number;
  /** With what outlines cost */
  readonly loss: number;
  /** By how much zones stay below the least size, together. */
  readonly lackMuHundredths: number;
  /** How many parcels are in a zone that must be. */
  readonly lockedIn: number;
};

export function emptyZoning(land: ZoneLand, limits: ZoneLimits): Zoning {
  const { start, neighbour, sharedM, loss, outlineM } = land;
  const zoneOf = new Int32Array(land.parcels).fill(NO_ZONE);
  const standsAt = new Int32Array(land.parcels);
  const members: number[][] = [];
  const muHundredths: number[] = [];
  const sums = { freedMuHundredths: 0, loss: 0, lackMuHundredths: 0, lockedIn: 0 };
  const empty: number[] = [];
  const written: number[] = [];

  const lossOf = (parcel: number, zone: number): number => {
    const own = loss[parcel] as number;
    if (limits.lossPerM === 0) return own;
    let shared = 0;
    for (let at = start[parcel] as number; at < (start[parcel + 1] as number); at += 1)
      if (zoneOf[neighbour[at] as number] === zone) shared += sharedM[at] as number;
    return own + limits.lossPerM * ((outlineM[parcel] as number) - 2 * shared);
  };
  const lackOf = (zone: number): number =>
    (members[zone] as number[]).length === 0
      ? 0
      : Math.max(0, limits.leastMuHundredths - (muHundredths[zone] as number));
  const leave = (parcel: number, zone: number) => {
    const list = members[zone] as number[];
    sums.lackMuHundredths -= lackOf(zone);
    const last = list.pop() as number;
    if (last !== parcel) {
      const place = standsAt[parcel] as number;
      list[place] = last;
      standsAt[last] = place;
    }
    zoneOf[parcel] = NO_ZONE;
    sums.loss -= lossOf(parcel, zone);
    sums.freedMuHundredths -= land.freedMuHundredths[parcel] as number;
    muHundredths[zone] = (muHundredths[zone] as number) - (land.muHundredths[parcel] as number);
    sums.lockedIn -= +(land.lock[parcel] === LOCK.in);
    sums.lackMuHundredths += lackOf(zone);
    if (list.length === 0) empty.push(zone);
  };
  const join = (parcel: number, zone: number) => {
    sums.lackMuHundredths -= lackOf(zone);
    sums.loss += lossOf(parcel, zone);
    sums.freedMuHundredths += land.freedMuHundredths[parcel] as number;
    muHundredths[zone] = (muHundredths[zone] as number) + (land.muHundredths[parcel] as number);
    zoneOf[parcel] = zone;
    standsAt[parcel] = (members[zone] as number[]).push(parcel) - 1;
    sums.lockedIn += +(land.lock[parcel] === LOCK.in);
    sums.lackMuHundredths += lackOf(zone);
  };
  const put = (parcel: number, zone: number) => {
    const from = zoneOf[parcel] as number;
    if (from !== NO_ZONE) leave(parcel, from);
    if (zone !== NO_ZONE) join(parcel, zone);
  };

  const open = (): number => {
    for (let zone = empty.pop(); zone !== undefined; zone = empty.pop())
      if ((members[zone] as number[]).length === 0) return zone;
    muHundredths.push(0);
    return members.push([]) - 1;
  };
  const seen = new Int32Array(land.parcels);
  const queue = new Int32Array(land.parcels);
  let walk = 0;
  const apart = (zone: number): readonly number[] => {
    const list = members[zone] as number[];
    if (list.length <= 1) return NONE;
    walk += 1;
    let filled = 1;
    queue[0] = list[0] as number;
    seen[list[0] as number] = walk;
    for (let next = 0; next < filled; next += 1) {
      const parcel = queue[next] as number;
      for (let at = start[parcel] as number; at < (start[parcel + 1] as number); at += 1) {
        const other = neighbour[at] as number;
        if (zoneOf[other] !== zone || seen[other] === walk) continue;
        seen[other] = walk;
        queue[filled] = other;
        filled += 1;
      }
    }
    return filled === list.length ? NONE : list.filter((parcel) => seen[parcel] !== walk);
  };

  return {
    land,
    limits,
    zoneOf,
    members,
    muHundredths,
    sums,
    open,
    lossOf,
    apart,
    place: (parcel, zone) => {
      written.push(parcel, zoneOf[parcel] as number);
      put(parcel, zone);
    },
    now: () => written.length,
    goBack: (moment) => {
      while (written.length > moment) {
        const zone = written.pop() as number;
        put(written.pop() as number, zone);
      }
    },
    keep: () => {
      written.length = 0;
    },
  };
}

/** Whether a parcel may be in any zone at all. */
export const mayJoin = ({ land, limits }: Zoning, parcel: number): boolean =>
  land.lock[parcel] !== LOCK.out && (land.muHundredths[parcel] as number) <= limits.greatestMuHundredths;

/** Gives a whole zone up. */
export const giveUp = (zoning: Zoning, zone: number): void => merge(zoning, zone, NO_ZONE);

/** Makes zones of their own of the pieces of a zone that has come apart. */
export function split({ open, place, apart }: Zoning, zone: number): void {
  for (let piece = zone, rest = apart(piece); rest.length > 0; rest = apart(piece)) {
    piece = open();
    for (const parcel of rest) place(parcel, piece);
  }
}

/** Puts all of a zone into another one. */
export function merge({ members, place }: Zoning, zone: number, into: number): void {
  const list = members[zone] as number[];
  while (list.length > 0) place(list[list.length - 1] as number, into);
}

/** Whether a zone is in one piece and of a size that is wanted. */
export function isSound({ muHundredths, limits, apart }: Zoning, zone: number): boolean {
  const mu = muHundredths[zone] as number;
  return mu >= limits.leastMuHundredths && mu <= limits.greatestMuHundredths && apart(zone).length === 0;
}
