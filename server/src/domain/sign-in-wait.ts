/** Of what failed attempts are counted. */
export const TRIED = ['pair', 'name', 'address'] as const;
export type Tried = (typeof TRIED)[number];

/**
 * Failures that cost nothing but a new attempt. Whoever mistypes from one desk waits first; a name alone is guarded more
 * patiently, so that nobody shuts a colleague out, and an address most, since a whole office may share it.
 */
const FREE_FAILURES: Readonly<Record<Tried, number>> = { pair: 4, name: 20, address: 50 };
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Failures older than this are forgotten. */
export const FAILURES_KEPT_MS = 24 * 3_600_000;

/** How long after the last failure the next attempt is taken, ms: twice as long each time. */
export function waitAfterFailures(tried: Tried, failures: number): number {
  const beyond = failures - FREE_FAILURES[tried];
  return beyond < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** beyond);
}
