import { expect, it } from 'vitest';
import { describeZones } from '../../../server/src/domain/zoning/describe-zones.ts';
import { LOCK, zoneLand } from '../../../server/src/domain/zoning/zone-land.ts';
import { zoneReasons } from '../../../server/src/domain/zoning/zone-reasons.ts';

/** Four parcels of ten mu; the second is no found land, the last must be in. */
const land = zoneLand(
  [
    { muHundredths: 1000, freedMuHundredths: 1000, loss: 10, outlineM: 100 },
    { muHundredths: 1000, freedMuHundredths: 0, loss: 20, outlineM: 100 },
    { muHundredths: 1000, freedMuHundredths: 1000, loss: 5, outlineM: 100 },
    { muHundredths: 1000, freedMuHundredths: 1000, loss: 45, outlineM: 100, lock: LOCK.in },
  ],
  [{ one: 0, other: 1, sharedM: 30 }],
);
const [first, second] = [
  describeZones(land, Int32Array.of(0, 0, 1, -1)),
  describeZones(land, Int32Array.of(-1, -1, 4, 7)),
];

it('tell of each zone what it costs, what of it was found, its rank, its locks and how often it is chosen', () => {
  expect(first).toEqual({
    zones: [
      { parcels: [0, 1], freedMuHundredths: 1000, muHundredths: 2000, loss: 30, outlineM: 140 },
      { parcels: [2], freedMuHundredths: 1000, muHundredths: 1000, loss: 5, outlineM: 100 },
    ],
    freedMuHundredths: 2000,
    loss: 35,
    lockedIn: 0,
  });
  // All land would lose 80 for 30 mu freed. Parcel 2 is in both proposals.
  const mean = { meanLossPerFreedMu: expect.closeTo(80 / 30, 9) };
  expect(zoneReasons(land, first, [first, second])).toEqual([
    { ...mean, lossPerFreedMu: 3, foundRatio: 0.5, rank: 2, lockedIn: 0, timesChosen: 1 },
    { ...mean, lossPerFreedMu: 0.5, foundRatio: 1, rank: 1, lockedIn: 0, timesChosen: 2 },
  ]);
  expect(zoneReasons(land, second, [second]).map(({ lockedIn, rank }) => [lockedIn, rank])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});
