import type { FindingKind } from './finding.ts';
import { PARTS_PER_UNIT, wholeParts } from './units.ts';

/**
 * What is known of each parcel of a jurisdiction in a year, one array a property: the form in which the browser and the
 * server hold land so that a rule, a filter or a total passes over a million parcels in milliseconds.
 *
 * Figures that totals add are whole numbers of a small unit (hundredths of a mu, yuan, hundredths of a tce and of a
 * person), so that a sum is the same in every order and every engine. Where a figure is unknown it is NaN; where a text
 * is unknown its code is 0.
 */
export type ParcelColumns = {
  readonly revision: number;
  readonly jurisdiction: string;
  readonly year: number;
  readonly rows: number;
  /** Names behind the codes of a text column; code 1 is the first. Town by its code, park by its name, industry by its division. */
  readonly names: Readonly<Record<TextColumn, readonly string[]>>;
  /** The kind behind each bit of `findings` and `unknown`, the lowest bit first. */
  readonly kinds: readonly FindingKind[];
  readonly columns: Readonly<{ [Name in ColumnName]: ColumnArray<Name> }>;
  /**
   * Enterprises on each parcel: those of row i stand in `enterprise` from `start[i]` to before `start[i + 1]`, each once.
   * Enterprises are numbered from 0 without gaps, so that a set of them is a row of bits.
   */
  readonly enterprises: { readonly start: Int32Array; readonly enterprise: Int32Array };
};

/** Columns in the order in which they are sent, with the type of their array. */
export const COLUMN_TYPES = {
  /** Stable id of the parcel, that of the tiles. Rows rise by it. */
  id: 'int32',
  class: 'uint8',
  town: 'uint16',
  park: 'uint16',
  industry: 'uint8',
  tier: 'uint8',
  right: 'uint8',
  /** Bits by `kinds`: what was found. */
  findings: 'uint32',
  /** Bits by `kinds`: what a rule cannot say for want of a figure. */
  unknown: 'uint32',
  /** Year of completion, else of the start of works; 0 where unknown. */
  builtYear: 'int16',
  /** How many enterprises stand on the parcel. */
  occupants: 'uint16',
  countedMuHundredths: 'int32',
  taxPerMu10kYuan: 'float64',
  taxYuan: 'float64',
  addedValueYuan: 'float64',
  energyTceHundredths: 'float64',
  employeesHundredths: 'float64',
  farRatio: 'float64',
  /** Middle of the parcel's box, degrees (EPSG:4490). */
  longitude: 'float32',
  latitude: 'float32',
} as const satisfies Record<string, keyof typeof COLUMN_ARRAYS>;

/** The array of each type of number. */
export const COLUMN_ARRAYS = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

export type ColumnName = keyof typeof COLUMN_TYPES;
export type ColumnArray<Name extends ColumnName> = InstanceType<(typeof COLUMN_ARRAYS)[(typeof COLUMN_TYPES)[Name]]>;
/** Columns that hold codes of names. */
export const TEXT_COLUMNS = ['class', 'town', 'park', 'industry', 'tier', 'right'] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** How many small units of a column make one of the figure's own. */
const PARTS = {
  taxYuan: PARTS_PER_UNIT.tax,
  addedValueYuan: PARTS_PER_UNIT.addedValue,
  energyTceHundredths: PARTS_PER_UNIT.energy,
  employeesHundredths: PARTS_PER_UNIT.employees,
} as const;
export type SummedColumn = keyof typeof PARTS;

/** A figure as a whole number of its column's small unit; NaN stays NaN. */
export const smallUnits = (column: SummedColumn, figure: number): number => wholeParts(figure, PARTS[column]);

/** The figure of a sum of small units: 万元, tce or persons; null stays unknown. */
export const figureOf = (column: SummedColumn, sum: number | null): number | null =>
  sum === null ? null : sum / PARTS[column];

/** Memory that the arrays of columns take. */
export function columnBytes({ columns, enterprises }: ParcelColumns): number {
  const arrays = [...Object.values(columns), enterprises.start, enterprises.enterprise];
  return arrays.reduce((sum, array) => sum + array.byteLength, 0);
}
