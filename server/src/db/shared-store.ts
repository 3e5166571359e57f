import { LRUCache } from 'lru-cache';

/** Costly things by a key. */
export type SharedStore<Value extends object> = {
  /** The thing if it is kept. */
  readonly kept: (key: string) => Value | undefined;
  /** The kept thing or a new one; null is handed on and not kept. Many who ask for one at once wait for one making of it. */
  readonly find: <Made extends Value | null>(key: string, make: () => Promise<Made>) => Promise<Value | Made>;
};

/** Keeps what was asked for last, within a bound of bytes. */
export function sharedStore<Value extends object>(
  maxBytes: number,
  bytesOf: (value: Value) => number,
): SharedStore<Value> {
  const things = new LRUCache<string, Value>({ maxSize: maxBytes, sizeCalculation: bytesOf });
  // Apart from the kept ones: what is still being made must not be pushed out by what is made sooner.
  const making = new Map<string, Promise<Value | null>>();
  const find = async <Made extends Value | null>(key: string, make: () => Promise<Made>): Promise<Value | Made> => {
    const kept = things.get(key) ?? (making.get(key) as Promise<Made> | undefined);
    if (kept) return kept;
    const made = make();
    making.set(key, made);
    try {
      const thing = await made;
      if (thing !== null) things.set(key, thing);
      return thing;
    } finally {
      making.delete(key);
    }
  };
  return { kept: (key) => things.get(key), find };
}
