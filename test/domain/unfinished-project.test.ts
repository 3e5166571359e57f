import { describe, expect, it } from 'vitest';
import { yearsAfter } from '../../server/src/domain/day.ts';
import { belowScaleFor } from '../../server/src/domain/scale-years.ts';
import { judgeProject, type ProjectDates } from '../../server/src/domain/unfinished-project.ts';

const nothing: ProjectDates = {
  signedOn: null,
  startedOn: null,
  completedOn: null,
  producingOn: null,
  aboveScaleOn: null,
  reachedAgreedOn: null,
};
const LAST_DAY = '2024-12-31';
const judge = (dates: Partial<ProjectDates>) => {
  const { isUnfinished, stage, since } = judgeProject({ ...nothing, ...dates }, LAST_DAY, 3);
  return `${isUnfinished} ${stage} ${since}`;
};

describe('a project of the last three years', () => {
  it('stands at one of five stages until it reaches what was agreed', () => {
    const days = {
      signedOn: '2022-03-01',
      startedOn: '2022-09-01',
      completedOn: '2023-06-01',
      producingOn: '2023-09-01',
      aboveScaleOn: '2024-01-01',
      reachedAgreedOn: '2024-10-01',
    };
    const steps = Object.entries(days);
    expect(steps.map((_, last) => judge(Object.fromEntries(steps.slice(0, last + 1))))).toEqual([
      'true signed 2022-03-01',
      'true started 2022-09-01',
      'true completed 2023-06-01',
      'true producing 2023-09-01',
      'true above-scale 2024-01-01',
      'false null null',
    ]);
  });

  it('has what came before a later step, and not what comes after the day', () => {
    expect(judge({ signedOn: '2023-01-01', completedOn: '2024-12-31' })).toBe('true completed 2024-12-31');
    expect(judge({ signedOn: '2023-01-01', startedOn: '2023-02-01', completedOn: '2025-01-01' })).toBe(
      'true started 2023-02-01',
    );
  });

  it('was signed three years before the day at most, and not after it', () => {
    expect(judge({ signedOn: '2021-12-31' })).toBe('true signed 2021-12-31');
    expect(judge({ signedOn: '2021-12-30' })).toBe('false null null');
    expect(judge({ signedOn: '2024-12-31' })).toBe('true signed 2024-12-31');
    expect(judge({ signedOn: '2025-01-01' })).toBe('false null null');
  });

  it('is left open where the signing is not known, unless it is finished anyway', () => {
    expect(judge({ startedOn: '2024-01-01' })).toBe('null null null');
    expect(judge({ reachedAgreedOn: '2024-01-01' })).toBe('false null null');
  });
});

describe('below scale for years', () => {
  const known = new Map<number, boolean | null>([
    [2020, true],
    [2021, false],
    [2022, false],
    [2023, false],
    [2024, null],
  ]);
  const below = (year: number, years: number) => belowScaleFor((each) => known.get(each) ?? null, { year, years });

  it('needs each year, is denied by one above scale, and is left open by one that is not known', () => {
    expect([below(2023, 3), below(2023, 4), below(2024, 3), below(2020, 3)]).toEqual([true, false, null, false]);
  });
});

it('counts years by the calendar', () => {
  expect([yearsAfter('2022-06-30', 3), yearsAfter('2024-02-29', 1), yearsAfter('2024-02-29', 4)]).toEqual([
    '2025-06-30',
    '2025-02-28',
    '2028-02-29',
  ]);
});
