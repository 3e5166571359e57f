import { describe, expect, it } from 'vitest';
import {
  amendDraft,
  type DraftHistory,
  EMPTY_DRAFT,
  isBlank,
  NO_HISTORY,
  readHistory,
  redoStep,
  takeStep,
  undoStep,
  writeHistory,
} from '../../../client/src/zone/draft.ts';
import { groundOfRing } from '../../../client/src/zone/ground.ts';

const square = (west: number) =>
  groundOfRing([
    [west, 30],
    [west + 1, 30],
    [west + 1, 31],
    [west, 31],
    [west, 30],
  ]);
const lock = { code: 'P1', lock: 'out' as const, reason: 'mortgaged' as const, note: '' };

/** Drawn at 120, a parcel locked, drawn anew at 121. */
const threeSteps = (): DraftHistory => {
  const drawn = takeStep(NO_HISTORY, 'draw', { boundary: square(120) });
  return takeStep(takeStep(drawn, 'lock', { locks: [lock] }), 'draw', { boundary: square(121) });
};

describe('the steps of a draft', () => {
  it('go back and forth one by one, each under its name', () => {
    const history = threeSteps();
    const back = undoStep(undoStep(history));
    expect(back.present).toEqual({ ...EMPTY_DRAFT, boundary: square(120) });
    expect(back.past.map(({ step }) => step)).toEqual(['draw']);
    expect(back.future.map(({ step }) => step)).toEqual(['lock', 'draw']);
    expect(redoStep(redoStep(back))).toEqual(history);
  });

  it('end at nothing drawn, and stay there', () => {
    const start = undoStep(undoStep(undoStep(threeSteps())));
    expect(start.present).toEqual(EMPTY_DRAFT);
    expect(isBlank(start.present)).toBe(true);
    expect(undoStep(start)).toBe(start);
    expect(redoStep(threeSteps())).toEqual(threeSteps());
  });

  it('forget what was taken back once another is taken', () => {
    const other = takeStep(undoStep(threeSteps()), 'clear', { boundary: null });
    expect(other.future).toEqual([]);
    expect(other.past.map(({ step }) => step)).toEqual(['draw', 'lock', 'clear']);
  });

  it('leave the way to count and the target as they are', () => {
    const amended = amendDraft(threeSteps(), { counting: 'clipped', targetMu: 1000 });
    expect(undoStep(amended).present).toMatchObject({ counting: 'clipped', targetMu: 1000, boundary: square(120) });
    expect(redoStep(undoStep(amended)).present).toEqual(amended.present);
  });

  it('come back out of the text they were kept as', () => {
    expect(readHistory(writeHistory(threeSteps(), 1e6))).toEqual(threeSteps());
    expect(readHistory('{"past":[]}')).toBeNull();
    expect(readHistory('no JSON')).toBeNull();
  });

  it('give way where there is no room, the oldest first, never the draft itself', () => {
    const history = threeSteps();
    const room = writeHistory(history, 1e6).length - 1;
    expect(readHistory(writeHistory(history, room))).toEqual({ ...history, past: history.past.slice(2) });
    expect(readHistory(writeHistory(history, 1))).toEqual({ past: [], present: history.present, future: [] });
  });
});
