import { expect, it } from 'vitest';
import { answerSearch, type ZoneSearch } from '../../../server/src/domain/zoning/answer-search.ts';
import { parcelLosses } from '../../../server/src/domain/zoning/parcel-loss.ts';
import { LOCK } from '../../../server/src/domain/zoning/zone-land.ts';

const parcel = (loss: number, lock: -1 | 0 | 1 = LOCK.open, isInControlLine = true) => ({
  muHundredths: 1000,
  isFound: true,
  loss,
  outlineM: 100,
  isInControlLine,
  lock,
});
/** Five parcels of ten mu in a row; the first lies outside the line, the last must be in but touches none. */
const SEARCH: ZoneSearch = {
  site: {
    parcels: [parcel(1, LOCK.open, false), parcel(10), parcel(20), parcel(12), parcel(5, LOCK.in)],
    borders: [0, 1, 2].map((one) => ({ one, other: one + 1, distanceM: 0, sharedM: 20 })),
  },
  terms: {
    limits: { leastMuHundredths: 2000, greatestMuHundredths: 2000, lossPerM: 0 },
    roadM: 12,
    isControlLineOnly: true,
    absorbs: false,
    keepsOut: true,
  },
  targetMuHundredths: 2000,
  proposals: 2,
  seed: 1,
  widestRoadM: 50,
  from: [],
};

it('tells parcels by their places in the site, and which must be in but cannot', () => {
  const answer = answerSearch(SEARCH);
  expect(answer?.candidates).toEqual({ parcels: 4, foundMuHundredths: 4000 });
  expect(answer?.proposals.map(({ zones, isReached }) => [zones.map(({ parcels }) => parcels), isReached])).toEqual([
    [[[1, 2]], false],
    [[[2, 3]], false],
  ]);
  expect([answer?.timesChosen, answer?.leftOut, answer?.shortfall]).toEqual([
    [
      [1, 1],
      [2, 2],
      [3, 1],
    ],
    [4],
    null,
  ]);
  expect(answer?.curve).toEqual([{ freedMuHundredths: 2000, loss: 30, parcels: [1, 2] }]);
  expect(answerSearch(SEARCH)).toEqual(answer);
});

it('says what is short, and keeps to zones it was given where nothing is better', () => {
  const short = answerSearch({ ...SEARCH, targetMuHundredths: 4000, proposals: 1, from: [[2, 1]] });
  expect(short?.shortfall).toMatchObject({ shortMuHundredths: 2000, foundMuHundredths: 4000 });
  expect(short?.shortfall?.loosenings[0]).toEqual({
    constraint: 'least-size',
    freedMuHundredths: 4000,
    gainMuHundredths: 2000,
    isEnough: true,
  });
});

it('weighs what is given up over its mean, and holds what is not known to be usual for the land', () => {
  const worth = (muHundredths: number, tax10kYuan: number | null, isGood = false) => ({
    muHundredths,
    tax10kYuan,
    employees: null,
    addedValue10kYuan: -5,
    enterprises: 1,
    isGood,
  });
  // Known tax is 40 for 20 mu, so 2 a mu: the third is held to give 40, and the mean is 80 / 3.
  const weights = { tax: 3, employees: 2, addedValue: 7, enterprises: 1, goodLand: 0 };
  const found = [worth(1000, 10), worth(1000, 30), worth(2000, null, true)];
  const expected = [10, 30, 40].map((tax) => expect.closeTo((3 * tax) / (80 / 3) + 1, 9));
  expect(parcelLosses(found, found, weights)).toEqual(expected);
  // What may be taken along beside them has its loss on the same scale, and moves no other's.
  const wider = [...found, worth(500, 4000), worth(4000, null)];
  expect(parcelLosses(wider, found, weights).slice(0, 3)).toEqual(expected);
  expect(parcelLosses(wider, found, weights)[4]).toBeCloseTo((3 * 80) / (80 / 3) + 1, 9);
  // Good land weighs though none was found: 10 mu of it where a found parcel has 40 / 3 mu.
  const goodOnly = { tax: 0, employees: 0, addedValue: 0, enterprises: 0, goodLand: 2 };
  const good = { ...worth(1000, null), isGood: true };
  expect(parcelLosses([good, found[1] ?? good], found, goodOnly)).toEqual([expect.closeTo((2 * 10) / (40 / 3), 9), 0]);
});
