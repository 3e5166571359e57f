import type { Tally } from '@yima-guandi/server/contract';

type Target = Tally['targets'][number];

/** The area target that the year falls under: land freed before other measures, a single year before a period. */
export function targetOfYear(targets: readonly Target[], year: number): Target | null {
  const rank = ({ measure, basis }: Target) =>
    (measure === 'land-freed' ? 0 : 10) + ['annual', 'average', 'cumulative'].indexOf(basis);
  const inForce = targets.filter(({ from, to }) => from <= year && year <= to);
  return [...(inForce.length > 0 ? inForce : targets)].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
