import { randomFrom } from '../../domain/random.ts';
import { distance, type Point } from './polygon.ts';
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
  /** Serial number of the first of its parks within the jurisdiction. */
  readonly firstPark: number;
  readonly lotScale: number;
};

/** Ground that one lot takes up, its share of streets included. */
const GROUND_PER_LOT_M2 = 13_000;
const LATTICE_STEP_M = 3600;
const LATTICE_GAP_M = 420;
const PARKS_PER_LATTICE_SITE = 4;

/** The named estates where they hold so many parcels; else a lattice of estates over the whole jurisdiction. */
export function sitesFor(settings: JurisdictionSettings, territory: Territory, parcels: number, seed: number): Site[] {
  const sites = named(settings, parcels, seed);
  return areApart(sites, territory) ? sites : lattice(territory, parcels);
}

/** How far from its middle anything of an estate may lie, bends included. */
export const reachOf = (site: Site): number => Math.hypot(site.widthM, site.heightM) / 2 + 150;

function areApart(sites: readonly Site[], { frame, isInside }: Territory): boolean {
  return sites.every((site, index) => {
    const at = frame.metres(site.centre);
    const isClear = sites
      .slice(index + 1)
      .every((other) => distance(at, frame.metres(other.centre)) > reachOf(site) + reachOf(other));
    return isClear && isInside(at);
  });
}

function named(settings: JurisdictionSettings, parcels: number, seed: number): Site[] {
  const random = randomFrom('sites', settings.code, seed);
  let firstPark = 0;
  return settings.sites.map((site, index) => {
    // A site of several parks has a town quarter beside them.
    const cells = site.parks.length + (site.parks.length > 1 ? 1 : 0);
    const ground = (parcels * site.share * GROUND_PER_LOT_M2 * cells) / site.parks.length;
    const ratio = random.between(1.05, 1.35);
    firstPark += site.parks.length;
    return {
      index,
      centre: site.centre,
      angle: (site.angleDegrees * Math.PI) / 180,
      widthM: Math.sqrt(ground * ratio),
      heightM: Math.sqrt(ground / ratio),
      cells,
      parks: site.parks,
      firstPark: firstPark - site.parks.length,
      lotScale: 1,
    };
  });
}

/** Where the lots would not fit at their natural size they are made smaller, with room for rivers to spare. */
function lattice(territory: Territory, parcels: number): Site[] {
  const places = latticePlaces(territory);
  const side = LATTICE_STEP_M - LATTICE_GAP_M;
  const lotScale = Math.min(1, (0.8 * places.length * side ** 2) / (parcels * GROUND_PER_LOT_M2));
  return places.map((place, index) => {
    const firstPark = index * PARKS_PER_LATTICE_SITE;
    const parks = Array.from({ length: PARKS_PER_LATTICE_SITE }, (_, cell) => `演示园区${firstPark + cell + 1}号`);
    const centre = territory.frame.lonLat(place);
    return { index, centre, angle: 0.05, widthM: side, heightM: side, cells: parks.length, parks, firstPark, lotScale };
  });
}

/** Lattice points whose estate lies wholly inside the outline, by their distance from the middle. */
function latticePlaces({ outline, isInside }: Territory): Point[] {
  const reach = Math.ceil(Math.max(...outline.map(([x, y]) => Math.hypot(x, y))) / LATTICE_STEP_M);
  const half = LATTICE_STEP_M / 2;
  const places: Point[] = [];
  for (let column = -reach; column <= reach; column++) {
    for (let row = -reach; row <= reach; row++) {
      const [x, y] = [column * LATTICE_STEP_M, row * LATTICE_STEP_M];
      const corners: Point[] = [
        [x - half, y - half],
        [x + half, y - half],
        [x + half, y + half],
        [x - half, y + half],
      ];
      if (corners.every(isInside)) places.push([x, y]);
    }
  }
  return places.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
}
