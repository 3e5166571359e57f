import { RequestError } from '../../api/request.ts';

const IF_UNTOLD = 30;

/** How many seconds a refusal asks to wait before the next attempt; null: it is of another kind. */
export function waitSeconds(error: unknown): number | null {
  if (!(error instanceof RequestError)) return null;
  if (error.kind !== 'sign-in-throttled' && error.kind !== 'too-many-requests') return null;
  const told = /(\d+)\s*(?:秒|s\b|second)/.exec(error.message)?.[1];
  return Math.max(1, told === undefined ? IF_UNTOLD : Number(told));
}

/** Whole seconds until an instant, none once it has come. A clock that is set back does not lengthen the wait. */
export const secondsLeft = (until: number, now: number, asked: number): number =>
  Math.min(asked, Math.max(0, Math.ceil((until - now) / 1000)));
