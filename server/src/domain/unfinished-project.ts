import { yearsAfter } from './day.ts';

/** How far a project has come, in the order of the five checks (五未): signed but not started, started but not completed, and so on. */
export const PROJECT_STAGES = ['signed', 'started', 'completed', 'producing', 'above-scale'] as const;
export type ProjectStage = (typeof PROJECT_STAGES)[number];

/** Days are ISO dates. Null has not come; only for the signing it is not known. */
export type ProjectDates = {
  readonly signedOn: string | null;
  readonly startedOn: string | null;
  readonly completedOn: string | null;
  readonly producingOn: string | null;
  readonly aboveScaleOn: string | null;
  readonly reachedAgreedOn: string | null;
};

export type ProjectJudgement = {
  /** null: it cannot be said whether the project is one of those looked at */
  readonly isUnfinished: boolean | null;
  /** Where an unfinished one stands, and since when */
  readonly stage: ProjectStage | null;
  readonly since: string | null;
};

/**
 * Whether a project signed in the last so many years has not reached what was agreed by the day. A later step implies the
 * ones before it, whose days may not be on record.
 */
export function judgeProject(dates: ProjectDates, asOf: string, withinYears: number): ProjectJudgement {
  const steps = [dates.startedOn, dates.completedOn, dates.producingOn, dates.aboveScaleOn, dates.reachedAgreedOn];
  const last = steps.findLastIndex((day) => day !== null && day <= asOf) + 1;
  const nothing = { stage: null, since: null };
  const stage = PROJECT_STAGES[last];
  if (stage === undefined) return { isUnfinished: false, ...nothing };
  if (dates.signedOn === null) return { isUnfinished: null, ...nothing };
  if (dates.signedOn > asOf || yearsAfter(dates.signedOn, withinYears) < asOf)
    return { isUnfinished: false, ...nothing };
  return { isUnfinished: true, stage, since: last === 0 ? dates.signedOn : (steps[last - 1] ?? null) };
}
