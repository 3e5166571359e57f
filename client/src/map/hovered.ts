import { useSyncExternalStore } from 'react';

let hoveredId: number | null = null;
const listeners = new Set<() => void>();

/** Marks the parcel under the pointer, on the map and in the list alike; null: none. */
export function setHovered(id: number | null): void {
  if (id === hoveredId) return;
  hoveredId = id;
  for (const listener of listeners) listener();
}

export const getHovered = (): number | null => hoveredId;

export function onHovered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Id of the parcel that the pointer is over, on the map or in a list. */
export const useHovered = (): number | null => useSyncExternalStore(onHovered, getHovered);
