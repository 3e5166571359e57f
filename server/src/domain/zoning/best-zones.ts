import { type Random, randomFrom } from '../random.ts';
import { annealZones, isBetter, type KeptZones } from './anneal-zones.ts';
import { pickedZones, startZones } from './start-zones.ts';
import type { ZoneLand, ZoneLimits } from './zone-land.ts';
import { emptyZoning, giveUp, isSound, mayJoin, NO_ZONE, type Zoning } from './zoning.ts';

/** Steps of a run: so many for each parcel of small land, up to the bound, and those of large land besides. */
const STEPS_A_SMALL_PARCEL = 400;
const MOST_SMALL_STEPS = 8_000;
const STEPS_A_PARCEL = { first: 10, again: 4 } as const;
/** Small land is gone over often from the start, since there each parcel matters; large land once. */
const RUNS = [
  { parcels: 60, runs: 6 },
  { parcels: 1_000, runs: 2 },
] as const;
/** Heat in mean losses of a parcel: the more parcels, the less each may jump about. */
const HOT = { ofParcels: 120, least: 0.05, most: 6 };
const COOLS_TO = 0.01;
/** To fall short is dearer than any land that would fill up the target. */
const SHORT_BY_MEAN = { least: 8, most: 50 };
/** What it costs at first that zones are too small, in the mean loss of land: by turns, since neither is best everywhere. */
const LACK_BY_MEAN = [3, 2, 5] as const;

export type ZoneAim = { readonly targetMuHundredths: number; readonly seed: number };
/** What is known already and may be begun with. */
export type ZoneHints = {
  /** The zone of each parcel, as an answer to a tighter question said. */
  readonly from?: readonly Int32Array[];
  /** What a hundredth of a mu cost in an answer to a like question: the search is then shorter. */
  readonly price?: number | null;
};
export type FoundZones = KeptZones & { readonly price: number };

/**
 * The zones of least loss that reach a target, as near as they are found; the same arguments find the same. What comes out
 * is never worse than any of `from`, so that with the answer to a tighter question among them the loss cannot rise.
 */
export function bestZones(
  land: ZoneLand,
  limits: ZoneLimits,
  { targetMuHundredths, seed }: ZoneAim,
  { from = [], price: near = null }: ZoneHints = {},
): FoundZones {
  const random = randomFrom('zones', seed);
  const runs = RUNS.find(({ parcels }) => land.parcels <= parcels)?.runs ?? 1;
  const known = from.map((zoneOf) => rebuilt(land, limits, zoneOf));
  let best: KeptZones | null = null;
  let price = 0;
  for (let run = 0; run < runs; run += 1) {
    const fresh = startZones(land, limits, targetMuHundredths, near);
    price = fresh.price;
    const picked = run === 0 && near === null ? [pickedZones(land, limits, { price, targetMuHundredths })] : [];
    const start = [fresh.zoning, ...picked, ...(run === 0 ? known : [])].reduce((one, other) =>
      isBetter(other.sums, one.sums, targetMuHundredths) ? other : one,
    );
    const stepsAParcel = near === null ? STEPS_A_PARCEL.first : STEPS_A_PARCEL.again;
    const lackByMean = LACK_BY_MEAN[run % LACK_BY_MEAN.length] as number;
    const found = oneRun(start, random, { targetMuHundredths, price, stepsAParcel, lackByMean });
    if (best === null || isBetter(found, best, targetMuHundredths)) best = found;
  }
  return { ...(best as KeptZones), price };
}

type Run = {
  readonly targetMuHundredths: number;
  readonly price: number;
  readonly stepsAParcel: number;
  readonly lackByMean: number;
};

function oneRun(
  zoning: Zoning,
  random: Random,
  { targetMuHundredths, price, stepsAParcel, lackByMean }: Run,
): KeptZones {
  const { sums, land } = zoning;
  const mean = sums.loss / Math.max(1, sums.freedMuHundredths);
  const heat = Math.min(HOT.most, Math.max(HOT.least, HOT.ofParcels / land.parcels));
  const hot = (heat * sums.loss) / Math.max(1, membersOf(zoning)) || 1;
  return annealZones(zoning, random, {
    targetMuHundredths,
    steps: Math.min(MOST_SMALL_STEPS, STEPS_A_SMALL_PARCEL * land.parcels) + stepsAParcel * land.parcels,
    hot,
    cold: hot * COOLS_TO,
    shortPrice: Math.min(Math.max(2 * price, SHORT_BY_MEAN.least * mean), SHORT_BY_MEAN.most * mean),
    lackPrice: lackByMean * mean,
  });
}

const membersOf = ({ zoneOf }: Zoning): number => zoneOf.reduce((sum, zone) => sum + +(zone !== NO_ZONE), 0);

/** Zones as they were said to be, without those that are not allowed here. */
function rebuilt(land: ZoneLand, limits: ZoneLimits, zoneOf: Int32Array): Zoning {
  const zoning = emptyZoning(land, limits);
  const places = new Map<number, number>();
  zoneOf.forEach((name, parcel) => {
    if (name === NO_ZONE || !mayJoin(zoning, parcel)) return;
    const zone = places.get(name) ?? zoning.open();
    places.set(name, zone);
    zoning.place(parcel, zone);
  });
  for (const zone of places.values()) if (!isSound(zoning, zone)) giveUp(zoning, zone);
  zoning.keep();
  return zoning;
}
