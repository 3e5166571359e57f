import type { Random } from '../random.ts';
import { growZone } from './grow-zone.ts';
import { holdsLocked } from './start-zones.ts';
import { LOCK } from './zone-land.ts';
import { giveUp, isSound, mayJoin, NO_ZONE, type Zoning } from './zoning.ts';

/** Zones that are kept: of each parcel its zone, and the sums over all. */
export type KeptZones = {
  readonly zoneOf: Int32Array;
  readonly freedMuHundredths: number;
  readonly loss: number;
};

export type Annealing = {
  readonly targetMuHundredths: number;
  readonly steps: number;
  /** Rise of loss that is as likely taken as not, at first and at last. */
  readonly hot: number;
  readonly cold: number;
  /** Loss that a hundredth of a mu short of the target stands for. */
  readonly shortPrice: number;
};

/**
 * Changes zones step by step at random: what is better is taken, what is worse with a chance that falls as it cools, and
 * the best that reached the target is what comes out, or that which came nearest to it.
 */
export function annealZones(zoning: Zoning, random: Random, annealing: Annealing): KeptZones {
  const { targetMuHundredths: target, steps, hot, cold, shortPrice } = annealing;
  const { sums } = zoning;
  const score = () => sums.loss + shortPrice * Math.max(0, target - sums.freedMuHundredths);
  zoning.keep();
  let best = keepZones(zoning);
  let before = score();
  for (let step = 0; step < steps; step += 1) {
    const heat = hot * (cold / hot) ** (step / steps);
    const isMade = tryMove(zoning, random, shortPrice);
    const after = score();
    if (isMade && (after <= before || random.next() < Math.exp((before - after) / heat))) {
      zoning.keep();
      before = after;
      if (isBetter(sums, best, target)) best = keepZones(zoning);
    } else zoning.goBack(0);
  }
  return best;
}

type Sums = { readonly freedMuHundredths: number; readonly loss: number };

/** Less loss of two that reach the target; else what comes nearer to it. */
export function isBetter(one: Sums, other: Sums, targetMuHundredths: number): boolean {
  const [near, far] = [one, other].map(({ freedMuHundredths }) => Math.min(freedMuHundredths, targetMuHundredths));
  if (near !== far) return (near as number) > (far as number);
  return one.loss < other.loss - 1e-9 * Math.abs(other.loss);
}

const keepZones = ({ zoneOf, sums }: Zoning): KeptZones => ({
  zoneOf: zoneOf.slice(),
  freedMuHundredths: sums.freedMuHundredths,
  loss: sums.loss,
});

/** One change at one parcel; false: it cannot be made, and whatever was begun is to be taken back. */
function tryMove(zoning: Zoning, random: Random, shortPrice: number): boolean {
  const parcel = random.whole(0, zoning.land.parcels - 1);
  const zone = zoning.zoneOf[parcel] as number;
  const near = zoneBeside(zoning, random, parcel);
  if (zone === NO_ZONE) {
    if (!mayJoin(zoning, parcel)) return false;
    if (near === NO_ZONE) return growZone(zoning, parcel, shortPrice * random.next(), random) !== null;
    return random.chance(0.7) ? moveTo(zoning, parcel, near) : changePlaces(zoning, random, parcel, near);
  }
  if (random.chance(0.1)) return foundAnew(zoning, random, zone, shortPrice);
  if (near !== NO_ZONE && near !== zone && random.chance(0.5)) return moveTo(zoning, parcel, near);
  return moveTo(zoning, parcel, NO_ZONE);
}

/** The zone of a neighbour drawn at random. */
function zoneBeside({ land, zoneOf }: Zoning, random: Random, parcel: number): number {
  const [from, to] = [land.start[parcel] as number, land.start[parcel + 1] as number];
  return from === to ? NO_ZONE : (zoneOf[land.neighbour[random.whole(from, to - 1)] as number] as number);
}

/** A parcel leaves its zone, for another one or for none. */
function moveTo(zoning: Zoning, parcel: number, into: number): boolean {
  const { land, zoneOf, place } = zoning;
  const from = zoneOf[parcel] as number;
  if (into === NO_ZONE && land.lock[parcel] === LOCK.in) return false;
  place(parcel, into);
  return (into === NO_ZONE || isWithin(zoning, into)) && (from === NO_ZONE || isSound(zoning, from));
}

const isWithin = ({ muHundredths, limits }: Zoning, zone: number): boolean =>
  (muHundredths[zone] as number) <= limits.greatestMuHundredths;

/** A parcel outside comes in for a member that goes. */
function changePlaces(zoning: Zoning, random: Random, parcel: number, zone: number): boolean {
  const out = random.pick(zoning.members[zone] as number[]);
  if (zoning.land.lock[out] === LOCK.in) return false;
  zoning.place(parcel, zone);
  zoning.place(out, NO_ZONE);
  return isSound(zoning, zone);
}

/** A zone is given up, most often for another one about the same place. */
function foundAnew(zoning: Zoning, random: Random, zone: number, shortPrice: number): boolean {
  if (holdsLocked(zoning, zone)) return false;
  const seed = random.pick(zoning.members[zone] as number[]);
  giveUp(zoning, zone);
  if (random.chance(0.7)) growZone(zoning, seed, shortPrice * random.next(), random);
  return true;
}
