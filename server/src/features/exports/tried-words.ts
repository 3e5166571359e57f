import { PAPER_WORDS } from '../../contract/paper-words.ts';
import type { Programme } from '../../contract/programme.ts';
import { requireThresholds } from '../../db/thresholds.ts';
import { filterWords } from '../../domain/filter-words.ts';
import { rulePredicate } from '../../domain/rule.ts';

/** The rules that are tried, in the words of the paper they are printed on. Refuses with `rule-not-found`. */
export function triedWords(programme: Programme | null, tried: string): string {
  const values = Object.fromEntries(
    tried.split(',').map((each) => {
      const at = each.lastIndexOf(':');
      return [each.slice(0, at), Number(each.slice(at + 1))];
    }),
  );
  return requireThresholds(programme, values)
    .map(({ rule, value }) => `${filterWords(rulePredicate({ ...rule, value }), PAPER_WORDS)}（方案为 ${rule.value}）`)
    .join('；');
}
