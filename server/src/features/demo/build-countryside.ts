import { buildBlock } from './build-block.ts';
import { inventedRoadName } from './codes.ts';
import { planEstate } from './estate.ts';
import { localFrame } from './local-frame.ts';
import { distance, distanceToSegment, middle, type Point, type Ring } from './polygon.ts';
import { type Random, randomFrom } from './random.ts';
import { reachOf, type Site } from './sites.ts';
import { smooth } from './territory.ts';
import { addArea, addLine, type Works } from './works.ts';

/** A round place that is taken, in metres of the territory. */
type Taken = { readonly at: Point; readonly reach: number };

export type BuiltEstate = { readonly site: Site; readonly ringRoad: Ring };

/** All that lies between the estates: highways from one to the next, woods, villages with their workshops. */
export async function buildCountryside(estates: readonly BuiltEstate[], works: Works): Promise<void> {
  const random = randomFrom('countryside', works.settlement.jurisdiction.code, works.seed);
  const taken: Taken[] = estates.map(({ site }) => ({
    at: works.territory.frame.metres(site.centre),
    reach: reachOf(site) + 100,
  }));
  const highways = connect(taken, estates, random);
  highways.forEach((path, index) => {
    addLine(
      works,
      { layer: 'road', kind: 'arterial', name: inventedRoadName(index * 5 + 40, '大道') },
      path,
      works.territory.frame,
    );
  });
  plantWoods(taken, highways, random, works);
  await buildVillages(taken, highways, random, works);
}

/** Highways that join all estates with the least length, from ring road to ring road. */
function connect(middles: readonly Taken[], estates: readonly BuiltEstate[], random: Random): Point[][] {
  // Prim's algorithm: each round takes the estate nearest to those already joined.
  const nearest = middles.map(() => ({ from: 0, length: Number.POSITIVE_INFINITY }));
  const open = new Set(middles.keys());
  const highways: Point[][] = [];
  let last = 0;
  open.delete(last);
  while (open.size > 0) {
    let next = -1;
    for (const candidate of open) {
      const length = distance((middles[last] as Taken).at, (middles[candidate] as Taken).at);
      const known = nearest[candidate] as { from: number; length: number };
      if (length < known.length) nearest[candidate] = { from: last, length };
      if (next < 0 || (nearest[candidate] as typeof known).length < (nearest[next] as typeof known).length)
        next = candidate;
    }
    open.delete(next);
    const from = (nearest[next] as { from: number }).from;
    highways.push(highway(estates[from] as BuiltEstate, estates[next] as BuiltEstate, random));
    last = next;
  }
  return highways;
}

function highway(from: BuiltEstate, to: BuiltEstate, random: Random): Point[] {
  const start = nearestOf(from.ringRoad, middle(to.ringRoad)) ?? middle(from.ringRoad);
  const end = nearestOf(to.ringRoad, start) ?? middle(to.ringRoad);
  const bow = random.between(-0.09, 0.09);
  const at = (share: number): Point => {
    const aside = bow * Math.sin(Math.PI * share) + bow * 0.3 * Math.sin(3 * Math.PI * share);
    const [x, y] = [end[0] - start[0], end[1] - start[1]];
    return [start[0] + x * share - y * aside, start[1] + y * share + x * aside];
  };
  return smooth([0, 0.2, 0.4, 0.6, 0.8, 1].map(at));
}

const WOODS_PER_KM2 = 0.028;

/** Wooded hills away from estates and highways. */
function plantWoods(taken: Taken[], highways: readonly Point[][], random: Random, works: Works): void {
  const { territory } = works;
  const [east, north] = extent(territory.outline);
  const wanted = Math.round(((east * north * 4) / 1e6) * WOODS_PER_KM2);
  let planted = 0;
  for (let tries = 0; tries < wanted * 40 && planted < wanted; tries++) {
    const at: Point = [random.between(-east, east), random.between(-north, north)];
    const reach = random.spread(1100, 0.5);
    const isFree =
      territory.isInside(at) &&
      taken.every((place) => distance(place.at, at) > place.reach + reach * 1.2) &&
      !territory.isBarred(at, reach * 1.15) &&
      highways.every((path) => awayFrom(path, at) > reach * 1.2);
    if (!isFree) continue;
    planted++;
    taken.push({ at, reach: reach * 1.1 });
    addArea(works, { layer: 'green', kind: 'wood' }, [wood(at, reach, random)], territory.frame);
  }
}

function wood(at: Point, reach: number, random: Random): Ring {
  const waves = [2, 3, 5, 7].map((count) => ({
    count,
    phase: random.between(0, 6.28),
    size: random.between(0.04, 0.3) / count ** 0.6,
  }));
  return Array.from({ length: 56 }, (_, step): Point => {
    const angle = (step / 56) * 2 * Math.PI;
    const swell = waves.reduce((sum, { count, phase, size }) => sum + size * Math.sin(count * angle + phase), 0);
    const radius = reach * Math.max(0.4, 0.82 + swell);
    return [at[0] + radius * Math.cos(angle), at[1] + radius * Math.sin(angle)];
  });
}

const PATIENCE = 20_000;

/** Places small groups of workshops until every parcel is made. */
async function buildVillages(
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
    if (isCrowded || (spread === 1 && !territory.isInside(at)) || territory.isBarred(at, 420)) continue;
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
  const ring = plan.streets.at(-1)?.path.map(plan.bend) ?? [];
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

function nearestOf(points: readonly Point[], at: Point): Point | null {
  let best: Point | null = null;
  for (const point of points) if (!best || distance(point, at) < distance(best, at)) best = point;
  return best;
}

function awayFrom(path: readonly Point[], at: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < path.length; index++) {
    least = Math.min(least, distanceToSegment(at, [path[index - 1] as Point, path[index] as Point]));
  }
  return least;
}

function extent(outline: Ring): [number, number] {
  const most = (axis: 0 | 1) => Math.max(...outline.map((point) => Math.abs(point[axis])));
  return [most(0), most(1)];
}
