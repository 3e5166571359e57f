import {
  type Boundary,
  type CountingRule,
  type ParcelLock,
  ParcelLock as ParcelLockSchema,
  Zone,
  type ZoneOrigin,
} from '@yima-guandi/server/contract';
import { z } from 'zod';

/** The zone that is being drawn, and every step that led to it. */

/** Of which saved scenario the draft is the newest state. */
const OpenScenario = z.object({ id: z.int(), version: z.int(), name: z.string() });
export type OpenScenario = z.infer<typeof OpenScenario>;

const Draft = z.object({
  boundary: Zone.shape.boundary.nullable(),
  locks: z.array(ParcelLockSchema),
  counting: Zone.shape.counting,
  origin: Zone.shape.origin,
  scenario: OpenScenario.nullable(),
  targetMu: z.number().positive().max(1_000_000),
});
export type Draft = z.infer<typeof Draft>;

/** What a step did, as the list of steps names it. */
const STEPS = [
  'draw',
  'cut',
  'edit',
  'absorb',
  'release',
  'codes',
  'upload',
  'propose',
  'lock',
  'unlock',
  'clear',
  'open',
] as const;
export type StepName = (typeof STEPS)[number];

const Step = z.object({ step: z.enum(STEPS), draft: Draft });
const DraftHistory = z.object({ past: z.array(Step), present: Draft, future: z.array(Step) });
/** `past` holds each step with the draft before it, `future` each step taken back with the draft after it. */
export type DraftHistory = z.infer<typeof DraftHistory>;

/** The smallest of the targets that districts set themselves. */
const DEFAULT_TARGET_MU = 500;
export const EMPTY_DRAFT: Draft = {
  boundary: null,
  locks: [],
  counting: 'whole',
  origin: 'drawn',
  scenario: null,
  targetMu: DEFAULT_TARGET_MU,
};
export const NO_HISTORY: DraftHistory = { past: [], present: EMPTY_DRAFT, future: [] };

const MOST_STEPS = 200;

export type DraftChange = {
  readonly boundary?: Boundary | null;
  readonly locks?: ParcelLock[];
  readonly origin?: ZoneOrigin;
  readonly scenario?: OpenScenario | null;
};

/** Takes a step. What had been taken back before it is forgotten. */
export function takeStep({ past, present }: DraftHistory, step: StepName, change: DraftChange): DraftHistory {
  const kept = past.slice(-(MOST_STEPS - 1));
  return { past: [...kept, { step, draft: present }], present: { ...present, ...change }, future: [] };
}

/** How the draft is counted, where it is kept, or its lines laid on the edges that they follow: no step of the user's. */
export const amendDraft = (
  history: DraftHistory,
  change: {
    readonly boundary?: Boundary;
    readonly counting?: CountingRule;
    readonly scenario?: OpenScenario | null;
    readonly targetMu?: number;
  },
): DraftHistory => ({ ...history, present: { ...history.present, ...change } });

/** Where a draft is kept and how it counts do not go back with the ground. */
const groundOf = (draft: Draft, { counting, targetMu }: Draft): Draft => ({ ...draft, counting, targetMu });

export function undoStep(history: DraftHistory): DraftHistory {
  const last = history.past.at(-1);
  if (!last) return history;
  const { present } = history;
  return {
    past: history.past.slice(0, -1),
    present: groundOf(last.draft, present),
    future: [{ step: last.step, draft: present }, ...history.future],
  };
}

export function redoStep(history: DraftHistory): DraftHistory {
  const [next, ...future] = history.future;
  if (!next) return history;
  const { present } = history;
  return {
    past: [...history.past, { step: next.step, draft: present }],
    present: groundOf(next.draft, present),
    future,
  };
}

/** Whether the draft holds anything that could be lost. */
export const isBlank = ({ boundary, locks }: Draft): boolean => boundary === null && locks.length === 0;

/** A history out of a text that was kept; null where it is none. */
export function readHistory(text: string): DraftHistory | null {
  try {
    return DraftHistory.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** As much of a history as fits into so many characters, the newest steps first. */
export function writeHistory(history: DraftHistory, mostCharacters: number): string {
  let kept: DraftHistory = history;
  for (;;) {
    const text = JSON.stringify(kept);
    if (text.length <= mostCharacters || (kept.past.length === 0 && kept.future.length === 0)) return text;
    kept = { ...kept, past: kept.past.slice(Math.ceil(kept.past.length / 2)), future: [] };
  }
}
