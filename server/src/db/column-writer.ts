import { FINDING_KINDS } from '../domain/finding.ts';
import {
  COLUMN_ARRAYS,
  COLUMN_TYPES,
  type ColumnName,
  type ParcelColumns,
  smallUnits,
  TEXT_COLUMNS,
  type TextColumn,
} from '../domain/parcel-columns.ts';

/** What a page of parcels is made of, with the type of each list. Not known: 0, NaN, the empty text. Kinds of a parcel stand in one text with blanks between. */
export const PAGE_PARTS = {
  id: 'integer',
  townId: 'integer',
  parkId: 'integer',
  builtYear: 'integer',
  occupants: 'integer',
  countedMuHundredths: 'integer',
  taxPerMu10kYuan: 'figure',
  tax10kYuan: 'figure',
  addedValue10kYuan: 'figure',
  energyTce: 'figure',
  employees: 'figure',
  farRatio: 'figure',
  class: 'text',
  industry: 'text',
  tier: 'text',
  right: 'text',
  findings: 'text',
  unknown: 'text',
} as const;
type PageLists = { readonly integer: Int32Array; readonly figure: Float64Array; readonly text: readonly string[] };
/** Parcels in the order of their ids, one list a property. */
export type ColumnPage = { readonly [Part in keyof typeof PAGE_PARTS]: PageLists[(typeof PAGE_PARTS)[Part]] };
/** Middles of boxes, by the parcel. */
export type MiddlePage = {
  readonly parcel: Int32Array;
  readonly longitude: Float64Array;
  readonly latitude: Float64Array;
};
/** Who stands where: entries of both lists belong together and rise by the parcel. */
export type OccupancyPage = { readonly parcel: Int32Array; readonly enterprise: Int32Array };
/** Names by the ids of places */
export type PlaceNames = Readonly<Record<'town' | 'park', ReadonlyMap<number, string>>>;

export type ColumnWriter = {
  /** Id of the last parcel written; 0 before the first. */
  readonly lastId: () => number;
  readonly add: (page: ColumnPage, middles: MiddlePage, occupancies: OccupancyPage) => void;
  readonly finish: () => Pick<ParcelColumns, 'rows' | 'names' | 'columns' | 'enterprises'>;
};

/** Writes pages of parcels into the columns of so many rows. Errors: when there are more, or fewer, or a column has no room for its names. */
export function columnWriter(rows: number, places: PlaceNames): ColumnWriter {
  const columns = Object.fromEntries(
    Object.entries(COLUMN_TYPES).map(([name, type]) => [name, new COLUMN_ARRAYS[type](rows)]),
  ) as unknown as ParcelColumns['columns'];
  const codes = Object.fromEntries(TEXT_COLUMNS.map((name) => [name, codeBook()])) as Record<TextColumn, CodeBook>;
  const bitsOf = kindBits();
  const enterprises = enterpriseLists(rows);
  let written = 0;

  const put = <Value>(name: ColumnName, values: ArrayLike<Value>, numberOf: (value: Value) => number): void => {
    const column = columns[name];
    for (let index = 0; index < values.length; index += 1) column[written + index] = numberOf(values[index] as Value);
  };

  const putMiddles = (middles: MiddlePage, ids: Int32Array): void => {
    let at = 0;
    for (let index = 0; index < ids.length; index += 1) {
      while (at < middles.parcel.length && (middles.parcel[at] as number) < (ids[index] as number)) at += 1;
      const isThere = middles.parcel[at] === ids[index];
      columns.longitude[written + index] = isThere ? (middles.longitude[at] as number) : Number.NaN;
      columns.latitude[written + index] = isThere ? (middles.latitude[at] as number) : Number.NaN;
    }
  };

  const add = (page: ColumnPage, middles: MiddlePage, occupancies: OccupancyPage): void => {
    if (written + page.id.length > rows) throw new Error(`There are more than the ${rows} parcels that were counted.`);
    for (const name of ['class', 'industry', 'tier', 'right'] as const) put(name, page[name], codes[name].codeOf);
    put('town', page.townId, (id) => codes.town.codeOf(places.town.get(id)));
    put('park', page.parkId, (id) => codes.park.codeOf(places.park.get(id)));
    for (const name of ['findings', 'unknown'] as const) put(name, page[name], bitsOf);
    for (const name of ['id', 'builtYear', 'occupants', 'countedMuHundredths'] as const) put(name, page[name], asItIs);
    for (const name of ['taxPerMu10kYuan', 'farRatio'] as const) put(name, page[name], asItIs);
    put('taxYuan', page.tax10kYuan, (figure) => smallUnits('taxYuan', figure));
    put('addedValueYuan', page.addedValue10kYuan, (figure) => smallUnits('addedValueYuan', figure));
    put('energyTceHundredths', page.energyTce, (figure) => smallUnits('energyTceHundredths', figure));
    put('employeesHundredths', page.employees, (figure) => smallUnits('employeesHundredths', figure));
    putMiddles(middles, page.id);
    enterprises.add(written, page.id, occupancies);
    written += page.id.length;
  };
  const finish = () => {
    if (written !== rows) throw new Error(`${written} parcels are there of the ${rows} that were counted.`);
    const names = Object.fromEntries(
      TEXT_COLUMNS.map((name) => [name, codes[name].sortInto(name, columns[name])]),
    ) as unknown as ParcelColumns['names'];
    return { rows, names, columns, enterprises: enterprises.finish() };
  };
  return { add, finish, lastId: () => (written === 0 ? 0 : (columns.id[written - 1] as number)) };
}

const asItIs = (value: number): number => value;

type CodeBook = {
  /** The code of a text in the order of appearance; 0 where there is none. */
  readonly codeOf: (text: string | undefined) => number;
  /** Puts the names into their order and the codes of the column with them; answers the names. */
  readonly sortInto: (name: TextColumn, column: Uint8Array | Uint16Array) => readonly string[];
};

function codeBook(): CodeBook {
  const codes = new Map<string, number>();
  const codeOf = (text: string | undefined): number => {
    if (text === undefined || text === '') return 0;
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, codes.size + 1);
    return codes.size;
  };
  const sortInto = (name: TextColumn, column: Uint8Array | Uint16Array): string[] => {
    if (codes.size >= 2 ** (8 * column.BYTES_PER_ELEMENT))
      throw new Error(`The column ${name} has no room for ${codes.size} names.`);
    const names = [...codes.keys()].sort();
    const sorted = new Uint16Array(codes.size + 1);
    for (const [index, text] of names.entries()) sorted[codes.get(text) ?? 0] = index + 1;
    for (let row = 0; row < column.length; row += 1) column[row] = sorted[column[row] as number] as number;
    return names;
  };
  return { codeOf, sortInto };
}

/** Kinds as they are written in one text, as bits. There are few combinations, so each is taken apart once. A kind that this program does not know has no bit. */
function kindBits(): (text: string) => number {
  const known = new Map<string, number>();
  const bitsOf = (text: string): number => {
    const kinds = text.split(' ');
    return FINDING_KINDS.reduce((bits, kind, place) => (kinds.includes(kind) ? bits + 2 ** place : bits), 0);
  };
  return (text) => {
    const bits = known.get(text) ?? bitsOf(text);
    known.set(text, bits);
    return bits;
  };
}

/** More enterprises stand on some parcels: room for them beyond one each, before more is made. */
const SPARE = 1.25;

/** Lists of the enterprises on each parcel, numbered from 0 as they first appear. */
function enterpriseLists(rows: number) {
  const start = new Int32Array(rows + 1);
  const numbers = new Map<number, number>();
  let enterprises = new Int32Array(Math.ceil(rows * SPARE));
  let count = 0;
  const append = (id: number): void => {
    if (count === enterprises.length) {
      const larger = new Int32Array(Math.ceil(enterprises.length * SPARE) + 1);
      larger.set(enterprises);
      enterprises = larger;
    }
    const number = numbers.get(id) ?? numbers.size;
    if (number === numbers.size) numbers.set(id, number);
    enterprises[count] = number;
    count += 1;
  };
  const add = (firstRow: number, parcels: Int32Array, { parcel, enterprise }: OccupancyPage): void => {
    let at = 0;
    for (let index = 0; index < parcels.length; index += 1) {
      const id = parcels[index] as number;
      while (at < parcel.length && (parcel[at] as number) < id) at += 1;
      for (; at < parcel.length && parcel[at] === id; at += 1) append(enterprise[at] as number);
      start[firstRow + index + 1] = count;
    }
  };
  const finish = (): ParcelColumns['enterprises'] => ({ start, enterprise: enterprises.slice(0, count) });
  return { add, finish };
}
