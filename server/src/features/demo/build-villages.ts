import type { Random } from '../../domain/random.ts';
import { buildBlock } from './build-block.ts';
import { planEstate } from './estate.ts';
import { localFrame } from './local-frame.ts';
import { awayFrom, distance, extent, nearestOf, type Point } from './polygon.ts';
import { addLine, type Taken, type Works } from './works.ts';

const PATIENCE = 20_000;

/** Places small groups of workshops until every parcel is made. */
export async function buildVillages(
  taken: Taken[],
  highways: readonly Point[][],
  random: Random,
  works: Works,
): Promise<void> {
  const { territory } = works;
  const [east, north] = extent(territory.outline);
  let tries = 0;
  while (works.left > 0) {
    tries++;
    // After many misses the outline is full: the rest goes further and further beyond it rather than nowhere.
    const spread = 1 + Math.max(0, tries - PATIENCE) / PATIENCE;
    const at: Point = [random.between(-east, east) * spread, random.between(-north, north) * spread];
    const isCrowded = taken.some((place) => distance(place.at, at) < place.reach + 300);
    if (isCrowded || (spread === 1 && !isWellInside(at, works)) || territory.isBarred(at, 420)) continue;
    if (highways.some((path) => awayFrom(path, at) < 380)) continue;
    taken.push({ at, reach: 450 });
    buildVillage(at, nearestWay(at, highways), random, works);
    await works.flush();
  }
}

const VILLAGE_LOT_SCALE = 0.62;
const VILLAGE_SUB_AREA = 900;

/** A few workshops in one or two blocks, with a lane that leads to a highway where one is near. */
function buildVillage(at: Point, way: Point | null, random: Random, works: Works): void {
  const { frame } = works.territory;
  const shape = {
    widthM: random.between(190, 420),
    heightM: random.between(150, 260),
    angle: random.between(0, Math.PI),
    cells: 1,
    lotScale: VILLAGE_LOT_SCALE,
  };
  const plan = planEstate(shape, random);
  const centre = frame.lonLat(at);
  const ground = {
    frame: localFrame(centre),
    bend: plan.bend,
    random,
    lotScale: VILLAGE_LOT_SCALE,
    subArea: VILLAGE_SUB_AREA,
    parkId: null,
    isVillage: true,
    address: '村二产留地',
    quality: random.spread(0.75, 0.3),
  };
  for (const { path } of plan.streets)
    addLine(works, { layer: 'road', kind: 'street' }, path.map(plan.bend), ground.frame);
  const ring = plan.ringRoad.map(plan.bend);
  const gate = way && nearestOf(ring, ground.frame.metres(frame.lonLat(way)));
  if (way && gate) {
    const lane: Point[] = [gate, ground.frame.metres(frame.lonLat(way))];
    addLine(works, { layer: 'road', kind: 'street' }, lane, ground.frame);
  }
  for (const cell of plan.cells) for (const block of cell.blocks) if (works.left > 0) buildBlock(block, ground, works);
}

const LONGEST_LANE_M = 1800;

function nearestWay(at: Point, highways: readonly Point[][]): Point | null {
  const near = nearestOf(highways.flat(), at);
  return near && distance(near, at) < LONGEST_LANE_M ? near : null;
}

/** Whether a whole village has room inside the outline. */
function isWellInside([x, y]: Point, { territory }: Works): boolean {
  return [-300, 300].every((step) => territory.isInside([x + step, y]) && territory.isInside([x, y + step]));
}
