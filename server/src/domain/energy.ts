/** Energy carriers turned into standard coal (标准煤), each by a factor that says where it comes from. */

/** 29.307 GJ are one tonne of standard coal (tce). */
const GJ_PER_TCE = 29.307;

/** 当量: the heat in the carrier itself. 等价: the fuel that was spent to make it, which changes from year to year. */
export type EnergyBasis = 'calorific' | 'equal-value';
export type Certainty = 'high' | 'medium' | 'low';

/** Tonnes of standard coal in one unit of a carrier, with its source and how sure it is. */
export type CoalFactor = {
  readonly basis: EnergyBasis;
  readonly unit: string;
  readonly tcePerUnit: number;
  /** The year that the factor is of; null: it does not change */
  readonly year: number | null;
  readonly source: string;
  readonly certainty: Certainty;
};

const GB_2589 = 'GB/T 2589-2020, reference factors';
const constant = (unit: string, tcePerUnit: number, certainty: Certainty, source = GB_2589): CoalFactor => ({
  basis: 'calorific',
  unit,
  tcePerUnit,
  year: null,
  source,
  certainty,
});

/**
 * Reference factors of the carriers that factories report. A measured heat value goes before them; the fuels' own vary
 * with their origin, which is why theirs are of medium certainty. Steam is left out: its heat depends on pressure, so
 * that it is to be reported in GJ. Gas from a coke oven or a furnace and bio-fuels are left out for want of one value.
 */
export const CALORIFIC_FACTORS = {
  electricity: constant('10k-kwh', 1.229, 'high'),
  heat: constant('gj', 1 / GJ_PER_TCE, 'high', 'Definition of standard coal, 29.307 GJ a tonne'),
  'raw-coal': constant('t', 0.7143, 'medium'),
  'washed-coal': constant('t', 0.9, 'medium'),
  coke: constant('t', 0.9714, 'medium'),
  'natural-gas': constant('10k-m3', 13.3, 'medium'),
  'liquefied-natural-gas': constant('t', 1.7572, 'medium'),
  'liquefied-petroleum-gas': constant('t', 1.7143, 'medium'),
  petrol: constant('t', 1.4714, 'high'),
  diesel: constant('t', 1.4571, 'high'),
  'fuel-oil': constant('t', 1.4286, 'high'),
} as const satisfies Record<string, CoalFactor>;
export type EnergyCarrier = keyof typeof CALORIFIC_FACTORS;

/** Between these an equal value of electricity is believed, tce a 10,000 kWh: the range in use lies about 2.8 to 3.0, older texts go to 4.04. */
export const EQUAL_VALUE_LIMITS = { least: 2.4, most: 4.1 } as const;

/**
 * The equal value (等价值) of electricity for a year. No number is kept here: statistics bureaus publish one for each
 * year and province, so that whoever evaluates has to name it with its source.
 * Errors: RangeError for a factor that can be none.
 */
export function electricityEqualValue(year: number, tcePer10kKwh: number, source: string): CoalFactor {
  const { least, most } = EQUAL_VALUE_LIMITS;
  if (!(tcePer10kKwh >= least && tcePer10kKwh <= most))
    throw new RangeError(`An equal value of ${tcePer10kKwh} tce a 10,000 kWh is outside ${least} to ${most}`);
  if (source.trim() === '') throw new RangeError('An equal value needs its source: it is published for each year');
  return { basis: 'equal-value', unit: '10k-kwh', tcePerUnit: tcePer10kKwh, year, source, certainty: 'medium' };
}

export type CarrierUse = { readonly carrier: EnergyCarrier; readonly amount: number; readonly factor?: CoalFactor };
export type StandardCoal = {
  readonly energyTce: number;
  readonly parts: readonly {
    readonly carrier: EnergyCarrier;
    readonly amount: number;
    readonly energyTce: number;
    readonly factor: CoalFactor;
  }[];
  /** How electricity was counted; null where there is none */
  readonly electricityBasis: EnergyBasis | null;
};

/**
 * Adds up what an enterprise used, in tce, with the factor of each part. Sums of both bases refuse to be one figure.
 * Errors: RangeError for a negative amount, a factor of another unit, or electricity counted in both ways.
 */
export function standardCoal(uses: readonly CarrierUse[]): StandardCoal {
  const bases = new Set<EnergyBasis>();
  const parts = uses.map(({ carrier, amount, factor = CALORIFIC_FACTORS[carrier] }) => {
    if (!(amount >= 0 && Number.isFinite(amount)))
      throw new RangeError(`The amount of ${carrier} must be from 0, not ${amount}`);
    const { unit } = CALORIFIC_FACTORS[carrier];
    if (factor.unit !== unit) throw new RangeError(`${carrier} is counted by ${unit}; the factor is by ${factor.unit}`);
    if (factor.basis === 'equal-value' && carrier !== 'electricity')
      throw new RangeError(`Only electricity has an equal value here, not ${carrier}`);
    if (carrier === 'electricity') bases.add(factor.basis);
    return { carrier, amount, energyTce: amount * factor.tcePerUnit, factor };
  });
  if (bases.size > 1) throw new RangeError('Electricity is counted by its heat and by its equal value in one sum');
  const [electricityBasis = null] = bases;
  return { energyTce: parts.reduce((sum, part) => sum + part.energyTce, 0), parts, electricityBasis };
}

/** Energy units that an import may meet, in tonnes of standard coal each. Electricity only where a mapping says how it counts: “万千瓦时” alone does not. */
export const ENERGY_UNITS_TCE = {
  kgce: 1 / 1000,
  tce: 1,
  '10k-tce': 10_000,
  gj: CALORIFIC_FACTORS.heat.tcePerUnit,
  '10k-kwh-calorific': CALORIFIC_FACTORS.electricity.tcePerUnit,
} as const;

/**
 * Carbon dioxide a tonne of standard coal where a programme implies no factor of its own: the ratio of the province's
 * targets for 2021-2023 (8 million tonnes of CO₂ to 4 million tce). A planning ratio, no physical constant.
 */
export const USUAL_CARBON_FACTOR_T_PER_TCE = 2;
