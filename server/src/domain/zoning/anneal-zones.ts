import type { Random } from '../random.ts';
import { growZone } from './grow-zone.ts';
import { LOCK } from './zone-land.ts';
import { giveUp, mayJoin, merge, NO_ZONE, split, type ZoneSums, type Zoning } from './zoning.ts';

/** Zones that are kept: of each parcel its zone, and the sums over all. */
export type KeptZones = {
  readonly zoneOf: Int32Array;
  readonly freedMuHundredths: number;
  readonly loss: number;
  readonly lockedIn: number;
};

export type Annealing = {
  readonly targetMuHundredths: number;
  readonly steps: number;
  /** Rise of loss that is as likely taken as not, at first and at last. */
  readonly hot: number;
  readonly cold: number;
  /** Loss that a hundredth of a mu short of the target stands for. */
  readonly shortPrice: number;
  /** The same for one by which a zone stays below the least size. */
  readonly lackPrice: number;
};

/** Prices and heat are set anew after so many steps. */
const BLOCK = 64;
/** A zone that is too small costs so many times as much at last, so that none is left. */
const DEARER_AT_LAST = 20;

/**
 * Changes zones step by step at random: what is better is taken, what is worse with a chance that falls as it cools, and
 * the best that reached the target is what comes out, or that which came nearest to it. On the way zones may be too
 * small, at a price; what comes out has none such.
 */
export function annealZones(zoning: Zoning, random: Random, annealing: Annealing): KeptZones {
  const { targetMuHundredths: target, steps, hot, cold, shortPrice, lackPrice } = annealing;
  const { sums } = zoning;
  const lockedPrice = target * shortPrice;
  let [heat, lackNow] = [hot, lackPrice];
  const score = () =>
    sums.loss +
    shortPrice * Math.max(0, target - sums.freedMuHundredths) +
    lackNow * sums.lackMuHundredths -
    lockedPrice * sums.lockedIn;
  zoning.keep();
  let best = keepZones(zoning);
  let before = score();
  for (let step = 0; step < steps; step += 1) {
    if (step % BLOCK === 0) {
      const share = step / steps;
      heat = hot * (cold / hot) ** share;
      lackNow = lackPrice * DEARER_AT_LAST ** share;
      before = score();
    }
    const isMade = tryMove(zoning, random, shortPrice);
    const after = score();
    if (isMade && (after <= before || random.next() < Math.exp((before - after) / heat))) {
      zoning.keep();
      before = after;
      if (sums.lackMuHundredths === 0 && isBetter(sums, best, target)) best = keepZones(zoning);
    } else zoning.goBack(0);
  }
  return best;
}

type Sums = Omit<ZoneSums, 'lackMuHundredths'>;

/** First that which leaves out fewer parcels that must be in, then what comes nearer to the target, then less loss. */
export function isBetter(one: Sums, other: Sums, targetMuHundredths: number): boolean {
  if (one.lockedIn !== other.lockedIn) return one.lockedIn > other.lockedIn;
  const near = Math.min(one.freedMuHundredths, targetMuHundredths);
  const far = Math.min(other.freedMuHundredths, targetMuHundredths);
  if (near !== far) return near > far;
  return one.loss < other.loss - 1e-9 * Math.abs(other.loss);
}

const keepZones = ({ zoneOf, sums }: Zoning): KeptZones => ({
  zoneOf: zoneOf.slice(),
  freedMuHundredths: sums.freedMuHundredths,
  loss: sums.loss,
  lockedIn: sums.lockedIn,
});

const ANYWHERE = 0.3;

/** One change at one parcel; false: it cannot be made, and whatever was begun is to be taken back. */
function tryMove(zoning: Zoning, random: Random, shortPrice: number): boolean {
  const parcel = somewhere(zoning, random);
  const zone = zoning.zoneOf[parcel] as number;
  const near = zoneBeside(zoning, random, parcel);
  if (zone === NO_ZONE) {
    if (!mayJoin(zoning, parcel)) return false;
    if (near === NO_ZONE) return found(zoning, random, parcel, shortPrice);
    return random.chance(0.7) ? moveTo(zoning, parcel, near) : changePlaces(zoning, random, parcel, near);
  }
  if (random.chance(0.1)) return foundAnew(zoning, random, zone, shortPrice);
  if (near === NO_ZONE || near === zone || random.chance(0.4)) return moveTo(zoning, parcel, NO_ZONE);
  return random.chance(0.7) ? moveTo(zoning, parcel, near) : join(zoning, zone, near);
}

/** A parcel drawn at random, most often in a zone or beside one: elsewhere there is much land and little to gain. */
function somewhere({ land, members }: Zoning, random: Random): number {
  const anywhere = random.whole(0, land.parcels - 1);
  if (members.length === 0 || random.chance(ANYWHERE)) return anywhere;
  const list = random.pick(members);
  if (list.length === 0) return anywhere;
  const member = random.pick(list);
  const [from, to] = [land.start[member] as number, land.start[member + 1] as number];
  return from === to || random.chance(0.5) ? member : (land.neighbour[random.whole(from, to - 1)] as number);
}

/** The zone of a neighbour drawn at random. */
function zoneBeside({ land, zoneOf }: Zoning, random: Random, parcel: number): number {
  const [from, to] = [land.start[parcel] as number, land.start[parcel + 1] as number];
  return from === to ? NO_ZONE : (zoneOf[land.neighbour[random.whole(from, to - 1)] as number] as number);
}

/** A new zone about a parcel, or only of it, to grow later. */
function found(zoning: Zoning, random: Random, parcel: number, shortPrice: number): boolean {
  if (random.chance(0.5)) return growZone(zoning, parcel, shortPrice * random.next(), random) !== null;
  zoning.place(parcel, zoning.open());
  return true;
}

/** A parcel leaves its zone, for another one or for none. What it held together becomes zones of their own. */
function moveTo(zoning: Zoning, parcel: number, into: number): boolean {
  const { land, zoneOf, place } = zoning;
  const from = zoneOf[parcel] as number;
  if (into === NO_ZONE && land.lock[parcel] === LOCK.in) return false;
  place(parcel, into);
  if (from !== NO_ZONE) split(zoning, from);
  return into === NO_ZONE || isWithin(zoning, into);
}

const isWithin = ({ muHundredths, limits }: Zoning, zone: number): boolean =>
  (muHundredths[zone] as number) <= limits.greatestMuHundredths;

/** Two zones become one. */
function join(zoning: Zoning, zone: number, into: number): boolean {
  merge(zoning, zone, into);
  return isWithin(zoning, into);
}

/** A parcel outside comes in for a member that goes. */
function changePlaces(zoning: Zoning, random: Random, parcel: number, zone: number): boolean {
  const out = random.pick(zoning.members[zone] as number[]);
  if (zoning.land.lock[out] === LOCK.in) return false;
  zoning.place(parcel, zone);
  zoning.place(out, NO_ZONE);
  split(zoning, zone);
  return isWithin(zoning, zone);
}

/** A zone is given up, most often for another one about the same place. */
function foundAnew(zoning: Zoning, random: Random, zone: number, shortPrice: number): boolean {
  const seed = random.pick(zoning.members[zone] as number[]);
  giveUp(zoning, zone);
  if (random.chance(0.7)) growZone(zoning, seed, shortPrice * random.next(), random);
  return true;
}
