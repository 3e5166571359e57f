import { type Random, randomFrom } from '../random.ts';
import { annealZones, isBetter, type KeptZones } from './anneal-zones.ts';
import { startZones } from './start-zones.ts';
import type { ZoneLand, ZoneLimits } from './zone-land.ts';
import { NO_ZONE, type Zoning } from './zoning.ts';

/** What a run costs at least, and with each parcel. */
const STEPS = { least: 8_000, aParcel: 20 };
/** Small land is gone over often from the start, since there each parcel matters; large land once. */
const RUNS = [
  { parcels: 60, runs: 6 },
  { parcels: 1_000, runs: 2 },
] as const;
/** Heat in mean losses of a parcel: the more parcels, the less each may jump about. */
const HOT = { ofParcels: 120, least: 0.1, most: 6 };
const COOLS_TO = 0.01;
/** To fall short is dearer than any land that would fill up the target. */
const SHORT_BY_MEAN = 8;
/** What it costs at first that zones are too small, in the mean loss of land: by turns, since neither is best everywhere. */
const LACK_BY_MEAN = [3, 2, 5] as const;

export type ZoneAim = { readonly targetMuHundredths: number; readonly seed: number };

/** The zones of least loss that reach a target, as near as they are found; the same seed finds the same. */
export function bestZones(land: ZoneLand, limits: ZoneLimits, { targetMuHundredths, seed }: ZoneAim): KeptZones {
  const random = randomFrom('zones', seed);
  const runs = RUNS.find(({ parcels }) => land.parcels <= parcels)?.runs ?? 1;
  let best: KeptZones | null = null;
  for (let run = 0; run < runs; run += 1) {
    const lackByMean = LACK_BY_MEAN[run % LACK_BY_MEAN.length] as number;
    const found = oneRun(startZones(land, limits, targetMuHundredths), random, { targetMuHundredths, lackByMean });
    if (best === null || isBetter(found, best, targetMuHundredths)) best = found;
  }
  return best as KeptZones;
}

function oneRun(
  { zoning, price }: ReturnType<typeof startZones>,
  random: Random,
  { targetMuHundredths, lackByMean }: { readonly targetMuHundredths: number; readonly lackByMean: number },
): KeptZones {
  const { sums, land } = zoning;
  const mean = sums.loss / Math.max(1, sums.freedMuHundredths);
  const heat = Math.min(HOT.most, Math.max(HOT.least, HOT.ofParcels / land.parcels));
  const hot = (heat * sums.loss) / Math.max(1, membersOf(zoning)) || 1;
  return annealZones(zoning, random, {
    targetMuHundredths,
    steps: STEPS.least + STEPS.aParcel * land.parcels,
    hot,
    cold: hot * COOLS_TO,
    shortPrice: Math.max(2 * price, SHORT_BY_MEAN * mean),
    lackPrice: lackByMean * mean,
  });
}

const membersOf = ({ zoneOf }: Zoning): number => zoneOf.reduce((sum, zone) => sum + +(zone !== NO_ZONE), 0);
