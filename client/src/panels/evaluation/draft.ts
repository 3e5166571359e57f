import type { EvaluationMethod } from '@yima-guandi/server/contract';
import { sameMethod, type Tier } from '@yima-guandi/server/domain';
import { createStore } from '../../ui/store.ts';

/** A method that is being changed: what it was before each change, and what was undone. */
export type Draft = {
  readonly past: readonly EvaluationMethod[];
  readonly now: EvaluationMethod;
  readonly future: readonly EvaluationMethod[];
  /** The place last changed: moving one slider is one step, however many values it passes. */
  readonly place: string | null;
};

export const startDraft = (method: EvaluationMethod): Draft => ({ past: [], now: method, future: [], place: null });

export function changeDraft(draft: Draft, place: string, method: EvaluationMethod): Draft {
  const isSameStep = draft.place === place && draft.past.length > 0;
  return { past: isSameStep ? draft.past : [...draft.past, draft.now], now: method, future: [], place };
}

export function undoDraft(draft: Draft): Draft {
  const before = draft.past.at(-1);
  if (!before) return draft;
  return { past: draft.past.slice(0, -1), now: before, future: [draft.now, ...draft.future], place: null };
}

export function redoDraft(draft: Draft): Draft {
  const [next, ...future] = draft.future;
  if (!next) return draft;
  return { past: [...draft.past, draft.now], now: next, future, place: null };
}

/** Whether a draft says anything but what it began with. */
export const isChanged = (draft: Draft | undefined): boolean =>
  draft !== undefined && !sameMethod(draft.now, draft.past[0] ?? draft.now);

/** Drafts live as long as the page, so that looking at the map does not lose one. By jurisdiction, year and tier. */
export const drafts = createStore<Readonly<Record<string, Draft>>>({});

export const draftKey = (of: { readonly jurisdiction: string; readonly year: number; readonly tier: Tier }): string =>
  [of.jurisdiction, of.year, of.tier].join('|');

export function putDraft(key: string, draft: Draft | null): void {
  const { [key]: _, ...others } = drafts.get();
  drafts.set(draft ? { ...others, [key]: draft } : others);
}
