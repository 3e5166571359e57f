/**
 * The passes over rows that every moved threshold takes. They go four rows a turn and are written out: at the end of each
 * turn the engine asks whether it is to stop, which takes as long as a row does, and over what a closure holds a loop is
 * twice as slow.
 */

export const ROWS_A_TURN = 4;

/** How many of the rows make whole turns. */
export const rowsInTurns = (rows: number): number => rows - (rows % ROWS_A_TURN);

/** What stands there joined to what a row shows, in `bits` bits: gives what stands there next. */
export type JoinTable = { readonly table: Uint8Array; readonly bits: number };

/** Joins what the table says of each row's code to what stands there. */
export function lookUp(codes: Uint8Array | Uint16Array, { table, bits }: JoinTable, into: Uint8Array): void {
  const whole = rowsInTurns(into.length);
  for (let row = 0; row < whole; row += ROWS_A_TURN) {
    into[row] = table[((into[row] as number) << bits) | (codes[row] as number)] as number;
    into[row + 1] = table[((into[row + 1] as number) << bits) | (codes[row + 1] as number)] as number;
    into[row + 2] = table[((into[row + 2] as number) << bits) | (codes[row + 2] as number)] as number;
    into[row + 3] = table[((into[row + 3] as number) << bits) | (codes[row + 3] as number)] as number;
  }
  for (let row = whole; row < into.length; row += 1)
    into[row] = table[((into[row] as number) << bits) | (codes[row] as number)] as number;
}

/** The greatest figure that is not above a bound, and the least that is not below it. */
export type Edges = { readonly greatest: number; readonly least: number };

/** Joins what the table says of a figure below, above or at both edges (1, 2, 3; 0 where it is not a number) to what stands there. */
export function lookUpSides(
  figures: ArrayLike<number>,
  { greatest, least }: Edges,
  { table, bits }: JoinTable,
  into: Uint8Array,
): void {
  const whole = rowsInTurns(into.length);
  for (let row = 0; row < whole; row += ROWS_A_TURN) {
    const one = figures[row] as number;
    const two = figures[row + 1] as number;
    const three = figures[row + 2] as number;
    const four = figures[row + 3] as number;
    into[row] = table[((into[row] as number) << bits) | +(one <= greatest) | (+(one >= least) << 1)] as number;
    into[row + 1] = table[((into[row + 1] as number) << bits) | +(two <= greatest) | (+(two >= least) << 1)] as number;
    into[row + 2] = table[
      ((into[row + 2] as number) << bits) | +(three <= greatest) | (+(three >= least) << 1)
    ] as number;
    into[row + 3] = table[
      ((into[row + 3] as number) << bits) | +(four <= greatest) | (+(four >= least) << 1)
    ] as number;
  }
  for (let row = whole; row < into.length; row += 1) {
    const one = figures[row] as number;
    into[row] = table[((into[row] as number) << bits) | +(one <= greatest) | (+(one >= least) << 1)] as number;
  }
}

/** What the table says of each row's code (its higher bits) and of the side on which its figure stands (its two lowest). */
export function lookUpPair(
  codes: Uint8Array | Uint16Array,
  { figures, edges: { greatest, least } }: { readonly figures: ArrayLike<number>; readonly edges: Edges },
  table: Uint8Array,
  into: Uint8Array,
): void {
  const whole = rowsInTurns(into.length);
  for (let row = 0; row < whole; row += ROWS_A_TURN) {
    const one = figures[row] as number;
    const two = figures[row + 1] as number;
    const three = figures[row + 2] as number;
    const four = figures[row + 3] as number;
    into[row] = table[((codes[row] as number) << 2) | +(one <= greatest) | (+(one >= least) << 1)] as number;
    into[row + 1] = table[((codes[row + 1] as number) << 2) | +(two <= greatest) | (+(two >= least) << 1)] as number;
    into[row + 2] = table[
      ((codes[row + 2] as number) << 2) | +(three <= greatest) | (+(three >= least) << 1)
    ] as number;
    into[row + 3] = table[((codes[row + 3] as number) << 2) | +(four <= greatest) | (+(four >= least) << 1)] as number;
  }
  for (let row = whole; row < into.length; row += 1) {
    const one = figures[row] as number;
    into[row] = table[((codes[row] as number) << 2) | +(one <= greatest) | (+(one >= least) << 1)] as number;
  }
}
