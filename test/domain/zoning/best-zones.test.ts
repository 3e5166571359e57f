import { describe, expect, it } from 'vitest';
import { bestZones } from '../../../server/src/domain/zoning/best-zones.ts';
import { LOCK, type ZoneLand, type ZoneLimits, zoneLand } from '../../../server/src/domain/zoning/zone-land.ts';
import { costOf, leastLoss, liesTogether } from '../../support/least-loss.ts';
import { drawLand } from '../../support/random-land.ts';

const SETS = 12;
const SEED = 1;
const solve = (land: ZoneLand, limits: ZoneLimits, targetMuHundredths: number, seed = SEED) =>
  bestZones(land, limits, { targetMuHundredths, seed });

/** Each by turns four by three and five by two parcels. */
const drawn = Array.from({ length: SETS }, (_, index) => {
  const [columns, rows] = index % 2 === 0 ? [4, 3] : [5, 2];
  const set = drawLand(columns as number, rows as number, index);
  return { ...set, found: solve(set.land, set.limits, set.targetMuHundredths) };
});

/** The zones as sets of bits. */
function setsOf(zoneOf: Int32Array): number[] {
  const sets = new Map<number, number>();
  zoneOf.forEach((zone, parcel) => {
    if (zone >= 0) sets.set(zone, (sets.get(zone) ?? 0) | (1 << parcel));
  });
  return [...sets.values()];
}
describe('zones found for a target', () => {
  it('lie together, keep to the sizes and the locks, and add up to what is said of them', () => {
    for (const { land, limits, found } of drawn) {
      const sets = setsOf(found.zoneOf);
      const costs = sets.map((set) => costOf(land, limits, set));
      for (const set of sets) {
        expect(liesTogether(land, set)).toBe(true);
        const mu = [...land.muHundredths].reduce((sum, each, parcel) => sum + (set & (1 << parcel) ? each : 0), 0);
        expect(mu).toBeGreaterThanOrEqual(limits.leastMuHundredths);
        expect(mu).toBeLessThanOrEqual(limits.greatestMuHundredths);
      }
      land.lock.forEach((lock, parcel) => {
        if (lock === LOCK.out) expect(found.zoneOf[parcel]).toBe(-1);
      });
      expect(found.freedMuHundredths).toBe(costs.reduce((sum, { freedMuHundredths }) => sum + freedMuHundredths, 0));
      expect(found.loss).toBeCloseTo(
        costs.reduce((sum, { loss }) => sum + loss, 0),
        6,
      );
    }
  });

  it('come near the least loss of all that reach it, found by trying every set', () => {
    const gaps: number[] = [];
    for (const { land, limits, targetMuHundredths, found } of drawn) {
      const least = leastLoss(land, limits, targetMuHundredths);
      expect(found.freedMuHundredths >= targetMuHundredths).toBe(least !== null);
      if (least !== null) gaps.push(found.loss / least - 1);
    }
    expect(gaps.length).toBeGreaterThan(SETS / 2);
    expect(Math.min(...gaps)).toBeGreaterThan(-1e-9);
    expect(Math.max(...gaps)).toBeLessThan(0.1);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.03);
  });

  it('are the same for the same seed', () => {
    for (const { land, limits, targetMuHundredths, found } of drawn.slice(0, 3))
      expect(solve(land, limits, targetMuHundredths)).toEqual(found);
  });
});

describe('a small piece of land', () => {
  /** Four parcels in a row: dear, cheap, a neighbour without land to free, cheap. */
  const parcel = (freed: number, loss: number, lock: -1 | 0 | 1 = LOCK.open) => ({
    freedMuHundredths: freed,
    muHundredths: 1000,
    loss,
    outlineM: 100,
    lock,
  });
  const row = (locks: readonly (-1 | 0 | 1)[]) =>
    zoneLand(
      [parcel(1000, 90, locks[0]), parcel(1000, 10, locks[1]), parcel(0, 5, locks[2]), parcel(1000, 10, locks[3])],
      [0, 1, 2].map((one) => ({ one, other: one + 1, sharedM: 20 })),
    );
  const limits = { leastMuHundredths: 2000, greatestMuHundredths: 3000, lossPerM: 0 };

  it('takes a neighbour along where that joins what is cheap', () => {
    const { zoneOf, loss, freedMuHundredths } = solve(row([0, 0, 0, 0]), limits, 2000);
    expect([[...zoneOf].map((zone) => zone >= 0), loss, freedMuHundredths]).toEqual([
      [false, true, true, true],
      25,
      2000,
    ]);
  });

  it('goes another way where the neighbour is locked out, and keeps what is locked in', () => {
    expect(solve(row([0, 0, -1, 0]), limits, 2000)).toMatchObject({ loss: 100, freedMuHundredths: 2000 });
    expect(solve(row([1, 0, 0, 0]), limits, 1000)).toMatchObject({ loss: 100, freedMuHundredths: 2000 });
  });

  it('comes as near as it can where the target is out of reach', () => {
    expect(solve(row([0, 0, -1, 0]), limits, 5000).freedMuHundredths).toBe(2000);
  });

  it('counts an outline less where parcels share a border', () => {
    const { loss } = solve(row([0, 0, 0, 0]), { ...limits, lossPerM: 0.1 }, 2000);
    expect(loss).toBeCloseTo(25 + 0.1 * (3 * 100 - 4 * 20), 9);
  });
});
