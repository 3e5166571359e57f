import { type Random, randomFrom } from '../../server/src/domain/random.ts';
import {
  type Border,
  LOCK,
  type ZoneLand,
  type ZoneLimits,
  type ZoneParcel,
  zoneLand,
} from '../../server/src/domain/zoning/zone-land.ts';

export type DrawnLand = { readonly land: ZoneLand; readonly limits: ZoneLimits; readonly targetMuHundredths: number };

/** Parcels in rows and columns, most of them beside their neighbours, with sizes, losses and a target such as estates have. */
export function drawLand(columns: number, rows: number, seed: number): DrawnLand {
  const random = randomFrom('land', columns, rows, seed);
  const parcels = Array.from({ length: columns * rows }, () => drawParcel(random));
  const borders = parcels.flatMap((parcel, place) =>
    [place % columns < columns - 1 ? place + 1 : null, place + columns].flatMap((other) =>
      other !== null && other < parcels.length && random.chance(0.85) ? [borderOf(parcels, place, other, parcel)] : [],
    ),
  );
  const sum = (of: (parcel: ZoneParcel) => number) => parcels.reduce((total, parcel) => total + of(parcel), 0);
  const all = sum((parcel) => parcel.muHundredths);
  return {
    land: zoneLand(parcels, borders),
    limits: {
      leastMuHundredths: Math.round(all * 0.1),
      greatestMuHundredths: Math.round(all * 0.45),
      lossPerM: random.chance(0.5) ? 0 : 0.02,
    },
    targetMuHundredths: Math.round(sum((parcel) => parcel.freedMuHundredths) * random.between(0.2, 0.5)),
  };
}

const METRES_PER_MU = 4 * Math.sqrt(10_000 / 15);

function drawParcel(random: Random): ZoneParcel {
  const muHundredths = Math.round(100 * random.spread(12, 0.8));
  const isFound = random.chance(0.55);
  return {
    muHundredths,
    freedMuHundredths: isFound ? muHundredths : 0,
    loss: (muHundredths / 100) * random.spread(isFound ? 4 : 15, 0.8),
    outlineM: METRES_PER_MU * Math.sqrt(muHundredths / 100),
    lock: random.chance(0.08) ? LOCK.out : LOCK.open,
  };
}

const borderOf = (parcels: readonly ZoneParcel[], one: number, other: number, parcel: ZoneParcel): Border => ({
  one,
  other,
  sharedM: Math.min(parcel.outlineM, (parcels[other] as ZoneParcel).outlineM) / 5,
});
