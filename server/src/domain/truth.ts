/** Truth of a condition as a number: one a row, so that a million rows are a megabyte. */
export const TRUTH = { false: 0, true: 1, unknown: 2 } as const;
export type Truth = (typeof TRUTH)[keyof typeof TRUTH];

/** The opposite: unknown stays unknown. */
export const opposite = (truth: Truth): Truth =>
  truth === TRUTH.unknown ? truth : truth === TRUTH.true ? TRUTH.false : TRUTH.true;

/** Truths of so many rows. Their room is a multiple of four bytes, so that they can be joined four at a time. */
export const truthsOf = (rows: number): Uint8Array => new Uint8Array(new ArrayBuffer((rows + 3) & ~3), 0, rows);

/** The bit that says true, in each byte of a word; the one above it says unknown, and neither says false. */
const ONES = 0x01010101;
const wordsOf = (truths: Uint8Array): Uint32Array => new Uint32Array(truths.buffer);

/** Both, written over the first: false where one is false, else unknown where one is unknown. Takes truths of `truthsOf`. */
export function andTruths(into: Uint8Array, other: Uint8Array): void {
  const [left, right] = [wordsOf(into), wordsOf(other)];
  for (let at = 0; at < left.length; at += 1) {
    const a = left[at] as number;
    const b = right[at] as number;
    const aUnknown = (a >>> 1) & ONES;
    const bUnknown = (b >>> 1) & ONES;
    left[at] = (a & b & ONES) | (((aUnknown & (b | bUnknown)) | (bUnknown & a)) << 1);
  }
}

/** Either, written over the first: true where one is true, else unknown where one is unknown. Takes truths of `truthsOf`. */
export function orTruths(into: Uint8Array, other: Uint8Array): void {
  const [left, right] = [wordsOf(into), wordsOf(other)];
  for (let at = 0; at < left.length; at += 1) {
    const either = (left[at] as number) | (right[at] as number);
    const isTrue = either & ONES;
    left[at] = isTrue | (either & ((isTrue ^ ONES) << 1));
  }
}
