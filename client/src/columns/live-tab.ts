import type { View } from '../url/view.ts';
import type { LiveList } from './question.ts';

/** Tabs of the panel that only columns can fill, as the link names them. */
export type LiveTab = { readonly list: LiveList; readonly side: 'in' | 'out' };

const LIVE_TABS: Readonly<Record<string, LiveTab>> = {
  flips: { list: 'flips', side: 'in' },
  'flips-out': { list: 'flips', side: 'out' },
  near: { list: 'near', side: 'in' },
  clusters: { list: 'clusters', side: 'in' },
};

/** The live tab of the view; null: another one is open. */
export const readLiveTab = ({ tab }: Pick<View, 'tab'>): LiveTab | null =>
  tab !== null && Object.hasOwn(LIVE_TABS, tab) ? (LIVE_TABS[tab] ?? null) : null;
