import type { Connection } from '../../db/database.ts';
import { landFigures } from '../../domain/land-figures.ts';
import type { ParcelColumns } from '../../domain/parcel-columns.ts';
import { LAND_GROUPS, landCells, landKinds, landRows, potentialOf } from '../../domain/tally-columns.ts';
import { sumCells, sumFigures, sumKinds, sumRows, type YearOfLand } from './totals.queries.ts';

/** Makes every total both ways: of the columns, as the API and the page do, and by SQL. Says of each figure that differs where, and what both say. */
export async function compareTotals(db: Connection, year: YearOfLand, land: ParcelColumns): Promise<string[]> {
  const question = { selection: null, potential: potentialOf(land) };
  const differences: string[] = [];
  for (const by of LAND_GROUPS) {
    const made = landRows(land, question, by).map(({ key, ...sums }) => [key, sums] as const);
    const summed = (await sumRows(db, year, by)).map(({ key, ...sums }) => [key, sums] as const);
    differences.push(...differ(`by ${by}`, made, summed));
  }
  const cells = landCells(land, question, 'town', 'class').map(({ keys, ...sums }) => [keys.join(' '), sums] as const);
  const summedCells = await sumCells(db, year, 'town', 'class');
  differences.push(
    ...differ(
      'by town and class',
      cells,
      summedCells.map(({ keys, ...sums }) => [keys.join(' '), sums] as const),
    ),
  );
  const kinds = landKinds(land, question).map(({ kind, sum }) => [kind, sum] as const);
  differences.push(
    ...differ(
      'by kind of finding',
      kinds,
      (await sumKinds(db, year)).map(({ kind, sum }) => [kind, sum] as const),
    ),
  );
  for (const of of ['potential', 'all'] as const) {
    const figures = [[of, landFigures(land, question, of)]] as const;
    differences.push(...differ('figures', figures, [[of, await sumFigures(db, year, of)]]));
  }
  return differences;
}

type Totals = readonly (readonly [key: string | null, sums: object | number])[];

/** Differences of totals by their keys. */
function differ(what: string, made: Totals, summed: Totals): string[] {
  const [ours, theirs] = [new Map(figuresOf(made)), new Map(figuresOf(summed))];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((place) => {
    const [found, wanted] = [ours.get(place), theirs.get(place)];
    return found === wanted ? [] : [`${what}, ${place}: ${shown(found)} of the columns, ${shown(wanted)} by SQL`];
  });
}

const shown = (figure: unknown): string => (figure === undefined ? 'no row' : String(figure));

/** Each figure by the names on the way to it. */
const figuresOf = (totals: Totals): [string, unknown][] =>
  totals.flatMap(([key, sums]) =>
    leavesOf(sums).map(([path, figure]) => [`${key ?? 'not known'}${path}`, figure] as [string, unknown]),
  );

function leavesOf(node: unknown): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [['', node]];
  return Object.entries(node).flatMap(([name, inner]) =>
    leavesOf(inner).map(([path, figure]): [string, unknown] => [` ${name}${path}`, figure]),
  );
}
