import type { ParcelColumns } from './parcel-columns.ts';
import { TRUTH } from './truth.ts';

/** The sum of the known values, null where none is known, and how many parcels have none. */
export type LandFigure = { readonly sum: number | null; readonly unknownParcels: number };
export type LandFigures = {
  /** Distinct: an enterprise that stands on two parcels counts once. */
  readonly enterprises: number;
  readonly taxYuan: LandFigure;
  readonly addedValueYuan: LandFigure;
  readonly energyTceHundredths: LandFigure;
  readonly employeesHundredths: LandFigure;
};

/** Which rows are counted, one truth a row: those that are true in `selection` (null: all) and, where asked, in `potential`. */
type FigureQuestion = { readonly selection: Uint8Array | null; readonly potential: Uint8Array };

const { true: TRUE } = TRUTH;

/** What stands on the selected parcels: all of them, or the potential ones. */
export function landFigures(land: ParcelColumns, question: FigureQuestion, of: 'potential' | 'all'): LandFigures {
  return figuresOfRows(land, chosenRows(land.rows, question, of));
}

/** What stands on some rows. */
export function figuresOfRows(land: ParcelColumns, rows: Int32Array): LandFigures {
  const { taxYuan, addedValueYuan, energyTceHundredths, employeesHundredths } = land.columns;
  return {
    enterprises: countEnterprises(land, rows),
    taxYuan: sumKnown(taxYuan, rows),
    addedValueYuan: sumKnown(addedValueYuan, rows),
    energyTceHundredths: sumKnown(energyTceHundredths, rows),
    employeesHundredths: sumKnown(employeesHundredths, rows),
  };
}

/** The rows that count, in their order. */
function chosenRows(rows: number, { selection, potential }: FigureQuestion, of: 'potential' | 'all'): Int32Array {
  const chosen = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    const isSelected = +(selection === null || selection[row] === TRUE);
    const isAsked = +(of === 'all' || potential[row] === TRUE);
    // Every row is written and the next one overwrites it where it does not count: cheaper than to branch.
    chosen[count] = row;
    count += isSelected & isAsked;
  }
  return chosen.subarray(0, count);
}

function sumKnown(values: Float64Array, rows: Int32Array): LandFigure {
  let [sum, known] = [0, 0];
  const { length } = rows;
  for (let at = 0; at < length; at += 1) {
    const value = values[rows[at] as number] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
  }
  return { sum: known === 0 ? null : sum, unknownParcels: length - known };
}

function countEnterprises({ enterprises }: ParcelColumns, rows: Int32Array): number {
  const { start, enterprise } = enterprises;
  const seen = new Uint32Array((enterprise.length >>> 5) + 1);
  let count = 0;
  const { length } = rows;
  for (let at = 0; at < length; at += 1) {
    const row = rows[at] as number;
    const end = start[row + 1] as number;
    for (let place = start[row] as number; place < end; place += 1) {
      const number = enterprise[place] as number;
      const word = seen[number >>> 5] as number;
      count += 1 - ((word >>> (number & 31)) & 1);
      seen[number >>> 5] = word | (1 << (number & 31));
    }
  }
  return count;
}
