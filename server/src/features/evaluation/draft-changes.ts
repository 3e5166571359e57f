import { z } from 'zod';
import type { AGAINST, ClassChange, ClassChanges } from '../../contract/evaluation-preview.ts';
import { readCursor, writeCursor } from '../../db/cursor.ts';
import type { Connection } from '../../db/database.ts';
import { evaluate } from '../../domain/evaluation/score.ts';
import type { Actor } from '../../domain/scope.ts';
import { biggestChange, compareClasses, extrasOf, far, type Moved, type Now, type Points } from './class-changes.ts';
import { findNames } from './enterprises.queries.ts';
import type { Members } from './members.ts';
import { findPoints } from './preview.queries.ts';
import type { ScoredDraft } from './scored-draft.ts';
import { findTiers } from './tiers.queries.ts';

export type Against = (typeof AGAINST)[number];

/** Who changes class by a draft, all of them in order, and the year whose evaluation they are compared with. */
export type Changes = ReturnType<typeof compareClasses> & { readonly year: number };

/** Compares a draft with the classes that hold, or with those of the year before; null: that was not evaluated. */
export async function changesAgainst(
  db: Connection,
  actor: Actor,
  draft: ScoredDraft,
  against: Against,
): Promise<Changes | null> {
  const { of, definition, loaded, members } = draft;
  const before = against === 'published' ? loaded.published : loaded.lastYear;
  if (before === null) return null;
  const year = against === 'published' ? of.year : of.year - 1;
  const orders = [definition, ...(await findTiers(db, actor.scope, { ...of, year })).map((each) => each.definition)];
  const compared = compareClasses(
    membersNow(members),
    (id) => before.get(id),
    orders.map(({ classes }) => classes.map(({ name }) => name)),
  );
  return { ...compared, year };
}

/** Steps between the classes, rank and id: what the list is ordered by. */
const ChangeKey = z.tuple([z.number(), z.number(), z.int()]);
const keyOf = (moved: Moved): z.infer<typeof ChangeKey> => [-far(moved), moved.now.rank, moved.now.id];

/** One page of those that change class, told in full. */
export async function pageOfChanges(
  db: Connection,
  draft: ScoredDraft,
  { moved, year }: Changes,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<Pick<ClassChanges, 'items' | 'next'>> {
  const after = page.after === undefined ? null : readCursor(page.after, ChangeKey, 'body.after');
  const first = after === null ? 0 : moved.findIndex((each) => isAfter(keyOf(each), after));
  const found = first < 0 ? [] : moved.slice(first, first + page.limit + 1);
  const listed = found.slice(0, page.limit);
  const last = listed.at(-1);
  return {
    items: await describe(db, draft, year, listed),
    next: found.length > page.limit && last ? writeCursor(keyOf(last)) : null,
  };
}

function isAfter(key: readonly number[], after: readonly number[]): boolean {
  const at = key.findIndex((part, index) => part !== after[index]);
  return at >= 0 && (key[at] ?? 0) > (after[at] ?? 0);
}

async function describe(
  db: Connection,
  { loaded, members, definition }: ScoredDraft,
  year: number,
  listed: readonly Moved[],
): Promise<ClassChange[]> {
  const ids = listed.map(({ now }) => now.id);
  const names = await findNames(db, ids);
  const pointsBefore = await findPoints(db, year, ids);
  const placeOf = new Map(Array.from(members.ids, (id, index) => [id, members.places[index] ?? 0]));
  const pointsNow = (id: number): Points | null => {
    const evaluation = evaluate(loaded.tier.at(placeOf.get(id) ?? 0), definition, members.scored.basis);
    return evaluation.rated ? new Map(evaluation.items.map((item) => [item.indicator, item.points ?? 0])) : null;
  };
  return listed.map(({ now, before: was }) => {
    const [pointsWas, pointsIs] = [pointsBefore.get(now.id) ?? null, pointsNow(now.id)];
    return {
      ...(names.get(now.id) ?? { creditCode: '', name: '' }),
      from: was.class,
      to: now.class,
      scoreFrom: was.score,
      scoreTo: now.score,
      because: pointsWas && pointsIs ? biggestChange(pointsWas, pointsIs) : null,
      extras:
        pointsWas && pointsIs
          ? { pointsFrom: extrasOf(was.score, pointsWas), pointsTo: extrasOf(now.score, pointsIs) }
          : null,
    };
  });
}

function* membersNow({ ids, places, classes, scored }: Members): Generator<Now> {
  for (const [index, id] of ids.entries()) {
    const place = places[index] ?? 0;
    const score = scored.scores[place] ?? Number.NaN;
    const isRated = !Number.isNaN(score);
    yield {
      id,
      class: classes[index] ?? null,
      score: isRated ? score : null,
      rank: isRated ? (scored.ranks[place] ?? 0) : Number.MAX_SAFE_INTEGER,
    };
  }
}
