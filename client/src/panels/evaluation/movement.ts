import { orderClasses } from '../../api/class-names.ts';
import { UNRATED } from '../../url/view.ts';

type Cell = {
  readonly from: string;
  readonly to: string;
  readonly enterprises: number;
  readonly muHundredths?: number;
};
export type Moved = { readonly enterprises: number; readonly muHundredths: number };
export type MovementRow = {
  readonly from: string;
  readonly cells: readonly (Moved & { readonly to: string })[];
  readonly total: Moved;
};
export type Movement = {
  readonly columns: readonly string[];
  readonly rows: readonly MovementRow[];
  readonly total: Omit<MovementRow, 'from'>;
};

/** As the server names them beside the classes. */
export const NOT_RATED = 'unrated';
export const ABSENT = 'absent';

const NONE: Moved = { enterprises: 0, muHundredths: 0 };
const add = (cells: readonly Moved[]): Moved =>
  cells.reduce(
    (sum, each) => ({
      enterprises: sum.enterprises + each.enterprises,
      muHundredths: sum.muHundredths + each.muHundredths,
    }),
    NONE,
  );

/** Every pair of classes with its sums: rows are the earlier year, columns the later one. */
export function layMovement(cells: readonly Cell[], classes: readonly string[]): Movement {
  const known = classes.length > 0 ? classes : namesIn(cells);
  const names = [...known.filter((name) => name !== NOT_RATED && name !== ABSENT), NOT_RATED, ABSENT];
  const at = new Map(cells.map((cell) => [`${cell.from},${cell.to}`, cell]));
  const rows = names.map((from): MovementRow => {
    const row = names.map((to) => {
      const { enterprises, muHundredths = 0 } = at.get(`${from},${to}`) ?? NONE;
      return { to, enterprises, muHundredths };
    });
    return { from, cells: row, total: add(row) };
  });
  const totals = names.map((to, index) => ({ to, ...add(rows.flatMap(({ cells: row }) => row[index] ?? [])) }));
  return { columns: names, rows, total: { cells: totals, total: add(totals) } };
}

function namesIn(cells: readonly Cell[]): string[] {
  const names = cells.flatMap(({ from, to }) => [from, to]).filter((name) => name !== NOT_RATED && name !== ABSENT);
  return orderClasses(names).filter((name) => name !== UNRATED && names.includes(name));
}

/** Whether so many moved that the eye should find it: a twentieth of those who began there. */
export const isMarked = (row: MovementRow, cell: MovementRow['cells'][number]): boolean =>
  row.from !== cell.to &&
  row.from !== ABSENT &&
  cell.to !== ABSENT &&
  cell.enterprises * 20 >= row.total.enterprises &&
  cell.enterprises > 0;

/** The open cell, as the link keeps it. */
export function readCell(text: string | null): { readonly from: string; readonly to: string } | null {
  const [from, to, ...more] = text?.split(',') ?? [];
  return from && to && more.length === 0 ? { from, to } : null;
}
export const writeCell = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from},${to}`;
