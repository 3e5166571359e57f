import { useSyncExternalStore } from 'react';

/** One value outside React that several far parts share: what the pointer is over, the one map. */
export type Store<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly on: (listener: () => void) => () => void;
  readonly use: () => T;
};

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const get = () => value;
  const on = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of listeners) listener();
  };
  return { get, set, on, use: () => useSyncExternalStore(on, get) };
}
