/** A stream of pseudo-random numbers that a seed decides: the same seed gives the same stream on every machine. */
export type Random = {
  /** From 0, below 1. */
  readonly next: () => number;
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number from low to high, both possible. */
  readonly whole: (low: number, high: number) => number;
  readonly normal: () => number;
  /** Log-normal around its median; sigma is that of the logarithm. */
  readonly spread: (median: number, sigma: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
};

/** Makes a stream from words that name its purpose, so that neighbouring streams are unrelated. */
export function randomFrom(...words: readonly (string | number)[]): Random {
  let state = hash(words.join('/'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    spread: (median, sigma) => median * Math.exp(sigma * normal()),
    pick: <T>(items: readonly T[]): T => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
  };
}

/** FNV-1a with a final mix: short words that differ in one letter start far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
