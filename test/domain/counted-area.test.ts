import { describe, expect, it } from 'vitest';
import { areaConflicts, areaToleranceM2, countedArea } from '../../server/src/domain/counted-area.ts';

const AREAS = { certified: 6666.67, supplied: 6700, measured: 6800, reported: null };

describe('countedArea', () => {
  it('takes the first known source of the basis', () => {
    expect(countedArea(AREAS)).toEqual({ source: 'certified', areaM2: 6666.67, muHundredths: 1000 });
    expect(countedArea({ ...AREAS, certified: null })).toEqual({
      source: 'supplied',
      areaM2: 6700,
      muHundredths: 1005,
    });
    expect(countedArea(AREAS, ['reported', 'measured'])).toEqual({
      source: 'measured',
      areaM2: 6800,
      muHundredths: 1020,
    });
    expect(countedArea({ certified: null, supplied: null, measured: null, reported: null })).toBeNull();
  });
});

describe('areaConflicts', () => {
  it('tolerates the larger of 1 % and 0.1 mu', () => {
    expect(areaToleranceM2(100_000)).toBe(1000);
    expect(areaToleranceM2(1000)).toBeCloseTo(66.6667, 4);
  });

  it('names the sources beyond the tolerance and how far they are off', () => {
    const counted = countedArea(AREAS);
    // 10 mu: the tolerance is 66.67 m²; the supplied area is 33.33 m² off, the measured one 133.33 m².
    expect(counted && areaConflicts(AREAS, counted)).toEqual([
      { source: 'measured', areaM2: 6800, deviation: expect.closeTo(0.02, 4) },
    ]);
  });
});
