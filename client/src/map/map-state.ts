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

/** What the pen on the map does: draws ground or cuts it, moves corners, takes parcels by a click, a box or a lasso, or locks them. */
export const PENS = ['draw', 'cut', 'edit', 'click', 'box', 'lasso', 'lock'] as const;
export type Pen = (typeof PENS)[number];
/** How the names of its sources and layers begin. */
export const PEN_PREFIX = 'pen';
/** The pen in hand; null: the map answers as everywhere else. */
export const pen = createStore<Pen | null>(null);
/** Whether parcels that are pointed at make a new zone, join the one there is, or leave it. */
export type Taking = 'anew' | 'add' | 'remove';
/** Takes the parcel that a click has met; set by whoever holds the pen. */
export const parcelTaker = createStore<((parcelId: number, taking: Taking) => void) | null>(null);

/** Ground of zones on the map: the draft, and saved ones beside it. */
export type ZoneShapes = {
  readonly type: 'FeatureCollection';
  readonly features: {
    readonly type: 'Feature';
    readonly properties: { readonly state: 'draft' | 'saved' };
    readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: [number, number][][][] };
  }[];
};
export const NO_ZONES: ZoneShapes = { type: 'FeatureCollection', features: [] };
export const zoneShapes = createStore<ZoneShapes>(NO_ZONES);

/** Parcels of the draft by their ids: those it counts, those it only touches, those locked out. Null: there is no draft. */
export type ZoneParcels = {
  readonly counted: readonly number[];
  readonly touched: readonly number[];
  readonly lockedOut: readonly number[];
};
export const zoneParcels = createStore<ZoneParcels | null>(null);
/** Parcels of a proposal that is looked at; while there are any they stand in the place of the draft's. */
export const proposedParcels = createStore<ZoneParcels | null>(null);

/** In how many of several proposals each parcel is, by its id. */
export type ChosenOften = { readonly of: number; readonly times: readonly (readonly [number, number])[] };
export const chosenOften = createStore<ChosenOften | null>(null);

/** What the map could not get: tiles of a revision that the data has left behind, tiles that nobody is signed in for, or tiles that did not come at all. */
export type MapTrouble = 'superseded' | 'signed-out' | 'failed';
const TROUBLE_OF: Readonly<Record<number, MapTrouble>> = { 401: 'signed-out', 410: 'superseded' };
/** By the status of the reply; null: none came. */
export const troubleOf = (status: number | null): MapTrouble => TROUBLE_OF[status ?? 0] ?? 'failed';
export const mapTrouble = createStore<MapTrouble | null>(null);
