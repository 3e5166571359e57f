import { type JoinTable, lookUp } from './look-up.ts';

/** Truth of a condition as a number: one a row, so that a million rows are a megabyte. */
export const TRUTH = { false: 0, true: 1, unknown: 2 } as const;
export type Truth = (typeof TRUTH)[keyof typeof TRUTH];

/** The opposite: unknown stays unknown. */
export const opposite = (truth: Truth): Truth =>
  truth === TRUTH.unknown ? truth : truth === TRUTH.true ? TRUTH.false : TRUTH.true;

export type Join = 'and' | 'or';

/** Both, or either: what decides the join by itself does so whatever the other is, and unknown is told before what does not. */
function joined(join: Join, one: Truth, other: Truth): Truth {
  const deciding = join === 'and' ? TRUTH.false : TRUTH.true;
  if (one === deciding || other === deciding) return deciding;
  return one === TRUTH.unknown || other === TRUTH.unknown ? TRUTH.unknown : one;
}

/**
 * A test that is joined to what is known of a row already, as one table: at `(truth so far << bits) | what the row shows`
 * stands their joint truth. A processor looks it up without guessing. `truthOf` is the truth of each thing that a row may show.
 */
export function joinTable(join: Join, truthOf: readonly Truth[]): JoinTable {
  const bits = Math.ceil(Math.log2(Math.max(1, truthOf.length)));
  const table = new Uint8Array(4 << bits);
  for (const known of Object.values(TRUTH))
    truthOf.forEach((truth, shown) => {
      table[(known << bits) | shown] = joined(join, known, truth);
    });
  return { table, bits };
}

/** Two tests joined, as one table: at `(what the row shows the first << 2) | what it shows the second`, of four things. */
export const pairTable = (join: Join, first: readonly Truth[], second: readonly Truth[]): Uint8Array =>
  Uint8Array.from(first.flatMap((one) => second.map((other) => joined(join, one, other))));

/** Joins the truths of another condition to those of the first, row by row. */
export const joinTruths = (join: Join, into: Uint8Array, other: Uint8Array): void =>
  lookUp(other, joinTable(join, [TRUTH.false, TRUTH.true, TRUTH.unknown]), into);
