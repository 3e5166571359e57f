import { ownKey } from '../api/signed-in.ts';
import { createStore } from '../ui/store.ts';
import {
  amendDraft,
  type DraftChange,
  type DraftHistory,
  NO_HISTORY,
  readHistory,
  redoStep,
  type StepName,
  takeStep,
  undoStep,
  writeHistory,
} from './draft.ts';

/** The draft of the jurisdiction in view. It outlives the page: each step is kept by the browser. */
export const zoneDraft = createStore<DraftHistory>(NO_HISTORY);

/** Whether the newest step could be kept by the browser; without room it would be gone with the page. */
export const isDraftKept = createStore(true);

/** Browsers keep about five million characters for a site. */
const MOST_CHARACTERS = 2_000_000;
const keyOf = (jurisdiction: string) => ownKey(`zone-draft:${jurisdiction}`);
let opened: string | null = null;

/** Takes up the draft of a jurisdiction where it was left. */
export function openDraft(jurisdiction: string): void {
  if (opened === jurisdiction) return;
  opened = jurisdiction;
  const text = localStorage.getItem(keyOf(jurisdiction));
  zoneDraft.set((text === null ? null : readHistory(text)) ?? NO_HISTORY);
}

function put(history: DraftHistory): void {
  zoneDraft.set(history);
  if (opened === null) return;
  try {
    localStorage.setItem(keyOf(opened), writeHistory(history, MOST_CHARACTERS));
    isDraftKept.set(true);
  } catch {
    // The browser is full or keeps nothing: the panel says so, and the draft lives on in the page.
    isDraftKept.set(false);
  }
}

export const changeDraft = (step: StepName, change: DraftChange): void => put(takeStep(zoneDraft.get(), step, change));
export const amendZoneDraft = (change: Parameters<typeof amendDraft>[1]): void =>
  put(amendDraft(zoneDraft.get(), change));
export const undoDraft = (): void => put(undoStep(zoneDraft.get()));
export const redoDraft = (): void => put(redoStep(zoneDraft.get()));
