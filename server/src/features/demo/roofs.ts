import type { Random } from '../../domain/random.ts';
import { cutAcross } from './lots.ts';
import { inset, leftOf, type Ring, rightOf, ringArea } from './polygon.ts';

/** The roofs of a lot: halls with yards between them. */
export function roofsOf(core: Ring, random: Random): Ring[] {
  const side = Math.sqrt(ringArea(core));
  const plate = inset(core, Math.min(15, side * random.between(0.1, 0.15)));
  if (plate.length < 3 || ringArea(plate) < 200) return [];
  const halls: Ring[] = [];
  divideHalls(plate, { target: random.spread(3600, 0.4), random, halls });
  return halls.length > 2 ? halls.filter(() => !random.chance(0.16)) : halls;
}

type Halls = { readonly target: number; readonly random: Random; readonly halls: Ring[] };

function divideHalls(ring: Ring, into: Halls): void {
  const { target, random, halls } = into;
  const area = ringArea(ring);
  if (area < target * 1.5) {
    if (area > 160) halls.push(ring);
    return;
  }
  const line = cutAcross(ring, random, { from: 0.4, to: 0.6, skew: 0 });
  const yard = random.between(8, 16) / 2;
  divideHalls(leftOf(ring, line, yard), into);
  divideHalls(rightOf(ring, line, yard), into);
}

/** Rows of dwelling houses in a town block. */
export function housesOf(block: Ring, random: Random): Ring[] {
  const plots: Ring[] = [];
  const plate = inset(block, 9);
  if (plate.length > 2) dividePlots(plate, random, plots);
  return plots.flatMap((plot) => {
    const house = inset(plot, random.between(6, 10));
    return house.length < 3 || ringArea(house) < 120 || random.chance(0.15) ? [] : [house];
  });
}

function dividePlots(ring: Ring, random: Random, plots: Ring[]): void {
  if (ringArea(ring) < random.between(2200, 4200)) {
    plots.push(ring);
    return;
  }
  const line = cutAcross(ring, random, { from: 0.42, to: 0.58, skew: 0 });
  dividePlots(leftOf(ring, line), random, plots);
  dividePlots(rightOf(ring, line), random, plots);
}
