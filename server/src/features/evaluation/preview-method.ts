import type { ClassChanges, PreviewReply } from '../../contract/evaluation-preview.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { type Against, changesAgainst, pageOfChanges } from './draft-changes.ts';
import { spreadOf } from './members.ts';
import { baselinesInForce } from './read-evaluation.ts';
import { type Draft, scoreDraft, type Workshop } from './scored-draft.ts';

const FIRST_LISTED = 200;

/** What a draft would give, without keeping anything. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function previewMethod(workshop: Workshop, actor: Actor, asked: Draft): Promise<PreviewReply> {
  const draft = await scoreDraft(workshop, actor, asked);
  const { revision, definition, loaded, members } = draft;
  return inSnapshot(workshop.db, async (moment) => {
    const compare = async (against: Against): Promise<ClassChanges | null> => {
      const changes = await changesAgainst(moment, actor, draft, against);
      if (changes === null) return null;
      const { moved: _moved, year: _year, ...counts } = changes;
      return { ...counts, ...(await pageOfChanges(moment, draft, changes, { limit: FIRST_LISTED })) };
    };
    const againstPublished = await compare('published');
    if (againstPublished === null) throw new Error('A draft is always compared with what holds');
    return {
      revision,
      baselines: baselinesInForce(definition, members.scored.basis),
      distribution: spreadOf(loaded, members, definition),
      againstPublished,
      againstLastYear: await compare('last-year'),
    };
  });
}
