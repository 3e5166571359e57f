import { createStore } from '../ui/store.ts';

type Owner = { readonly name: string; readonly displayName: string };
/** For whom the page was made. Null: nobody yet, or nobody signs in here. */
export const owner = createStore<Owner | null>(null);

/** Where the browser keeps something of whoever the page was made for: others who use it do not find it. */
export function ownKey(key: string): string {
  const name = owner.get()?.name;
  return name === undefined ? key : `${key}@${name}`;
}

/** Whether the session has ended while the page is in use. It stays as it is until the same person signs in again. */
export const sessionEnded = createStore(false);

/** How often a session has begun again under this page. */
let renewals = 0;
export const sessionCount = (): number => renewals;

export function renewSession(): void {
  renewals += 1;
  sessionEnded.set(false);
}

/** Rights that were refused may have been taken away since the page was made; the number tells one doubt from the next. */
export const rightsDoubted = createStore(0);
export const doubtRights = (): void => rightsDoubted.set(rightsDoubted.get() + 1);

/**
 * Waits until a session has begun that a request of the count `since` did not know. Errors: an AbortError where the
 * request is given up in the meantime.
 */
export function nextSession(since: number, signal?: AbortSignal | null): Promise<void> {
  if (renewals !== since) return Promise.resolve();
  sessionEnded.set(true);
  return new Promise((resolve, reject) => {
    const stop = sessionEnded.on(() => {
      if (sessionEnded.get()) return;
      stop();
      resolve();
    });
    signal?.addEventListener('abort', () => {
      stop();
      reject(new DOMException('Given up before somebody signed in', 'AbortError'));
    });
  });
}
