import { AGES, COUNTED_FACTS, type EnterpriseFacts, FIGURES } from '../../domain/evaluation/method.ts';
import type { TierFacts } from '../../domain/evaluation/tier.ts';
import { EVALUATION_INDICATORS, type EvaluationIndicator, INDICATOR_PARTS } from '../../domain/evaluation.ts';

/** Rows that are fetched or stored at once. */
export const PAGE = 5_000;

const NUMBERS = [...FIGURES, ...AGES, ...COUNTED_FACTS] as const;
const COLUMN_OF = new Map<string, number>(NUMBERS.map((name, column) => [name, column]));
const NO_MARKS: readonly string[] = [];
const DIVISIONS = Array.from({ length: 256 }, (_, division) =>
  division === 0 ? null : String(division).padStart(2, '0'),
);
/** Of each indicator the columns of its figures. */
const PARTS = new Map(
  EVALUATION_INDICATORS.map((indicator) => {
    const [above, below] = INDICATOR_PARTS[indicator];
    return [indicator, [COLUMN_OF.get(above) ?? 0, COLUMN_OF.get(below) ?? 0]] as const;
  }),
);

/** A page of enterprise-years in about 100 bytes each, so that a tier of any size can be kept between its passes. */
export type PackedFigures = {
  readonly ids: Int32Array;
  readonly numbers: Float64Array;
  /** 0: not known */
  readonly divisions: Uint8Array;
  /** Only of those that carry any, by their place in the page */
  readonly marks: ReadonlyMap<number, readonly string[]>;
};

/** Packs a page; a figure that is not known becomes NaN, which no database row holds here. */
export function packFigures(rows: readonly ({ readonly id: number } & EnterpriseFacts)[]): PackedFigures {
  const numbers = new Float64Array(rows.length * NUMBERS.length);
  const marks = new Map<number, readonly string[]>();
  for (const [place, row] of rows.entries()) {
    for (const [column, name] of NUMBERS.entries()) numbers[place * NUMBERS.length + column] = row[name] ?? Number.NaN;
    if (row.marks.length > 0) marks.set(place, row.marks);
  }
  return {
    ids: Int32Array.from(rows, (row) => row.id),
    numbers,
    divisions: Uint8Array.from(rows, (row) => Number(row.industryDivision ?? 0)),
    marks,
  };
}

/** The facts at a place of a page, NaN given back as null. */
function factsAt({ numbers, divisions, marks }: PackedFigures, place: number): EnterpriseFacts {
  const at = (column: number): number | null => {
    const value = numbers[place * NUMBERS.length + column];
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
    registeredYears: at(8),
    buildingYears: at(9),
    tenants: at(10) ?? 0,
    belowScaleTenants: at(11) ?? 0,
    industryDivision: DIVISIONS[divisions[place] ?? 0] ?? null,
    marks: marks.get(place) ?? NO_MARKS,
  };
}

/** The same as `indicatorValue` of the facts at a place, which are not made for it. */
function valueAt({ numbers }: PackedFigures, place: number, indicator: EvaluationIndicator): number | null {
  const [above, below] = PARTS.get(indicator) ?? [0, 0];
  const first = place * NUMBERS.length;
  const divisor = numbers[first + below] ?? Number.NaN;
  const value = (numbers[first + above] ?? Number.NaN) / divisor;
  return Number.isNaN(value) || divisor === 0 ? null : value;
}

/** The enterprise-years of a tier by rising id. */
export type PackedTier = TierFacts & {
  readonly pages: readonly PackedFigures[];
  readonly idAt: (place: number) => number;
};

/** A tier out of pages that are full but for the last. */
export function packedTier(pages: readonly PackedFigures[]): PackedTier {
  const length = pages.reduce((rows, page) => rows + page.ids.length, 0);
  const pageOf = (place: number): PackedFigures => {
    const page = pages[Math.floor(place / PAGE)];
    if (!page) throw new RangeError(`The tier has ${length} enterprises; there is none at place ${place}`);
    return page;
  };
  return {
    length,
    pages,
    at: (place) => factsAt(pageOf(place), place % PAGE),
    valueAt: (place, indicator) => valueAt(pageOf(place), place % PAGE, indicator),
    idAt: (place) => pageOf(place).ids[place % PAGE] ?? 0,
  };
}
