import type { ChangeList } from '../../contract/evaluation-preview.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { type Against, changesAgainst, pageOfChanges } from './draft-changes.ts';
import { type Draft, scoreDraft, type Workshop } from './scored-draft.ts';

type Asked = Draft & { readonly against: Against; readonly after?: string | undefined; readonly limit: number };

/** One page of the enterprises that a draft puts in another class. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function listChanges(workshop: Workshop, actor: Actor, asked: Asked): Promise<ChangeList> {
  const draft = await scoreDraft(workshop, actor, asked);
  const { revision } = draft;
  return inSnapshot(workshop.db, async (moment) => {
    const changes = await changesAgainst(moment, actor, draft, asked.against);
    return changes === null
      ? { revision, items: [], next: null }
      : { revision, ...(await pageOfChanges(moment, draft, changes, asked)) };
  });
}
