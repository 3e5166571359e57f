import type { ConstraintKind } from '../../contract/constraint.ts';
import { multiPolygonText } from './local-frame.ts';
import { densified, type Ring } from './polygon.ts';
import type { Site } from './sites.ts';
import type { Ground, Works } from './works.ts';

const FARMLAND_DEPTH_M = 190;
const RED_LINE_DEPTH_M = 170;
/** How far farmland and red lines reach into an estate: there must be conflicts to find. */
const REACH_IN_M = 30;
const ROAD_WIDTH_M = 24;
const ROAD_REACH_OUT_M = 150;
const CORNER_STEP_M = 60;

/** Binds the land at the edges of an estate: farmland to the south, a red line to the east, a road planned across it. */
export function addConstraints({ widthM, heightM, index }: Site, ground: Ground, works: Works): void {
  const [east, north] = [widthM / 2, heightM / 2];
  const road = heightM * 0.22;
  bind('permanent-farmland', [-0.85 * east, -north - FARMLAND_DEPTH_M, 0.25 * east, REACH_IN_M - north], null);
  bind('ecological-red-line', [east - REACH_IN_M, -0.2 * north, east + RED_LINE_DEPTH_M, 0.8 * north], null);
  bind(
    'planned-road',
    [-east - ROAD_REACH_OUT_M, road - ROAD_WIDTH_M / 2, east + ROAD_REACH_OUT_M, road + ROAD_WIDTH_M / 2],
    `规划${index + 1}号路`,
  );

  function bind(layer: ConstraintKind, box: readonly [number, number, number, number], name: string | null): void {
    const ring = densified(cornersOf(box), CORNER_STEP_M, true).map(ground.bend);
    const { jurisdictionId, pending } = works.settlement;
    pending.constraints.push({ jurisdictionId, layer, name, geom: multiPolygonText([ring], ground.frame) });
  }
}

const cornersOf = ([west, south, east, north]: readonly [number, number, number, number]): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];
