import { useQuery } from '@tanstack/react-query';
import type { EvaluationMethod, EvaluationReply, TierEvaluation } from '@yima-guandi/server/contract';
import { sameMethod, type Tier } from '@yima-guandi/server/domain';
import { useMemo, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { type DraftAsk, evaluationQuery, previewQuery } from '../../api/evaluation.ts';
import { useMay } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { useView } from '../../url/view.ts';
import { changeDraft, draftKey, drafts, putDraft, redoDraft, startDraft, undoDraft } from './draft.ts';
import { type Faults, faultsOf } from './fault-places.ts';
import { useQuiet } from './use-quiet.ts';

/** A method that is looked at and may be changed: what holds, what is drafted, and the ways between them. */
export type MethodEditor = {
  readonly published: EvaluationMethod;
  readonly method: EvaluationMethod;
  readonly isDraft: boolean;
  /** Whether nothing may be changed: the year is closed, or the role does not evaluate. */
  readonly isClosed: boolean;
  readonly faults: Faults;
  /** `place` names the field: changes of one field in a row are one step. */
  readonly change: (place: string, method: EvaluationMethod) => void;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  /** The part that is opened to be changed, by its place; one at a time. */
  readonly open: string | null;
  readonly setOpen: (place: string | null) => void;
  /** The part that has just been added: it is open, and its name is what is typed next. */
  readonly added: string | null;
  readonly openAdded: (place: string) => void;
  readonly reset: () => void;
  /** Forgets the draft with its steps, once it is published. */
  readonly drop: () => void;
};

/** The tier in the link, or the only one that there is. */
function chooseTier(reply: EvaluationReply | undefined, tier: Tier): TierEvaluation | undefined {
  return reply?.tiers.find((each) => each.tier === tier) ?? reply?.tiers[0];
}

/** What the page of evaluation speaks of: the jurisdiction, year and tier of the link, as the server has them. */
export function useEvaluation() {
  const { view } = useView();
  const { jurisdiction, year } = useCurrent();
  const place = useMemo(
    () => (jurisdiction && year !== null ? { jurisdiction: jurisdiction.code, year } : null),
    [jurisdiction, year],
  );
  const reply = useQuery(evaluationQuery(place));
  const tier = chooseTier(reply.data, view.tier);
  return { place, reply, tier };
}

type Opened = Pick<MethodEditor, 'open' | 'added'>;

export function useMethodEditor(
  { jurisdiction, year, closedAt }: Pick<EvaluationReply, 'jurisdiction' | 'year' | 'closedAt'>,
  tier: TierEvaluation,
): MethodEditor {
  const { text } = useText();
  const may = useMay();
  const [{ open, added }, setOpened] = useState<Opened>({ open: null, added: null });
  const key = draftKey({ jurisdiction, year, tier: tier.tier });
  const published = tier.method.definition;
  const isClosed = closedAt !== null || !may('evaluate');
  const kept = drafts.use()[key];
  const draft = kept && !isClosed ? kept : startDraft(published);
  const method = draft.now;
  const faults = useMemo(() => faultsOf(text, method), [text, method]);
  return {
    published,
    method,
    isDraft: !sameMethod(method, published),
    isClosed,
    faults,
    change: (place, next) => putDraft(key, changeDraft(draft, place, next)),
    undo: draft.past.length > 0 ? () => putDraft(key, undoDraft(draft)) : null,
    redo: draft.future.length > 0 ? () => putDraft(key, redoDraft(draft)) : null,
    open,
    setOpen: (place) => setOpened({ open: place, added: null }),
    added,
    openAdded: (place) => setOpened({ open: place, added: place }),
    reset: () => putDraft(key, changeDraft(draft, 'reset', published)),
    drop: () => putDraft(key, null),
  };
}

/** What the draft would give, once it is without fault and has been left alone for a moment. */
export function usePreview(ask: Omit<DraftAsk, 'definition'>, editor: MethodEditor) {
  const { text } = useText();
  const { jurisdiction, year, tier } = ask;
  const settled = useQuiet(editor.method);
  const isAsked = editor.isDraft && editor.faults.all.length === 0;
  // What has settled may be an earlier step that still had a fault.
  const isWhole = useMemo(() => faultsOf(text, settled).all.length === 0, [text, settled]);
  const asked = isAsked && isWhole ? { jurisdiction, year, tier, definition: settled } : null;
  const preview = useQuery(previewQuery(asked));
  return {
    /** What was asked; null: nothing is. */
    ask: asked,
    data: isAsked ? preview.data : undefined,
    error: isAsked && isWhole ? preview.error : null,
    isStale: isAsked && (preview.isPlaceholderData || settled !== editor.method),
    refetch: preview.refetch,
  };
}
export type Preview = ReturnType<typeof usePreview>;
