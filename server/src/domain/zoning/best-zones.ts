import { randomFrom } from '../random.ts';
import { annealZones, isBetter, type KeptZones } from './anneal-zones.ts';
import { startZones } from './start-zones.ts';
import type { ZoneLand, ZoneLimits } from './zone-land.ts';
import { NO_ZONE, type Zoning } from './zoning.ts';

/** Small land is gone over often from the start, since there each parcel matters; large land once and long. */
const SMALL_PARCELS = 200;
const SMALL = { runs: 4, stepsAParcel: 300, hot: 2 };
const LARGE = { runs: 1, stepsAParcel: 20, hot: 0.4 };
const COOLS_TO = 0.01;
/** To fall short is dearer than any land that would fill up the target. */
const SHORT_BY_MEAN = 5;

/** The zones of least loss that reach a target, as near as they are found; the same seed finds the same. */
export function bestZones(
  land: ZoneLand,
  limits: ZoneLimits,
  { targetMuHundredths, seed }: { readonly targetMuHundredths: number; readonly seed: number },
): KeptZones {
  const effort = land.parcels <= SMALL_PARCELS ? SMALL : LARGE;
  const random = randomFrom('zones', seed);
  let best: KeptZones | null = null;
  for (let run = 0; run < effort.runs; run += 1) {
    const { zoning, price } = startZones(land, limits, targetMuHundredths);
    const { sums } = zoning;
    const mean = sums.loss / Math.max(1, sums.freedMuHundredths);
    const hot = (effort.hot * sums.loss) / Math.max(1, membersOf(zoning)) || 1;
    const shortPrice = Math.max(2 * price, SHORT_BY_MEAN * mean);
    const found = annealZones(zoning, random, {
      targetMuHundredths,
      steps: effort.stepsAParcel * land.parcels,
      hot,
      cold: hot * COOLS_TO,
      shortPrice,
    });
    if (best === null || isBetter(found, best, targetMuHundredths)) best = found;
  }
  return best as KeptZones;
}

const membersOf = ({ zoneOf }: Zoning): number => zoneOf.reduce((sum, zone) => sum + +(zone !== NO_ZONE), 0);
