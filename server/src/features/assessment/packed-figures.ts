import type { EnterpriseFigures } from '../../domain/evaluation.ts';
import type { FiguresRow } from './evaluation.queries.ts';

const NAMES = [
  'usedLandMu',
  'tax10kYuan',
  'addedValue10kYuan',
  'energyTce',
  'emissionsT',
  'employees',
  'revenue10kYuan',
  'rd10kYuan',
] as const satisfies readonly (keyof EnterpriseFigures)[];

/** A page of enterprise-years in 68 bytes each, so that a tier of any size can be kept between its passes. */
export type PackedFigures = { readonly ids: Int32Array; readonly figures: Float64Array };

/** Packs a page; a figure that is not known becomes NaN, which no database row holds here. */
export function packFigures(rows: readonly FiguresRow[]): PackedFigures {
  const ids = Int32Array.from(rows, (row) => row.id);
  const figures = new Float64Array(rows.length * NAMES.length);
  for (const [place, row] of rows.entries()) {
    for (const [column, name] of NAMES.entries()) figures[place * NAMES.length + column] = row[name] ?? Number.NaN;
  }
  return { ids, figures };
}

/** The figures at a place of a page, NaN given back as null. */
export function figuresAt({ figures }: PackedFigures, place: number): EnterpriseFigures {
  const at = (column: number): number | null => {
    const value = figures[place * NAMES.length + column];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
  return {
    usedLandMu: at(0),
    tax10kYuan: at(1),
    addedValue10kYuan: at(2),
    energyTce: at(3),
    emissionsT: at(4),
    employees: at(5),
    revenue10kYuan: at(6),
    rd10kYuan: at(7),
  };
}
