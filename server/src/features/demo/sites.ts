import { distance, type Point, ringArea } from './polygon.ts';
import { randomFrom } from './random.ts';
import type { JurisdictionSettings } from './settings.ts';
import type { Territory } from './territory.ts';

/** Where an estate comes to lie, how large it is and which parks it holds. */
export type Site = {
  readonly index: number;
  /** Longitude and latitude. */
  readonly centre: Point;
  readonly angle: number;
  readonly widthM: number;
  readonly heightM: number;
  readonly cells: number;
  readonly parks: readonly string[];
  readonly lotScale: number;
};

/** Ground that one lot takes up, its share of streets included. */
const GROUND_PER_LOT_M2 = 13_000;
const LATTICE_STEP_M = 3600;
/** More than this part of a jurisdiction is not built over with the estates of the settings. */
const MOST_BUILT = 0.25;

/** The named estates where they suffice; a lattice of estates, without end, where so many parcels are asked for that they do not. */
export function* sitesFor(
  settings: JurisdictionSettings,
  territory: Territory,
  parcels: number,
  seed: number,
): Generator<Site> {
  const ground = ringArea(territory.outline);
  if (parcels * GROUND_PER_LOT_M2 > ground * MOST_BUILT * 0.2) yield* lattice(territory, parcels, ground);
  else yield* named(settings, parcels, seed);
}

function* named(settings: JurisdictionSettings, parcels: number, seed: number): Generator<Site> {
  const random = randomFrom('sites', settings.code, seed);
  for (const [index, site] of settings.sites.entries()) {
    const cells = site.parks.length + (site.parks.length > 1 ? 1 : 0);
    const ground = (parcels * site.share * GROUND_PER_LOT_M2 * cells) / site.parks.length;
    const ratio = random.between(1.05, 1.35);
    yield {
      index,
      centre: site.centre,
      angle: (site.angleDegrees * Math.PI) / 180,
      widthM: Math.sqrt(ground * ratio),
      heightM: Math.sqrt(ground / ratio),
      cells,
      parks: site.parks,
      lotScale: 1,
    };
  }
}

function* lattice(territory: Territory, parcels: number, ground: number): Generator<Site> {
  const lotScale = Math.min(1, (0.6 * ground) / (parcels * GROUND_PER_LOT_M2));
  let index = 0;
  for (const place of latticePlaces(territory)) {
    const parks = Array.from({ length: 4 }, (_, cell) => `演示园区${index * 4 + cell + 1}号`);
    const side = LATTICE_STEP_M - 420;
    yield {
      index,
      centre: territory.frame.lonLat(place),
      angle: 0.08,
      widthM: side,
      heightM: side,
      cells: 4,
      parks,
      lotScale,
    };
    index++;
  }
}

/** Lattice points by their distance from the middle, those outside the outline after all inside it. */
function* latticePlaces(territory: Territory): Generator<Point> {
  const reach = Math.ceil(Math.max(...territory.outline.map((point) => Math.hypot(...point))) / LATTICE_STEP_M) + 20;
  const places: Point[] = [];
  for (let x = -reach; x <= reach; x++)
    for (let y = -reach; y <= reach; y++) places.push([x * LATTICE_STEP_M, y * LATTICE_STEP_M]);
  const middle: Point = [0, 0];
  places.sort((a, b) => distance(a, middle) - distance(b, middle));
  yield* places.filter((place) => territory.isInside(place));
  yield* places.filter((place) => !territory.isInside(place));
}
