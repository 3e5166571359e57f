import type { MouseEvent } from 'react';
import { owner } from '../api/signed-in.ts';
import { createStore } from '../ui/store.ts';

/** What goes on once somebody has said what a file is for; null: nobody is asked. */
export const asking = createStore<((reason: string) => void) | null>(null);

/** Asks whoever is signed in what a file with figures of enterprises is for; where nobody signs in it goes on at once. */
export function withReason(goOn: (reason: string | undefined) => void): void {
  if (owner.get() === null) goOn(undefined);
  else asking.set(goOn);
}

/** For a link to such a file: the reason becomes a part of its address. */
export function askReason(event: MouseEvent<HTMLAnchorElement>): void {
  if (owner.get() === null) return;
  event.preventDefault();
  const address = new URL(event.currentTarget.href);
  asking.set((reason) => {
    address.searchParams.set('reason', reason);
    const link = document.createElement('a');
    link.href = address.href;
    link.download = '';
    link.click();
  });
}
