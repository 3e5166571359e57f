import type { Connection } from '../../db/database.ts';
import {
  COLUMN_TYPES,
  type ColumnName,
  type ParcelColumns,
  TEXT_COLUMNS,
  type TextColumn,
} from '../../domain/parcel-columns.ts';
import { type ParcelRow, parcelsOfYear } from './parcels.queries.ts';
import type { YearOfLand } from './totals.queries.ts';

const NAMES = Object.keys(COLUMN_TYPES) as ColumnName[];

/** Compares every figure of every parcel in the columns with the tables. Says of each that differs where, and what both say. */
export async function compareParcels(db: Connection, year: YearOfLand, land: ParcelColumns): Promise<string[]> {
  const differences: string[] = [];
  const sameEnterprise = matchOf();
  let row = 0;
  for await (const parcel of parcelsOfYear(db, year)) {
    const say = (name: string, columns: unknown, tables: unknown) =>
      differences.push(
        `parcel ${parcel.id}, ${name}: ${shown(columns)} in the columns, ${shown(tables)} in the tables`,
      );
    for (const name of NAMES) {
      const [found, wanted] = [valueAt(land, name, row), stored(parcel, name)];
      if (found !== wanted) say(name, found, wanted);
    }
    const { start, enterprise } = land.enterprises;
    const numbers = enterprise.subarray(start[row] ?? 0, start[row + 1] ?? 0);
    const ids = parcel.enterpriseIds;
    if (numbers.length !== ids.length) say('enterprises', numbers.length, ids.length);
    else if (!ids.every((id, index) => sameEnterprise(numbers[index] as number, id)))
      say('enterprises', `number ${numbers.join(', ')}`, `id ${ids.join(', ')}`);
    row += 1;
  }
  if (row !== land.rows) differences.push(`parcels: ${land.rows} in the columns, ${row} in the tables`);
  return differences;
}

const shown = (value: unknown): string => (value === null ? 'not known' : String(value));

/** What the tables say, to the accuracy of the column. */
function stored(parcel: ParcelRow, name: ColumnName): string | number | null {
  const value = parcel[name];
  return COLUMN_TYPES[name] === 'float32' && typeof value === 'number' ? Math.fround(value) : value;
}

/** What the columns say in words: the name behind a code, kinds behind bits, null where it is not known. */
function valueAt(land: ParcelColumns, name: ColumnName, row: number): string | number | null {
  const value = land.columns[name][row];
  if (value === undefined) return null;
  if (isText(name)) return land.names[name][value - 1] ?? null;
  if (name === 'findings' || name === 'unknown') return kindsOf(land, value);
  return Number.isNaN(value) || (name === 'builtYear' && value === 0) ? null : value;
}

function kindsOf(land: ParcelColumns, bits: number): string {
  if (bits === 0) return '';
  const set = Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((bits >>> bit) & 1) === 1);
  return set
    .map((bit) => land.kinds[bit] ?? `bit ${bit}`)
    .sort()
    .join(' ');
}

const isText = (name: ColumnName): name is TextColumn => TEXT_COLUMNS.some((each) => each === name);

/** Whether a number stands for an id, as it did where either was met before. */
function matchOf(): (number: number, id: number) => boolean {
  const idOf = new Map<number, number>();
  const numberOf = new Map<number, number>();
  return (number, id) => {
    if (!idOf.has(number) && !numberOf.has(id)) {
      idOf.set(number, id);
      numberOf.set(id, number);
    }
    return idOf.get(number) === id && numberOf.get(id) === number;
  };
}
