import type { ClassChanges, PreviewReply } from '../../contract/evaluation.ts';
import type { EvaluationMethod } from '../../contract/evaluation-method.ts';
import type { Connection, Database } from '../../db/database.ts';
import { requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { type SharedStore, sharedStore } from '../../db/shared-store.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { evaluate } from '../../domain/evaluation/score.ts';
import type { Tier } from '../../domain/evaluation.ts';
import type { Actor } from '../../domain/scope.ts';
import { readTierFacts, type TierFactsOfYear } from '../assessment/read-tier-facts.ts';
import { type Before, biggestChange, compareClasses, extrasOf, type Now, type Points } from './class-changes.ts';
import { findNames } from './enterprises.queries.ts';
import { type Members, scoreMembers, spreadOf } from './members.ts';
import { findPoints, findStored } from './preview.queries.ts';
import { baselinesInForce } from './read-evaluation.ts';
import { findTiers } from './tiers.queries.ts';

export type Draft = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly tier: Tier;
  readonly definition: EvaluationMethod;
};

/** A tier read once for all drafts that take the same enterprises. */
type LoadedTier = TierFactsOfYear & {
  readonly published: ReadonlyMap<number, Before>;
  /** null: the year before was not evaluated */
  readonly lastYear: ReadonlyMap<number, Before> | null;
};

/** Tiers as they were asked for last, so that a draft that changes with every stroke is not read anew each time. */
export type TierStore = SharedStore<LoadedTier>;

const STORE_BYTES = 256 * 1024 * 1024;
const BYTES_OF_ENTERPRISE = 300;
export const tierStore = (): TierStore =>
  sharedStore(STORE_BYTES, ({ tier, published }) => (tier.length + published.size) * BYTES_OF_ENTERPRISE + 1000);

const MOST_LISTED = 200;

/** What a draft would give, without keeping anything. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function previewMethod(
  { db, store }: { readonly db: Database; readonly store: TierStore },
  actor: Actor,
  draft: Draft,
): Promise<PreviewReply> {
  const { year, tier, definition } = draft;
  const jurisdiction = await requireJurisdiction(db, actor.scope, draft.jurisdiction);
  await requireYear(db, jurisdiction, year);
  const of = { jurisdictionId: jurisdiction.id, year, tier };
  const { id: revision } = await currentRevision(db);
  const key = JSON.stringify([revision, of, definition.occupancy ?? {}]);
  const loaded = await store.find(key, () => loadTier(db, of, definition));
  const members = scoreMembers(loaded, definition);
  return inSnapshot(db, async (moment) => {
    const classesOf = async (ofYear: number): Promise<string[][]> =>
      (await findTiers(moment, actor.scope, { ...of, year: ofYear })).map((each) =>
        each.definition.classes.map((cut) => cut.name),
      );
    const own = definition.classes.map((cut) => cut.name);
    const compare = (before: ReadonlyMap<number, Before>, ofYear: number, orders: string[][]) =>
      changesOf(moment, { loaded, members, definition }, { before, year: ofYear, orders: [own, ...orders] });
    return {
      revision,
      baselines: baselinesInForce(definition, members.scored.basis),
      distribution: spreadOf(loaded, members, definition),
      againstPublished: await compare(loaded.published, year, await classesOf(year)),
      againstLastYear: loaded.lastYear && (await compare(loaded.lastYear, year - 1, await classesOf(year - 1))),
    };
  });
}

/** Reads the tier as the method takes it, in a transaction whose end clears its working tables. */
const loadTier = (
  db: Database,
  of: { jurisdictionId: number; year: number; tier: Tier },
  method: EvaluationMethod,
): Promise<LoadedTier> =>
  db.transaction(
    async (transaction) => {
      const facts = await readTierFacts(transaction, of, method);
      const published = await findStored(transaction, of);
      const lastYear = await findStored(transaction, { ...of, year: of.year - 1 });
      return { ...facts, published, lastYear: lastYear.size > 0 ? lastYear : null };
    },
    { isolationLevel: 'repeatable read' },
  );

type Scored = { readonly loaded: LoadedTier; readonly members: Members; readonly definition: EvaluationMethod };

async function changesOf(
  db: Connection,
  { loaded, members, definition }: Scored,
  { before, year, orders }: { before: ReadonlyMap<number, Before>; year: number; orders: readonly string[][] },
): Promise<ClassChanges> {
  const { moved, ...counted } = compareClasses(membersNow(members), (id) => before.get(id), orders);
  const listed = moved.slice(0, MOST_LISTED);
  const ids = listed.map(({ now }) => now.id);
  const names = await findNames(db, ids);
  const pointsBefore = await findPoints(db, year, ids);
  const placeOf = new Map(Array.from(members.ids, (id, index) => [id, members.places[index] ?? 0]));
  const pointsNow = (id: number): Points | null => {
    const evaluation = evaluate(loaded.tier.at(placeOf.get(id) ?? 0), definition, members.scored.basis);
    return evaluation.rated ? new Map(evaluation.items.map((item) => [item.indicator, item.points ?? 0])) : null;
  };
  const items = listed.map(({ now, before: was }) => {
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
  return { ...counted, items };
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
