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
  const { selection, potential } = question;
  const { taxYuan, addedValueYuan, energyTceHundredths, employeesHundredths } = land.columns;
  const { start, enterprise } = land.enterprises;
  const seen = new Uint32Array((enterprise.length >>> 5) + 1);
  const [tax, addedValue, energy, employees] = [figure(), figure(), figure(), figure()];
  let parcels = 0;
  let enterprises = 0;
  for (let row = 0; row < land.rows; row += 1) {
    if (selection !== null && selection[row] !== TRUE) continue;
    if (of === 'potential' && potential[row] !== TRUE) continue;
    parcels += 1;
    add(tax, taxYuan[row] as number);
    add(addedValue, addedValueYuan[row] as number);
    add(energy, energyTceHundredths[row] as number);
    add(employees, employeesHundredths[row] as number);
    for (let at = start[row] as number; at < (start[row + 1] as number); at += 1) {
      const number = enterprise[at] as number;
      const word = seen[number >>> 5] as number;
      const bit = 1 << (number & 31);
      if ((word & bit) !== 0) continue;
      seen[number >>> 5] = word | bit;
      enterprises += 1;
    }
  }
  const summed = ({ sum, known }: Adding): LandFigure => ({
    sum: known === 0 ? null : sum,
    unknownParcels: parcels - known,
  });
  return {
    enterprises,
    taxYuan: summed(tax),
    addedValueYuan: summed(addedValue),
    energyTceHundredths: summed(energy),
    employeesHundredths: summed(employees),
  };
}

type Adding = { sum: number; known: number };
const figure = (): Adding => ({ sum: 0, known: 0 });
function add(figure: Adding, value: number): void {
  if (Number.isNaN(value)) return;
  figure.sum += value;
  figure.known += 1;
}
