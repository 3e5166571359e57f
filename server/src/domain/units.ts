/** Units of land, energy and money, converted here and nowhere else. */

/** One mu in square metres: 10000/15, kept as a quotient so that nothing is rounded on the way. */
export const M2_PER_MU = 10000 / 15;
const M2_PER_HECTARE = 10_000;
const MU_PER_HECTARE = 15;
const MU_PER_KM2 = 1500;
export const M2_PER_SQUARE_FOOT = 0.09290304;

// Multiplied before they are divided: whole numbers stay whole, and SQL, which does the same, agrees to the last bit.
export const muFromM2 = (areaM2: number): number => (areaM2 * MU_PER_HECTARE) / M2_PER_HECTARE;
export const m2FromMu = (areaMu: number): number => (areaMu * M2_PER_HECTARE) / MU_PER_HECTARE;
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

/** The area of a whole number of 0.01 mu, m²; `muHundredthsFromM2` gives the same number back. */
export const m2FromMuHundredths = (muHundredths: number): number => (muHundredths * 100) / MU_PER_HECTARE;

/** A figure fixed as a whole number of a smaller unit, half of it going up, so that every total is an integer sum. SQL: floor(x * parts + 0.5). */
export const wholeParts = (figure: number, partsPerUnit: number): number => Math.floor(figure * partsPerUnit + 0.5);

/** The small unit in which each figure of an enterprise is added: yuan of 万元, hundredths of a tce and of a person. */
export const PARTS_PER_UNIT = { tax: 10_000, addedValue: 10_000, energy: 100, employees: 100 } as const;

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

/** Units of emissions that an import may meet, in tonnes each. */
export const EMISSION_UNITS_T = { kg: 1 / 1000, t: 1 } as const;
/** Units of shares that an import may meet, in 1 each. */
export const SHARE_UNITS = { ratio: 1, percent: 1 / 100 } as const;
/** Units of headcount that an import may meet, in persons each. */
export const PEOPLE_UNITS = { person: 1, '10k-person': 10000 } as const;
