import { createStore } from '../ui/store.ts';

/** The secret of a one-time link that led to the page of signing in; null: none did. */
export const signInSecret = createStore<string | null>(null);

/** Takes the secret out of the address at once, so that neither the history nor a look over the shoulder keeps it. */
function take(): void {
  const { pathname, search, hash } = window.location;
  if (!/^\/sign-in\/?$/.test(pathname) || hash.length < 2) return;
  signInSecret.set(hash.slice(1));
  window.history.replaceState(window.history.state, '', pathname + search);
}

take();
// Another link that is opened in the same tab loads nothing.
window.addEventListener('hashchange', take);
