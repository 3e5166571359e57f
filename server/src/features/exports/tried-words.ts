import { PAPER_WORDS } from '../../contract/paper-words.ts';
import type { Programme } from '../../contract/programme.ts';
import { triedOf } from '../../contract/what-if.ts';
import { requireThresholds } from '../../db/thresholds.ts';
import { filterWords } from '../../domain/filter-words.ts';
import { rulePredicate } from '../../domain/rule.ts';

/** The rules that are tried, in the words of the paper they are printed on. Refuses with `rule-not-found`. */
export function triedWords(programme: Programme | null, tried: string): string {
  return requireThresholds(programme, triedOf(tried))
    .map(({ rule, value }) => `${filterWords(rulePredicate({ ...rule, value }), PAPER_WORDS)}（方案为 ${rule.value}）`)
    .join('；');
}
