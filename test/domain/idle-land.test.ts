import { describe, expect, it } from 'vitest';
import { judgeIdle, judgementDay, type WorksFacts } from '../../server/src/domain/idle-land.ts';

const NOTHING: WorksFacts = {
  isStateLand: null,
  agreedStartOn: null,
  startedOn: null,
  stoppedOn: null,
  completedOn: null,
  countedAreaM2: 9000,
  developedAreaM2: null,
  floorAreaM2: null,
  totalInvestment10kYuan: null,
  madeInvestment10kYuan: null,
};
const WAITING = { ...NOTHING, agreedStartOn: '2022-06-30' };
const HALTED = { ...NOTHING, startedOn: '2020-03-01', stoppedOn: '2022-06-30' };
const suspected = (facts: WorksFacts, asOf: string) => judgeIdle(facts, asOf).suspected;

describe('not started', () => {
  it('is suspected from the day a full year has passed since the agreed start', () => {
    expect(suspected(WAITING, '2023-06-29')).toBe(false);
    expect(judgeIdle(WAITING, '2023-06-30')).toEqual({
      suspected: true,
      condition: 'not-started',
      developedShare: null,
      investedShare: null,
    });
  });

  it('is over on the day works start, and stands before it', () => {
    const late = { ...WAITING, startedOn: '2023-09-01' };
    expect(suspected(late, '2023-08-31')).toBe(true);
    expect(suspected(late, '2023-09-01')).toBe(false);
  });

  it('is unknown without an agreed start, and where buildings stand since an unknown day', () => {
    expect(suspected(NOTHING, '2023-12-31')).toBeNull();
    expect(suspected({ ...WAITING, floorAreaM2: 4000 }, '2023-12-31')).toBeNull();
    expect(suspected({ ...WAITING, developedAreaM2: 100 }, '2023-12-31')).toBeNull();
    expect(suspected({ ...WAITING, developedAreaM2: 0, floorAreaM2: 0 }, '2023-12-31')).toBe(true);
  });
});

describe('land of a collective', () => {
  it('is none that the measures speak of', () => {
    expect(judgeIdle({ ...WAITING, isStateLand: true }, '2023-06-30')).toMatchObject({ suspected: true });
    expect(judgeIdle({ ...WAITING, isStateLand: false }, '2023-06-30')).toMatchObject({
      suspected: false,
      condition: null,
    });
    expect(suspected({ ...NOTHING, isStateLand: false }, '2023-12-31')).toBe(false);
  });
});

describe('started and stopped', () => {
  it('needs a full year of standstill', () => {
    const small = { ...HALTED, developedAreaM2: 1000 };
    expect(suspected(small, '2023-06-29')).toBe(false);
    expect(judgeIdle(small, '2023-06-30')).toMatchObject({
      suspected: true,
      condition: 'stopped',
      developedShare: 1 / 9,
    });
  });

  it('asks for less than a third developed or less than a quarter invested', () => {
    const day = '2023-12-31';
    expect(suspected({ ...HALTED, developedAreaM2: 2999 }, day)).toBe(true);
    const third = { ...HALTED, developedAreaM2: 3000 };
    expect(suspected(third, day)).toBeNull();
    expect(suspected({ ...third, totalInvestment10kYuan: 1000, madeInvestment10kYuan: 250 }, day)).toBe(false);
    expect(suspected({ ...third, totalInvestment10kYuan: 1000, madeInvestment10kYuan: 249 }, day)).toBe(true);
    expect(suspected(HALTED, day)).toBeNull();
    expect(suspected({ ...third, totalInvestment10kYuan: 0, madeInvestment10kYuan: 0 }, day)).toBeNull();
  });

  it('is not suspected once completed, nor while works go on', () => {
    const small = { ...HALTED, developedAreaM2: 1000 };
    expect(suspected({ ...small, completedOn: '2023-12-31' }, '2023-12-31')).toBe(false);
    expect(suspected({ ...small, stoppedOn: null }, '2023-12-31')).toBe(false);
  });
});

describe('days', () => {
  it('judges a data year on its last day, and a running one today', () => {
    expect([judgementDay(2025, '2026-11-22'), judgementDay(2026, '2026-11-22')]).toEqual(['2025-12-31', '2026-11-22']);
  });
});
