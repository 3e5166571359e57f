import { createStore } from '../ui/store.ts';

const hovered = createStore<number | null>(null);

/** Marks the parcel under the pointer, on the map and in the list alike; null: none. */
export const setHovered = hovered.set;
export const getHovered = hovered.get;
export const onHovered = hovered.on;
/** Id of the parcel that the pointer is over, on the map or in a list. */
export const useHovered = hovered.use;
