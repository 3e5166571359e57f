/** Units of land, energy and money, converted here and nowhere else. */

/** One mu in square metres: 10000/15, kept as a quotient so that nothing is rounded on the way. */
export const M2_PER_MU = 10000 / 15;
const MU_PER_HECTARE = 15;
const MU_PER_KM2 = 1500;
export const M2_PER_SQUARE_FOOT = 0.09290304;

export const muFromM2 = (areaM2: number): number => areaM2 / M2_PER_MU;
export const m2FromMu = (areaMu: number): number => areaMu * M2_PER_MU;
export const muFromHectares = (areaHa: number): number => areaHa * MU_PER_HECTARE;
export const muFromKm2 = (areaKm2: number): number => areaKm2 * MU_PER_KM2;

/**
 * A counted area fixed once as a whole number of 0.01 mu, so that every total is an integer sum.
 * Half a hundredth goes up; areas are never negative. Errors: RangeError for a negative or non-finite area.
 */
export function muHundredthsFromM2(areaM2: number): number {
  if (!Number.isFinite(areaM2) || areaM2 < 0)
    throw new RangeError(`An area must be a number of m² from 0, not ${areaM2}`);
  // 15 mu are a hectare: multiplying before dividing keeps round areas exact. SQL does the same: floor(x * 15 / 100 + 0.5).
  return Math.floor((areaM2 * 15) / 100 + 0.5);
}

/** Area units that an import may meet, in square metres each. */
export const AREA_UNITS_M2 = {
  m2: 1,
  mu: M2_PER_MU,
  ha: 10000,
  km2: 1_000_000,
  '10k-m2': 10000,
  '10k-mu': 10000 * M2_PER_MU,
  'square-foot': M2_PER_SQUARE_FOOT,
} as const;
export type AreaUnit = keyof typeof AREA_UNITS_M2;

/** Money units that an import may meet, in 万元 each. */
export const MONEY_UNITS_10K_YUAN = { yuan: 1 / 10000, '10k-yuan': 1, '100m-yuan': 10000 } as const;
export type MoneyUnit = keyof typeof MONEY_UNITS_10K_YUAN;

/** Energy units that an import may meet, in tonnes of standard coal each. */
export const ENERGY_UNITS_TCE = { kgce: 1 / 1000, tce: 1, '10k-tce': 10000 } as const;
/** Units of emissions that an import may meet, in tonnes each. */
export const EMISSION_UNITS_T = { kg: 1 / 1000, t: 1 } as const;
/** Units of headcount that an import may meet, in persons each. */
export const PEOPLE_UNITS = { person: 1, '10k-person': 10000 } as const;
