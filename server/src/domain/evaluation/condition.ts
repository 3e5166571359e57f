import { compare } from '../comparison.ts';
import { EVALUATION_INDICATORS, type EvaluationIndicator, indicatorValue } from '../evaluation.ts';
import type { Condition, EnterpriseFacts, Measure } from './method.ts';

const isIndicator = (measure: Measure): measure is EvaluationIndicator =>
  (EVALUATION_INDICATORS as readonly string[]).includes(measure);

/** Whether a condition holds for an enterprise-year; null: it cannot be decided for want of a figure. */
function holds(condition: Condition, facts: EnterpriseFacts): boolean | null {
  if ('mark' in condition) return facts.marks.includes(condition.mark);
  if ('industries' in condition)
    return facts.industryDivision === null ? null : condition.industries.includes(facts.industryDivision);
  const { measure, comparator, value } = condition;
  return compare(isIndicator(measure) ? indicatorValue(facts, measure) : facts[measure], comparator, value);
}

const NONE = { held: [], undecided: [] };

/** The parts whose condition holds, and the names of those that cannot be decided. */
export function deciding<Part extends { readonly name: string; readonly when: Condition }>(
  parts: readonly Part[] | undefined,
  facts: EnterpriseFacts,
): { readonly held: readonly Part[]; readonly undecided: readonly string[] } {
  if (parts === undefined || parts.length === 0) return NONE;
  const held: Part[] = [];
  const undecided: string[] = [];
  for (const part of parts) {
    const answer = holds(part.when, facts);
    if (answer === null) undecided.push(part.name);
    else if (answer) held.push(part);
  }
  return { held, undecided };
}
