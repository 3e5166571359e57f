import type { Comparator } from './comparison.ts';
import type { Filter, FilterProperty, Literal } from './filter.ts';
import { type FindingKind, POTENTIAL_KINDS } from './finding.ts';
import { type ParcelColumns, TEXT_COLUMNS, type TextColumn } from './parcel-columns.ts';
import { andTruths, opposite, orTruths, TRUTH, type Truth, truthsOf } from './truth.ts';
import { PARTS_PER_UNIT } from './units.ts';

/** What of the columns a filter reads. */
export type FilteredColumns = Pick<ParcelColumns, 'rows' | 'names' | 'kinds' | 'columns'>;

type Test = Exclude<Filter, { op: 'and' | 'or' | 'not' }>;
type ListTest = Extract<Test, { op: 'a_contains' | 'a_overlaps' }>;
type ValueTest = Exclude<Test, ListTest>;

/** A negation is carried down to the tests, which answer its opposite: it costs no pass of its own. */
type Asked = { readonly land: FilteredColumns; readonly isNegated: boolean };

/**
 * The truth of a filter for each row of the columns, as `TRUTH` numbers it; the twin of the SQL that `filterSql` writes.
 * Each condition passes over the rows once, and texts are looked up once and not by row.
 */
export const evaluateFilter = (filter: Filter, land: FilteredColumns): Uint8Array =>
  evaluate(filter, { land, isNegated: false });

function evaluate(filter: Filter, { land, isNegated }: Asked): Uint8Array {
  switch (filter.op) {
    case 'and':
    case 'or': {
      const isAnd = (filter.op === 'and') !== isNegated;
      const join = isAnd ? andTruths : orTruths;
      const [first, ...others] = filter.args.map((each) => () => evaluate(each, { land, isNegated }));
      const truths = first?.() ?? constant(land, isAnd);
      for (const other of others) join(truths, other());
      return truths;
    }
    case 'not':
      return evaluate(filter.args[0], { land, isNegated: !isNegated });
    case 'a_contains':
    case 'a_overlaps':
      return testFindings(filter, { land, isNegated });
    default:
      return testValues(filter, { land, isNegated });
  }
}

const constant = ({ rows }: FilteredColumns, isTrue: boolean): Uint8Array =>
  truthsOf(rows).fill(isTrue ? TRUTH.true : TRUTH.false);

function testValues(filter: ValueTest, { land, isNegated }: Asked): Uint8Array {
  const { property } = filter.args[0];
  const measured = MEASURED[property];
  if (measured) return testFigures(filter, land.columns[measured.column], { ...measured, isNegated });
  const byCode = (codes: Uint8Array | Uint16Array, values: readonly (Literal | null)[]) => {
    const truths = values.map((value) => testValue(filter, value));
    return lookUp(codes, isNegated ? truths.map(opposite) : truths);
  };
  if (property === 'pending') return byCode(pendingOf(land), [false, true]);
  if (property === 'inPark') return byCode(land.columns.park, [false, ...land.names.park.map(() => true)]);
  if (isText(property)) return byCode(land.columns[property], [null, ...land.names[property]]);
  // A list can only be asked whether it is known, and always is. A rule's condition may ask what columns do not hold.
  if (property !== 'findings') throw new RangeError(`Columns do not hold ${property}`);
  return constant(land, isNegated);
}

const isText = (property: FilterProperty): property is FilterProperty & TextColumn =>
  TEXT_COLUMNS.some((column) => column === property);

type FigureColumn =
  | 'countedMuHundredths'
  | 'taxPerMu10kYuan'
  | 'taxYuan'
  | 'addedValueYuan'
  | 'energyTceHundredths'
  | 'employeesHundredths'
  | 'farRatio'
  | 'builtYear'
  | 'occupants';
type Measure = { readonly column: FigureColumn; readonly perUnit: number; readonly unknown: number };

/** Where each figure stands, how many of the column's small units make one of the property's, and what says that it is unknown. */
const MEASURED: { readonly [Property in FilterProperty]?: Measure } = {
  areaMu: { column: 'countedMuHundredths', perUnit: 100, unknown: Number.NaN },
  taxPerMu10kYuan: { column: 'taxPerMu10kYuan', perUnit: 1, unknown: Number.NaN },
  tax10kYuan: { column: 'taxYuan', perUnit: PARTS_PER_UNIT.tax, unknown: Number.NaN },
  addedValue10kYuan: { column: 'addedValueYuan', perUnit: PARTS_PER_UNIT.addedValue, unknown: Number.NaN },
  energyTce: { column: 'energyTceHundredths', perUnit: PARTS_PER_UNIT.energy, unknown: Number.NaN },
  employees: { column: 'employeesHundredths', perUnit: PARTS_PER_UNIT.employees, unknown: Number.NaN },
  farRatio: { column: 'farRatio', perUnit: 1, unknown: Number.NaN },
  builtYear: { column: 'builtYear', perUnit: 1, unknown: 0 },
  occupants: { column: 'occupants', perUnit: 1, unknown: Number.NaN },
};

type Figures = FilteredColumns['columns'][FigureColumn];
/** What a comparison says of a value below, at and above its bound. */
type Sides = readonly [below: Truth, at: Truth, above: Truth];
const SIDES: Readonly<Record<Comparator | '<>', Sides>> = {
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '=': [0, 1, 0],
  '<>': [1, 0, 1],
  '>=': [0, 1, 1],
  '>': [0, 0, 1],
};

type FigureTest = Measure & { readonly isNegated: boolean };

function testFigures(filter: ValueTest, figures: Figures, test: FigureTest): Uint8Array {
  switch (filter.op) {
    case 'isNull':
      return findUnknown(figures, test);
    case 'in':
      return findAmong(figures, test, filter.args[1] as readonly number[]);
    default:
      return compareFigures(figures, test, { bound: filter.args[1] as number, sides: SIDES[filter.op] });
  }
}

/** Looks the truth up by what holds of the value, since a processor guesses wrong at every other branch over real figures. */
function compareFigures(
  figures: Figures,
  { perUnit, unknown, isNegated }: FigureTest,
  { bound, sides }: { bound: number; sides: Sides },
): Uint8Array {
  const { unknown: open } = TRUTH;
  const [below, at, above] = isNegated ? sides.map(opposite) : sides;
  const truthOf = Uint8Array.of(open, below as Truth, above as Truth, at as Truth);
  const { length } = figures;
  const truths = truthsOf(length);
  const { greatest, least } = edgesOf(bound, perUnit);
  for (let row = 0; row < length; row += 1) {
    const figure = figures[row] as number;
    truths[row] = truthOf[+(figure <= greatest) | (+(figure >= least) << 1)] as number;
  }
  // Not a number is neither below nor above; another sign for the unknown is.
  if (!Number.isNaN(unknown))
    for (let row = 0; row < length; row += 1) if (figures[row] === unknown) truths[row] = open;
  return truths;
}

/**
 * The greatest figure whose value is not above the bound, and the least whose value is not below it, so that no row needs
 * a division. Where several small units make one of the value's own, figures are whole numbers.
 */
function edgesOf(bound: number, perUnit: number): { readonly greatest: number; readonly least: number } {
  const near = Math.round(bound * perUnit);
  if (perUnit === 1 || !Number.isSafeInteger(near)) return { greatest: bound * perUnit, least: bound * perUnit };
  const around = [near - 1, near, near + 1];
  return {
    greatest: Math.max(...around.filter((figure) => figure / perUnit <= bound)),
    least: Math.min(...around.filter((figure) => figure / perUnit >= bound)),
  };
}

function findUnknown(figures: Figures, { unknown, isNegated }: Omit<FigureTest, 'perUnit' | 'column'>): Uint8Array {
  const truths = truthsOf(figures.length);
  const flip = +isNegated;
  for (let row = 0; row < figures.length; row += 1) {
    const figure = figures[row] as number;
    truths[row] = (+(figure === unknown) | +Number.isNaN(figure)) ^ flip;
  }
  return truths;
}

function findAmong(
  figures: Figures,
  { perUnit, unknown, isNegated }: FigureTest,
  values: readonly number[],
): Uint8Array {
  const flip = +isNegated;
  // Nothing is among no values, not even what is unknown: SQL says so too.
  if (values.length === 0) return truthsOf(figures.length).fill(flip);
  const truths = findUnknown(figures, { unknown, isNegated: false });
  const sorted = halvable(values);
  for (let row = 0; row < figures.length; row += 1) {
    const value = (figures[row] as number) / perUnit;
    let at = 0;
    for (let step = sorted.length >>> 1; step > 0; step >>>= 1) at += step * +((sorted[at + step] as number) <= value);
    const isUnknown = truths[row] as number;
    truths[row] = (isUnknown * TRUTH.unknown) | ((+(sorted[at] === value) ^ flip) & ~isUnknown);
  }
  return truths;
}

/** Values in rising order between infinities, as many as a power of two, so that each step of a search halves them. */
function halvable(values: readonly number[]): Float64Array {
  const room = 2 ** Math.ceil(Math.log2(values.length + 1));
  const sorted = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
  sorted.set(values, 1);
  sorted[0] = Number.NEGATIVE_INFINITY;
  return sorted.sort();
}

/** The truth of each code, tested once, at each row that has it. */
function lookUp(codes: Uint8Array | Uint16Array, truthOfCode: readonly Truth[]): Uint8Array {
  const truthOf = Uint8Array.from(truthOfCode);
  const truths = truthsOf(codes.length);
  for (let row = 0; row < codes.length; row += 1) truths[row] = truthOf[codes[row] as number] as number;
  return truths;
}

function testValue(filter: ValueTest, value: Literal | null): Truth {
  switch (filter.op) {
    case 'isNull':
      return value === null ? TRUTH.true : TRUTH.false;
    case 'in':
      if (filter.args[1].length === 0) return TRUTH.false;
      if (value === null) return TRUTH.unknown;
      return filter.args[1].includes(value) ? TRUTH.true : TRUTH.false;
    case '=':
    case '<>':
      if (value === null) return TRUTH.unknown;
      return (value === filter.args[1]) === (filter.op === '=') ? TRUTH.true : TRUTH.false;
    default:
      throw new RangeError(`${filter.op} compares numbers, and ${filter.args[0].property} is none`);
  }
}

/** 1 where nothing makes the land potential and a rule that could has been left open. */
function pendingOf({ rows, kinds, columns }: FilteredColumns): Uint8Array {
  const potential = bitsOf(POTENTIAL_KINDS, kinds);
  const { findings, unknown } = columns;
  const pending = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1)
    pending[row] =
      ((findings[row] as number) & potential) === 0 && ((unknown[row] as number) & potential) !== 0 ? 1 : 0;
  return pending;
}

function testFindings({ op, args: [, asked] }: ListTest, { land, isNegated }: Asked): Uint8Array {
  const { rows, kinds, columns } = land;
  // Land cannot have a kind that the columns do not know.
  if (op === 'a_contains' && !asked.every((kind) => kinds.includes(kind))) return constant(land, isNegated);
  const truths = truthsOf(rows);
  const bits = bitsOf(asked, kinds);
  const { findings } = columns;
  const flip = +isNegated;
  if (op === 'a_overlaps')
    for (let row = 0; row < rows; row += 1) truths[row] = +(((findings[row] as number) & bits) !== 0) ^ flip;
  else for (let row = 0; row < rows; row += 1) truths[row] = +(((findings[row] as number) & bits) === bits) ^ flip;
  return truths;
}

/** The kinds as bits; one that the columns do not know has none. Signed, as all bit arithmetic is. */
const bitsOf = (asked: readonly FindingKind[], kinds: readonly FindingKind[]): number =>
  kinds.reduce((bits, kind, place) => (asked.includes(kind) ? bits | (1 << place) : bits), 0);
