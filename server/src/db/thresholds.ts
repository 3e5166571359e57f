import { Problem } from '../contract/problem.ts';
import type { Programme, ProgrammeRule } from '../contract/programme.ts';
import type { ComparisonRule } from '../domain/rule.ts';

type ThresholdRule = Extract<ProgrammeRule, { readonly value: number }> & ComparisonRule;

const hasThreshold = (rule: ProgrammeRule): rule is ThresholdRule => 'indicator' in rule;

/** The rules of a programme whose values are tried, as they are in force. Refuses with `rule-not-found`. */
export function requireThresholds(
  programme: Programme | null,
  tried: Readonly<Record<string, number>>,
): { readonly rule: ThresholdRule; readonly value: number }[] {
  const rules = (programme?.rules ?? []).filter(hasThreshold);
  return Object.entries(tried).map(([id, value]) => {
    const rule = rules.find((each) => each.id === id);
    if (rule) return { rule, value };
    throw new Problem(
      'rule-not-found',
      `${programme?.id ?? 'This jurisdiction, which has no programme,'} has no rule ${id} that compares a value. There are: ${rules.map((each) => each.id).join(', ') || 'none'}.`,
      'tried',
    );
  });
}
