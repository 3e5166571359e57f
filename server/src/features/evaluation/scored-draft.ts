import type { EvaluationMethod } from '../../contract/evaluation-method.ts';
import type { Database } from '../../db/database.ts';
import { type JurisdictionRow, requireWhole, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { type SharedStore, sharedStore } from '../../db/shared-store.ts';
import type { Tier } from '../../domain/evaluation.ts';
import type { Actor } from '../../domain/scope.ts';
import { readTierFacts, type TierFactsOfYear } from '../assessment/read-tier-facts.ts';
import type { Before } from './class-changes.ts';
import { type Members, scoreMembers } from './members.ts';
import { findStored } from './preview.queries.ts';

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

/** What previews are made with. */
export type Workshop = { readonly db: Database; readonly store: TierStore };

/** A tier under a draft: each enterprise as its evaluation would be. */
export type ScoredDraft = {
  readonly jurisdiction: JurisdictionRow;
  readonly of: { readonly jurisdictionId: number; readonly year: number; readonly tier: Tier };
  readonly revision: number;
  readonly definition: EvaluationMethod;
  readonly loaded: LoadedTier;
  readonly members: Members;
};

/** Scores the tier of a draft, which keeps nothing. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function scoreDraft({ db, store }: Workshop, actor: Actor, draft: Draft): Promise<ScoredDraft> {
  const { year, tier, definition } = draft;
  const jurisdiction = await requireWhole(db, actor.scope, draft.jurisdiction);
  await requireYear(db, jurisdiction, year);
  const of = { jurisdictionId: jurisdiction.id, year, tier };
  const { id: revision } = await currentRevision(db);
  const key = JSON.stringify([revision, of, definition.occupancy ?? {}]);
  const loaded = await store.find(key, () => loadTier(db, of, definition));
  return { jurisdiction, of, revision, definition, loaded, members: scoreMembers(loaded, definition) };
}

/** Reads the tier as the method takes it, in a transaction whose end clears its working tables. */
const loadTier = (db: Database, of: ScoredDraft['of'], method: EvaluationMethod): Promise<LoadedTier> =>
  db.transaction(
    async (transaction) => {
      const facts = await readTierFacts(transaction, of, method);
      const published = await findStored(transaction, of);
      const lastYear = await findStored(transaction, { ...of, year: of.year - 1 });
      return { ...facts, published, lastYear: lastYear.size > 0 ? lastYear : null };
    },
    { isolationLevel: 'repeatable read' },
  );
