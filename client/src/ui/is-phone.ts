import { useSyncExternalStore } from 'react';

/** The width below which panels stand under the map; the same as in the style sheets. */
const narrow = (): MediaQueryList => window.matchMedia('(max-width: 640px)');

const onChange = (listener: () => void) => {
  const query = narrow();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the page is as narrow as a phone. */
export const useIsPhone = (): boolean => useSyncExternalStore(onChange, () => narrow().matches);
