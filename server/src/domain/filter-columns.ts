import type { Comparator } from './comparison.ts';
import type { Filter, FilterProperty, Literal } from './filter.ts';
import { type FindingKind, POTENTIAL_KINDS } from './finding.ts';
import { type Edges, lookUp, lookUpPair, lookUpSides } from './look-up.ts';
import { type ParcelColumns, TEXT_COLUMNS, type TextColumn } from './parcel-columns.ts';
import { type Join, joinTable, joinTruths, opposite, pairTable, TRUTH, type Truth } from './truth.ts';
import { PARTS_PER_UNIT } from './units.ts';

/** What of the columns a filter reads. */
export type FilteredColumns = Pick<ParcelColumns, 'rows' | 'names' | 'kinds' | 'columns'>;

type Test = Exclude<Filter, { op: 'and' | 'or' | 'not' }>;
type ListTest = Extract<Test, { op: 'a_contains' | 'a_overlaps' }>;
type ValueTest = Exclude<Test, ListTest>;

/** A filter, or what it does not say. A negation is carried down to the tests, so that it costs no pass of its own. */
type Part<Kind extends Filter = Filter> = { readonly filter: Kind; readonly isNegated: boolean };

/** Where the truths of a part go: joined to those that stand there. */
type Writing = {
  readonly land: FilteredColumns;
  readonly isNegated: boolean;
  readonly into: Uint8Array;
  readonly join: Join;
};

/**
 * The truth of a filter for each row of the columns, as `TRUTH` numbers it; the twin of the SQL that `filterSql` writes.
 * Each condition passes over the rows once (a figure and a text together, as most rules ask), and texts are looked up once
 * and not by row.
 */
export const evaluateFilter = (filter: Filter, land: FilteredColumns): Uint8Array =>
  evaluate({ filter, isNegated: false }, land);

function evaluate({ filter, isNegated }: Part, land: FilteredColumns): Uint8Array {
  if (filter.op === 'not') return evaluate({ filter: filter.args[0], isNegated: !isNegated }, land);
  const join = filter.op === 'and' || filter.op === 'or' ? joinOf(filter.op, isNegated) : 'or';
  const parts = partsOf({ filter, isNegated }, join);
  // All false: what is joined to it by an or stands there as it is.
  const into = new Uint8Array(land.rows);
  if (parts.length === 0 && join === 'and') into.fill(TRUTH.true);
  const pair = pairOf(parts, land);
  if (pair) writePair(pair, join, into);
  const rest = pair ? parts.filter((part) => part !== pair.compared.part && part !== pair.coded.part) : parts;
  for (const [place, part] of rest.entries())
    write(part.filter, { land, isNegated: part.isNegated, into, join: place === 0 && !pair ? 'or' : join });
  return into;
}

/** What is joined in a row, whatever brackets stand around it. */
function partsOf({ filter, isNegated }: Part, join: Join): Part[] {
  if (filter.op === 'not') return partsOf({ filter: filter.args[0], isNegated: !isNegated }, join);
  if ((filter.op === 'and' || filter.op === 'or') && joinOf(filter.op, isNegated) === join)
    return filter.args.flatMap((each) => partsOf({ filter: each, isNegated }, join));
  return [{ filter, isNegated }];
}

/** By De Morgan. */
const joinOf = (op: Join, isNegated: boolean): Join => ((op === 'and') !== isNegated ? 'and' : 'or');

function write(filter: Filter, writing: Writing): void {
  const { land, isNegated, into, join } = writing;
  switch (filter.op) {
    case 'and':
    case 'or':
    case 'not':
      joinTruths(join, into, evaluate({ filter, isNegated }, land));
      return;
    case 'a_contains':
    case 'a_overlaps':
      writeFindings(filter, writing);
      return;
    default:
      writeValues(filter, writing);
  }
}

/** The table of a test, by what it says of each thing that a row may show. */
const tableOf = ({ join, isNegated }: Writing, truthOf: readonly Truth[]) =>
  joinTable(join, saidBy({ isNegated }, truthOf));

const saidBy = ({ isNegated }: Pick<Part, 'isNegated'>, truthOf: readonly Truth[]): readonly Truth[] =>
  isNegated ? truthOf.map(opposite) : truthOf;

function writeValues(filter: ValueTest, writing: Writing): void {
  const { land } = writing;
  const measured = MEASURED[filter.args[0].property];
  if (measured) {
    writeFigures(filter, land.columns[measured.column], measured, writing);
    return;
  }
  const { codes, truthOf } = codedTest(filter, land);
  lookUp(codes, tableOf(writing, truthOf), writing.into);
}

/** Once for each value, and not for each row. */
function codedTest(filter: ValueTest, land: FilteredColumns) {
  const { codes, values } = codesOf(filter.args[0].property, land);
  return { codes, truthOf: values.map((value) => testValue(filter, value)) };
}

/** A figure against a bound and a property of few values: what most rules ask, in one pass. */
type Pair = {
  readonly compared: Figure;
  readonly coded: { readonly part: Part<ValueTest>; readonly land: FilteredColumns };
};
type Figure = {
  readonly part: Part<ValueTest>;
  readonly figures: Figures;
  readonly edges: Edges;
  readonly truthOf: readonly Truth[];
};

function pairOf(parts: readonly Part[], land: FilteredColumns): Pair | null {
  const tests = parts.filter(isValuePart);
  const coded = tests.find(({ filter }) => MEASURED[filter.args[0].property] === undefined);
  const compared = tests.map((part) => comparedFigure(part, land)).find((figure) => figure !== null);
  return coded && compared ? { compared, coded: { part: coded, land } } : null;
}

const isValuePart = (part: Part): part is Part<ValueTest> =>
  !['and', 'or', 'not', 'a_contains', 'a_overlaps'].includes(part.filter.op);

/** Null where the figure is not compared with a bound, or says by another number that it is unknown. */
function comparedFigure(part: Part<ValueTest>, land: FilteredColumns): Figure | null {
  const { filter } = part;
  const measure = MEASURED[filter.args[0].property];
  if (!measure || !Number.isNaN(measure.unknown) || filter.op === 'isNull' || filter.op === 'in') return null;
  const [below, at, above] = SIDES[filter.op];
  const edges = edgesOf(filter.args[1] as number, measure.perUnit);
  return { part, figures: land.columns[measure.column], edges, truthOf: [TRUTH.unknown, below, above, at] };
}

function writePair({ compared, coded }: Pair, join: Join, into: Uint8Array): void {
  const { codes, truthOf } = codedTest(coded.part.filter, coded.land);
  const table = pairTable(join, saidBy(coded.part, truthOf), saidBy(compared.part, compared.truthOf));
  lookUpPair(codes, compared, table, into);
}

type Coded = { readonly codes: Uint8Array | Uint16Array; readonly values: readonly (Literal | null)[] };

/** A property of few values: what each row's code stands for, which is tested once. */
function codesOf(property: FilterProperty, land: FilteredColumns): Coded {
  if (property === 'pending') return { codes: pendingOf(land), values: [false, true] };
  if (property === 'inPark') return { codes: land.columns.park, values: [false, ...land.names.park.map(() => true)] };
  if (isText(property)) return { codes: land.columns[property], values: [null, ...land.names[property]] };
  // A list can only be asked whether it is known, and always is. A rule's condition may ask what columns do not hold.
  if (property !== 'findings') throw new RangeError(`Columns do not hold ${property}`);
  return { codes: new Uint8Array(land.rows), values: [true] };
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

function writeFigures(filter: ValueTest, figures: Figures, measure: Measure, writing: Writing): void {
  if (filter.op === 'isNull') writeUnknown(figures, measure, writing);
  else if (filter.op === 'in') writeAmong(figures, measure, filter.args[1] as readonly number[], writing);
  else writeCompared(figures, measure, { bound: filter.args[1] as number, sides: SIDES[filter.op] }, writing);
}

function writeCompared(
  figures: Figures,
  { perUnit, unknown }: Measure,
  { bound, sides: [below, at, above] }: { readonly bound: number; readonly sides: Sides },
  writing: Writing,
): void {
  const { into } = writing;
  const { unknown: open } = TRUTH;
  const edges = edgesOf(bound, perUnit);
  // Below, at or above; what is not a number is neither.
  if (Number.isNaN(unknown)) {
    lookUpSides(figures, edges, tableOf(writing, [open, below, above, at]), into);
    return;
  }
  // Something else says unknown: the third bit tells.
  const { table, bits } = tableOf(writing, [open, below, above, at, open, open, open, open]);
  for (let row = 0; row < into.length; row += 1) {
    const figure = figures[row] as number;
    const shown = +(figure <= edges.greatest) | (+(figure >= edges.least) << 1) | (+(figure === unknown) << 2);
    into[row] = table[((into[row] as number) << bits) | shown] as number;
  }
}

/**
 * The greatest figure whose value is not above the bound, and the least whose value is not below it, so that no row needs
 * a division. Where several small units make one of the value's own, figures are whole numbers.
 */
function edgesOf(bound: number, perUnit: number): Edges {
  const near = Math.round(bound * perUnit);
  if (perUnit === 1 || !Number.isSafeInteger(near)) return { greatest: bound * perUnit, least: bound * perUnit };
  const around = [near - 1, near, near + 1];
  return {
    greatest: Math.max(...around.filter((figure) => figure / perUnit <= bound)),
    least: Math.min(...around.filter((figure) => figure / perUnit >= bound)),
  };
}

function writeUnknown(figures: Figures, { unknown }: Measure, writing: Writing): void {
  const { into } = writing;
  const { table, bits } = tableOf(writing, [TRUTH.false, TRUTH.true]);
  for (let row = 0; row < into.length; row += 1) {
    const figure = figures[row] as number;
    const isUnknown = +(figure === unknown) | +Number.isNaN(figure);
    into[row] = table[((into[row] as number) << bits) | isUnknown] as number;
  }
}

function writeAmong(figures: Figures, measure: Measure, values: readonly number[], writing: Writing): void {
  const { perUnit, unknown } = measure;
  const { into } = writing;
  // Nothing is among no values, not even what is unknown: SQL says so too.
  const open = values.length === 0 ? TRUTH.false : TRUTH.unknown;
  const { table, bits } = tableOf(writing, [TRUTH.false, TRUTH.true, open, open]);
  const sorted = halvable(values);
  for (let row = 0; row < into.length; row += 1) {
    const figure = figures[row] as number;
    const value = figure / perUnit;
    let at = 0;
    for (let step = sorted.length >>> 1; step > 0; step >>>= 1) at += step * +((sorted[at + step] as number) <= value);
    const isUnknown = +(figure === unknown) | +Number.isNaN(figure);
    const shown = +(sorted[at] === value) | (isUnknown << 1);
    into[row] = table[((into[row] as number) << bits) | shown] as number;
  }
}

/** Values in rising order between infinities, as many as a power of two, so that each step of a search halves them. */
function halvable(values: readonly number[]): Float64Array {
  const room = 2 ** Math.ceil(Math.log2(values.length + 1));
  const sorted = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
  sorted.set(values, 1);
  sorted[0] = Number.NEGATIVE_INFINITY;
  return sorted.sort();
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

function writeFindings({ op, args: [, asked] }: ListTest, writing: Writing): void {
  const { land, into } = writing;
  // Land cannot have a kind that the columns do not know.
  const isVain = op === 'a_contains' && !asked.every((kind) => land.kinds.includes(kind));
  const { table, bits } = tableOf(writing, [TRUTH.false, isVain ? TRUTH.false : TRUTH.true]);
  const { findings } = land.columns;
  const mask = bitsOf(asked, land.kinds);
  const isAny = op === 'a_overlaps';
  for (let row = 0; row < into.length; row += 1) {
    const shared = (findings[row] as number) & mask;
    into[row] = table[((into[row] as number) << bits) | +(isAny ? shared !== 0 : shared === mask)] as number;
  }
}

/** The kinds as bits; one that the columns do not know has none. Signed, as all bit arithmetic is. */
const bitsOf = (asked: readonly FindingKind[], kinds: readonly FindingKind[]): number =>
  kinds.reduce((bits, kind, place) => (asked.includes(kind) ? bits | (1 << place) : bits), 0);
