import { describe, expect, it } from 'vitest';
import { sharedStore } from '../../server/src/db/shared-store.ts';

const storeOf = (maxBytes: number) => sharedStore<{ readonly bytes: number }>(maxBytes, ({ bytes }) => bytes);

describe('a store of costly things', () => {
  it('makes a thing once for all who ask while it is being made, and keeps it', async () => {
    const store = storeOf(100);
    let made = 0;
    const make = async () => {
      made += 1;
      return { bytes: 10 };
    };
    const things = await Promise.all([store.find('a', make), store.find('a', make)]);
    things.push(await store.find('a', make));
    expect([made, new Set(things).size, store.kept('a')]).toEqual([1, 1, things[0]]);
  });

  it('lets go of what was asked for longest ago once there is no room', async () => {
    const store = storeOf(100);
    for (const key of ['a', 'b', 'a', 'c']) await store.find(key, async () => ({ bytes: 40 }));
    expect(['a', 'b', 'c'].map((key) => store.kept(key) !== undefined)).toEqual([true, false, true]);
    await store.find('too large', async () => ({ bytes: 101 }));
    expect(store.kept('too large')).toBeUndefined();
  });

  it('keeps neither what is not there nor a failure', async () => {
    const store = storeOf(100);
    expect(await store.find('a', async () => null)).toBeNull();
    await expect(store.find('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await store.find('a', async () => ({ bytes: 1 }))).toEqual({ bytes: 1 });
  });
});
