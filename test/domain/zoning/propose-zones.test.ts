import { expect, it } from 'vitest';
import { proposeZones } from '../../../server/src/domain/zoning/propose-zones.ts';
import { drawLand } from '../../support/random-land.ts';

const { land, limits, targetMuHundredths } = drawLand(6, 5, 3);
const request = {
  limits: { ...limits, leastMuHundredths: 5_000, greatestMuHundredths: 20_000 },
  targetMuHundredths,
  seed: 1,
  proposals: 3,
};
const found = proposeZones(land, request);

it('are different ways to reach the target, the one of least loss first', () => {
  const proposals = found?.proposals ?? [];
  expect(proposals).toHaveLength(3);
  const losses = proposals.map(({ loss }) => loss);
  expect(losses).toEqual([...losses].sort((one, other) => one - other));
  const chosen = proposals.map(({ zones }) => new Set(zones.flatMap(({ parcels }) => parcels)));
  chosen.forEach((parcels, index) => {
    expect(proposals[index]?.freedMuHundredths).toBeGreaterThanOrEqual(targetMuHundredths);
    for (const other of chosen.slice(index + 1))
      expect([...parcels].filter((parcel) => other.has(parcel)).length).toBeLessThan(parcels.size);
  });
  expect([...(found?.timesChosen ?? [])]).toEqual(
    Array.from({ length: land.parcels }, (_, parcel) => chosen.filter((parcels) => parcels.has(parcel)).length),
  );
});

it('show what more and less land would cost, rising in both', () => {
  const curve = found?.curve ?? [];
  expect(curve.length).toBeGreaterThan(2);
  for (const [index, point] of curve.slice(1).entries()) {
    expect(point.freedMuHundredths).toBeGreaterThan(curve[index]?.freedMuHundredths ?? 0);
    expect(point.loss).toBeGreaterThan(curve[index]?.loss ?? 0);
  }
});

it('are given up when nobody waits for them any more', () => {
  const shares: number[] = [];
  const given = proposeZones(land, request, (share) => {
    shares.push(share);
    return shares.length < 2;
  });
  expect([given, shares.length]).toEqual([null, 2]);
});
