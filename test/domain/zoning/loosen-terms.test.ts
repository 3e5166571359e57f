import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBetter } from '../../../server/src/domain/zoning/anneal-zones.ts';
import { bestZones } from '../../../server/src/domain/zoning/best-zones.ts';
import { loosenTerms } from '../../../server/src/domain/zoning/loosen-terms.ts';
import { LOCK } from '../../../server/src/domain/zoning/zone-land.ts';
import { allowedLand, movedZones, type ZoneSite, type ZoneTerms } from '../../../server/src/domain/zoning/zone-site.ts';
import { NO_ZONE } from '../../../server/src/domain/zoning/zoning.ts';

const WIDEST_M = 50;
const TERMS: ZoneTerms = {
  limits: { leastMuHundredths: 2000, greatestMuHundredths: 3000, lossPerM: 0 },
  roadM: 12,
  isControlLineOnly: true,
  absorbs: false,
  keepsOut: true,
};

/** Six parcels of ten mu in a row: two found, one that is not, one found, a road of 30 m, one found outside the line, one found and mortgaged. */
const parcel = (isFound: boolean, isInControlLine = true, lock: -1 | 0 | 1 = LOCK.open) => ({
  muHundredths: 1000,
  isFound,
  loss: 10,
  outlineM: 100,
  isInControlLine,
  lock,
});
const SITE: ZoneSite = {
  parcels: [parcel(true), parcel(true), parcel(false), parcel(true), parcel(true, false), parcel(true, true, LOCK.out)],
  borders: [0, 1, 2, 3, 4].map((one) => ({
    one,
    other: one + 1,
    distanceM: one === 3 ? 30 : 0,
    sharedM: one === 3 ? 0 : 20,
  })),
};
const solve = (terms: ZoneTerms, targetMuHundredths: number, site = SITE) => {
  const { land, limits } = allowedLand(site, terms);
  return bestZones(land, limits, { targetMuHundredths, seed: 1 });
};

describe('a target that is out of reach', () => {
  it('is short by so much, and says what loosening each constraint by itself gives', () => {
    const aim = { targetMuHundredths: 3000, seed: 1 };
    const found = solve(TERMS, aim.targetMuHundredths);
    const given = (constraint: string, freedMuHundredths: number) => ({
      constraint,
      freedMuHundredths,
      gainMuHundredths: freedMuHundredths - 2000,
      isEnough: freedMuHundredths >= 3000,
    });
    // Parcels 0 and 1 are a zone. Parcel 3 alone is too small; with parcel 2 it would be a zone. All that lies
    // beyond it is across the road.
    expect(loosenTerms(SITE, TERMS, { ...aim, found, widestRoadM: WIDEST_M })).toEqual({
      shortMuHundredths: 1000,
      foundMuHundredths: 3000,
      loosenings: [
        given('least-size', 3000),
        given('found-only', 3000),
        given('greatest-size', 2000),
        given('road-distance', 2000),
        given('control-line', 2000),
        given('locked-out', 2000),
      ],
    });
  });

  it('is reached across the road and outside the line where both were loosened', () => {
    const looser = { ...TERMS, isControlLineOnly: false, roadM: WIDEST_M };
    expect(solve(looser, 4000)).toMatchObject({ freedMuHundredths: 4000, loss: 40 });
    expect(solve({ ...looser, keepsOut: false }, 5000).freedMuHundredths).toBe(5000);
  });

  it('is given up when nobody waits for it any more', () => {
    const found = solve(TERMS, 3000);
    const aim = { targetMuHundredths: 3000, seed: 1, found, widestRoadM: WIDEST_M };
    expect(loosenTerms(SITE, TERMS, aim, (share) => share < 0.3)).toBeNull();
  });
});

const drawnSite = fc.record({
  parcels: fc.array(
    fc.record({
      muHundredths: fc.integer({ min: 200, max: 3000 }),
      isFound: fc.boolean(),
      loss: fc.integer({ min: 0, max: 100 }),
      outlineM: fc.constant(100),
      isInControlLine: fc.boolean(),
      lock: fc.constantFrom(LOCK.open, LOCK.open, LOCK.open, LOCK.in, LOCK.out),
    }),
    { minLength: 9, maxLength: 9 },
  ),
  distances: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 12 }),
});
/** Places side by side in three rows of three. */
const PAIRS = [0, 1, 3, 4, 6, 7].map((one) => [one, one + 1]).concat([0, 1, 2, 3, 4, 5].map((one) => [one, one + 3]));

const LOOSER: readonly ((terms: ZoneTerms) => ZoneTerms)[] = [
  (terms) => ({ ...terms, limits: { ...terms.limits, leastMuHundredths: 500 } }),
  (terms) => ({ ...terms, limits: { ...terms.limits, greatestMuHundredths: 9000 } }),
  (terms) => ({ ...terms, roadM: 40 }),
  (terms) => ({ ...terms, isControlLineOnly: false }),
  (terms) => ({ ...terms, absorbs: true }),
  (terms) => ({ ...terms, keepsOut: false }),
];

it('never loses more, nor frees less, under looser terms where it begins with what was found under tighter ones', () => {
  fc.assert(
    fc.property(drawnSite, fc.integer({ min: 500, max: 6000 }), fc.nat(5), ({ parcels, distances }, target, which) => {
      const site: ZoneSite = {
        parcels,
        borders: PAIRS.map(([one = 0, other = 0], index) => {
          const distanceM = distances[index] ?? 0;
          return { one, other, distanceM, sharedM: distanceM === 0 ? 20 : 0 };
        }),
      };
      const tight: ZoneTerms = { ...TERMS, limits: { ...TERMS.limits, leastMuHundredths: 1500, lossPerM: 0.05 } };
      const loose = LOOSER[which]?.(tight) ?? tight;
      const [before, after] = [allowedLand(site, tight), allowedLand(site, loose)];
      const found = solve(tight, target, site);
      const from = [movedZones(found.zoneOf, before, after, NO_ZONE)];
      const looser = bestZones(after.land, after.limits, { targetMuHundredths: target, seed: 2 }, { from });
      expect(isBetter(found, looser, target)).toBe(false);
    }),
    { numRuns: 5, seed: 7 },
  );
});
