import type { ClassChange, ClassChanges } from '../../contract/evaluation-preview.ts';
import { stepsBetween } from '../../domain/evaluation/class-order.ts';
import type { EvaluationIndicator } from '../../domain/evaluation.ts';

export const UNRATED = 'unrated';
export const ABSENT = 'absent';

/** What another method, or another year, said of an enterprise. */
export type Before = { readonly class: string | null; readonly score: number | null };
/** What is said now: `rank` orders those that moved equally far. */
export type Now = {
  readonly id: number;
  readonly class: string | null;
  readonly score: number | null;
  readonly rank: number;
};
export type Points = ReadonlyMap<EvaluationIndicator, number>;

/** One that changes class; `steps` is null to or from unrated, 0 where the same place bears another name. */
export type Moved = { readonly now: Now; readonly before: Before; readonly steps: number | null };

/** Who changed class: counted, and listed with the farthest first. `before` answers undefined for who was not there. */
export function compareClasses(
  members: Iterable<Now>,
  before: (id: number) => Before | undefined,
  orders: readonly (readonly string[])[],
): Omit<ClassChanges, 'items' | 'next'> & { readonly moved: Moved[] } {
  const cells = new Map<string, ClassChanges['matrix'][number]>();
  const moved: Moved[] = [];
  for (const now of members) {
    const was = before(now.id);
    const from = was === undefined ? ABSENT : (was.class ?? UNRATED);
    const to = now.class ?? UNRATED;
    const key = JSON.stringify([from, to]);
    cells.set(key, { from, to, enterprises: (cells.get(key)?.enterprises ?? 0) + 1 });
    if (was !== undefined && was.class !== now.class)
      moved.push({ now, before: was, steps: stepsBetween(was.class, now.class, orders) });
  }
  const count = (fits: (steps: number | null) => boolean): number => moved.filter(({ steps }) => fits(steps)).length;
  return {
    better: count((steps) => steps !== null && steps < 0),
    worse: count((steps) => steps !== null && steps > 0),
    other: count((steps) => steps === null || steps === 0),
    matrix: [...cells.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to)),
    moved: moved.sort((a, b) => far(b) - far(a) || a.now.rank - b.now.rank || a.now.id - b.now.id),
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** How many classes apart, up or down; to or from unrated comes last. */
export const far = ({ steps }: Moved): number => (steps === null ? -1 : Math.abs(steps));

/** The item whose points changed most; an item that only one method weighs counts from or to 0. */
export function biggestChange(before: Points, now: Points): ClassChange['because'] {
  let biggest: ClassChange['because'] = null;
  for (const indicator of new Set([...now.keys(), ...before.keys()])) {
    const pointsFrom = before.get(indicator) ?? 0;
    const pointsTo = now.get(indicator) ?? 0;
    const change = Math.abs(pointsTo - pointsFrom);
    if (change > Math.abs((biggest?.pointsTo ?? 0) - (biggest?.pointsFrom ?? 0)))
      biggest = { indicator, pointsFrom, pointsTo };
  }
  return biggest;
}

/** What a score holds beside the points of its items, to six decimals as scores are kept. */
export function extrasOf(score: number | null, points: Points): number {
  const items = [...points.values()].reduce((sum, each) => sum + each, 0);
  return Math.round(((score ?? items) - items) * 1e6) / 1e6 || 0;
}
