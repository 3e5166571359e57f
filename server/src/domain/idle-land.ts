import { yearsAfter } from './day.ts';
import type { Clause } from './finding.ts';

/** Measures for the Disposal of Idle Land (闲置土地处置办法, 国土资源部令第53号), article 2. The outcome is a suspicion, never a decision. */
export const IDLE_LAND_CLAUSE: Clause = {
  document: '闲置土地处置办法（国土资源部令第53号）',
  number: '第二条',
  paraphrase:
    '国有建设用地约定动工日后满一年仍未动工，或动工后建设面积不到三分之一、投资不到四分之一且停工满一年的，列为疑似闲置',
};
export const IDLE_DEVELOPED_SHARE = 1 / 3;
export const IDLE_INVESTED_SHARE = 0.25;

/** Days are ISO dates (YYYY-MM-DD); null is not known. */
export type WorksFacts = {
  /** The measures speak of no other land. null: the register names no other right, so that it is taken for state land */
  readonly isStateLand: boolean | null;
  readonly agreedStartOn: string | null;
  readonly startedOn: string | null;
  readonly stoppedOn: string | null;
  readonly completedOn: string | null;
  readonly countedAreaM2: number;
  readonly developedAreaM2: number | null;
  readonly floorAreaM2: number | null;
  readonly totalInvestment10kYuan: number | null;
  readonly madeInvestment10kYuan: number | null;
};

export type IdleCondition = 'not-started' | 'stopped';
export type IdleJudgement = {
  /** null: the facts do not suffice to say */
  readonly suspected: boolean | null;
  readonly condition: IdleCondition | null;
  readonly developedShare: number | null;
  readonly investedShare: number | null;
};

const and = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true;
const or = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : a === null || b === null ? null : false;
const not = (a: boolean | null): boolean | null => (a === null ? null : !a);
const by = (day: string | null, asOf: string): boolean => day !== null && day <= asOf;

/** The day on which a data year is judged: its last, or today where the year has not ended. */
export const judgementDay = (year: number, today: string): string =>
  today < `${year}-12-31` ? today : `${year}-12-31`;

/**
 * Whether works had begun by the day. Without a start date, buildings or developed land leave it unknown
 * (they stand, but since when?), and no trace of works at all means not begun.
 */
function begun(facts: WorksFacts, asOf: string): boolean | null {
  if (by(facts.startedOn, asOf) || by(facts.completedOn, asOf) || by(facts.stoppedOn, asOf)) return true;
  if (facts.startedOn !== null) return false;
  return (facts.developedAreaM2 ?? 0) > 0 || (facts.floorAreaM2 ?? 0) > 0 ? null : false;
}

/** Judges a parcel by article 2 as of a day. */
export function judgeIdle(facts: WorksFacts, asOf: string): IdleJudgement {
  const developedShare = facts.developedAreaM2 === null ? null : facts.developedAreaM2 / facts.countedAreaM2;
  const { totalInvestment10kYuan: total, madeInvestment10kYuan: made } = facts;
  const investedShare = total === null || made === null || total === 0 ? null : made / total;
  if (facts.isStateLand === false) return { suspected: false, condition: null, developedShare, investedShare };
  const completed = by(facts.completedOn, asOf);
  const started = begun(facts, asOf);
  const overdue = facts.agreedStartOn === null ? null : yearsAfter(facts.agreedStartOn, 1) <= asOf;
  const stopped = facts.stoppedOn !== null && yearsAfter(facts.stoppedOn, 1) <= asOf;
  const underBuilt = or(
    facts.developedAreaM2 === null ? null : facts.developedAreaM2 * 3 < facts.countedAreaM2,
    investedShare === null ? null : investedShare < IDLE_INVESTED_SHARE,
  );
  const neverStarted = and(and(not(started), overdue), !completed);
  const leftHalfDone = and(and(and(started, stopped), underBuilt), !completed);
  const condition = neverStarted === true ? 'not-started' : leftHalfDone === true ? 'stopped' : null;
  return { suspected: or(neverStarted, leftHalfDone), condition, developedShare, investedShare };
}
