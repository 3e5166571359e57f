import type { Map as MapLibreMap } from 'maplibre-gl';
import { createStore } from '../ui/store.ts';
import type { Camera } from '../url/camera.ts';

/** The one map of the page, for tools that command it; null while there is none. */
export const theMap = createStore<MapLibreMap | null>(null);

/** Where the map looks at this moment, also while it moves. The link follows when it has come to rest. */
export const liveCamera = createStore<Camera | null>(null);

/** A counting square under the pointer, at zooms too small for parcels. */
export type CellUnderPointer = { readonly parcels: number; readonly muHundredths: number; readonly found: number };
/** The pointer over the map: pixels from its corner, degrees, and what lies under it. */
export type PointerOnMap = {
  readonly x: number;
  readonly y: number;
  readonly lng: number;
  readonly lat: number;
  readonly parcelId: number | null;
  readonly cell: CellUnderPointer | null;
};
export const pointer = createStore<PointerOnMap | null>(null);

/** Points of the ring being measured, degrees; null: the tool is not in use. */
export type Measured = { readonly points: readonly (readonly [number, number])[]; readonly isClosed: boolean };
export const measured = createStore<Measured | null>(null);

/** What the map could not get: tiles of a revision that the data has left behind, or tiles that did not come at all. */
export type MapTrouble = 'superseded' | 'failed';
export const mapTrouble = createStore<MapTrouble | null>(null);
