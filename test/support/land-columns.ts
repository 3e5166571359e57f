import { FINDING_KINDS, type FindingKind } from '../../server/src/domain/finding.ts';
import {
  COLUMN_ARRAYS,
  COLUMN_TYPES,
  type ColumnName,
  type ParcelColumns,
  TEXT_COLUMNS,
  type TextColumn,
} from '../../server/src/domain/parcel-columns.ts';

/** A parcel as a test writes it down. What is absent is not known. */
export type PlantedRow = Partial<Record<TextColumn, string | null>> &
  Partial<Record<Exclude<ColumnName, TextColumn | 'findings' | 'unknown'>, number | null>> & {
    readonly findings?: readonly FindingKind[];
    readonly unknown?: readonly FindingKind[];
    /** Ids of any size; columns number them anew */
    readonly enterprises?: readonly number[];
  };

/** Columns out of rows, for tests that need no database. */
export function landOf(rows: readonly PlantedRow[]): ParcelColumns {
  const names = Object.fromEntries(
    TEXT_COLUMNS.map((name) => [name, [...new Set(rows.flatMap((row) => row[name] ?? []))].sort()]),
  ) as Record<TextColumn, string[]>;
  const bits = (kinds: readonly FindingKind[] = []) =>
    kinds.reduce((sum, kind) => sum + 2 ** FINDING_KINDS.indexOf(kind), 0);
  const numberOf = (name: ColumnName, row: PlantedRow, index: number): number => {
    if (name === 'findings' || name === 'unknown') return bits(row[name]);
    if (isText(name)) return names[name].indexOf(row[name] ?? '') + 1;
    const isFraction = COLUMN_TYPES[name].startsWith('float');
    return row[name] ?? (name === 'id' ? index + 1 : isFraction ? Number.NaN : 0);
  };
  const columns = Object.fromEntries(
    Object.entries(COLUMN_TYPES).map(([name, type]) => [
      name,
      COLUMN_ARRAYS[type].from(rows.map((row, index) => numberOf(name as ColumnName, row, index))),
    ]),
  ) as unknown as ParcelColumns['columns'];
  const ids = [...new Set(rows.flatMap((row) => row.enterprises ?? []))].sort((one, other) => one - other);
  const start = Int32Array.from({ length: rows.length + 1 }, (_, index) =>
    rows.slice(0, index).reduce((sum, row) => sum + (row.enterprises?.length ?? 0), 0),
  );
  const enterprise = Int32Array.from(rows.flatMap((row) => (row.enterprises ?? []).map((id) => ids.indexOf(id))));
  return {
    revision: 1,
    jurisdiction: 'zhuji',
    year: 2025,
    rows: rows.length,
    names,
    kinds: FINDING_KINDS,
    columns,
    enterprises: { start, enterprise },
  };
}

const isText = (name: ColumnName): name is TextColumn => TEXT_COLUMNS.some((each) => each === name);
