import { type Random, randomFrom } from '../../domain/random.ts';
import { buildVillages } from './build-villages.ts';
import { inventedRoadName } from './codes.ts';
import { awayFrom, distance, extent, middle, nearestOf, type Point, type Ring } from './polygon.ts';
import { reachOf, type Site } from './sites.ts';
import { smooth } from './territory.ts';
import { addArea, addLine, type Taken, type Works } from './works.ts';

/** The rivers as areas and the expressway as a line. */
export function addWaterAndExpressway(works: Works): void {
  const { rivers, expressway, expresswayName, frame } = works.territory;
  for (const { name, widthM, path } of rivers) {
    addArea(works, { layer: 'water', kind: 'river', name }, [band(path, widthM / 2)], frame);
  }
  addLine(works, { layer: 'road', kind: 'expressway', name: expresswayName }, expressway, frame);
}

/** A path made as wide as its banks. */
function band(path: readonly Point[], halfWidth: number): Ring {
  const bank = (side: number): Point[] =>
    path.map((point, at) => {
      const before = path[Math.max(0, at - 1)] as Point;
      const next = path[Math.min(path.length - 1, at + 1)] as Point;
      const angle = Math.atan2(next[1] - before[1], next[0] - before[0]) + (Math.PI / 2) * side;
      return [point[0] + Math.cos(angle) * halfWidth, point[1] + Math.sin(angle) * halfWidth];
    });
  return [...bank(-1), ...bank(1).reverse()];
}

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
