import type { BaselineInForce, EvaluationMethod } from '@yima-guandi/server/contract';
import type { EvaluationIndicator, Measure } from '@yima-guandi/server/domain';
import { comparatorSign, type Format } from '../../text/format.ts';
import { divisionName } from '../../text/industry.ts';
import type { Text } from '../../text/zh.ts';
import type { Language } from '../../url/view.ts';

export type Words = { readonly text: Text; readonly format: Format; readonly language: Language };
type Condition = NonNullable<EvaluationMethod['vetoes']>[number]['when'];
type Cut = EvaluationMethod['classes'][number];

const isIndicator = (text: Text, name: string): name is EvaluationIndicator => name in text.evaluation.indicators;

/** Decimals that tell a value apart: none for thousands, four for what is under one. */
function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size >= 1000) return 0;
  if (size >= 100) return 1;
  return size >= 1 || size === 0 ? 2 : 4;
}

/** A value of an indicator without its unit. Shares are shown as per cent. */
export function valueWords(
  { format }: Pick<Words, 'format'>,
  indicator: EvaluationIndicator,
  value: number | null,
): string {
  if (value === null) return format.number(null);
  return indicator === 'rdRatio' ? format.percent(value, 2) : format.number(value, decimalsOf(value));
}

/** A value that must be reached: rounded up, so that what is printed is enough. */
export function reachWords(words: Pick<Words, 'format'>, indicator: EvaluationIndicator, value: number): string {
  const power = 10 ** (indicator === 'rdRatio' ? 4 : decimalsOf(value));
  return valueWords(words, indicator, Math.ceil(value * power - 1e-6) / power);
}

/** What an item's value is held against, as it was in force; of a draft, what it asks for. */
export function baselineWords(
  words: Words,
  item: EvaluationMethod['items'][number],
  inForce: Pick<BaselineInForce, 'value' | 'range'> | undefined,
): string {
  const say = words.text.evaluation;
  const print = (value: number) => valueWords(words, item.indicator, value);
  const { baseline } = item;
  if (baseline === 'none') return say.baselineNone;
  if (typeof baseline === 'number') return say.baselineValue(print(baseline));
  if (typeof baseline === 'object') return say.baselineRange(print(baseline.min), print(baseline.max));
  // What was in force may be of another formula, until the draft has been previewed.
  const known = inForce ?? { value: null, range: null };
  const isRange = baseline === 'tier-range';
  if (isRange && known.range) return say.baselineRange(print(known.range.min), print(known.range.max));
  if (!isRange && known.value !== null) return say.baselineValue(print(known.value));
  const isOther = isRange ? known.value !== null : known.range !== null;
  return inForce && !isOther ? say.baselineUnknown : say.baselines[baseline];
}

/** What a condition measures. */
export const measureName = (text: Text, measure: Measure): string =>
  isIndicator(text, measure) ? text.evaluation.indicators[measure] : text.evaluation.measures[measure];

/** Why there is nothing to compare: the year is closed, the draft has a fault, or nothing is changed. */
export const noPreviewWords = (
  { text: { evaluation: words }, format }: Pick<Words, 'text' | 'format'>,
  { isClosed, isDraft, faults }: { isClosed: boolean; isDraft: boolean; faults: { all: readonly unknown[] } },
): string => {
  if (isClosed) return words.closedNoDraft;
  return isDraft && faults.all.length > 0 ? words.cannotPublish(format.number(faults.all.length)) : words.noDraft;
};

/** When a coefficient, bonus, veto or exemption holds. */
export function conditionWords({ text, format, language }: Words, condition: Condition): string {
  const { condition: say } = text.evaluation;
  if ('mark' in condition) return say.mark(condition.mark);
  if ('industries' in condition)
    return say.industries(
      condition.industries.map((each) => `${each} ${divisionName(each, language)}`.trim()).join(' · '),
    );
  const { measure, comparator, value } = condition;
  const name = measureName(text, measure);
  const printed = isIndicator(text, measure)
    ? valueWords({ format }, measure, value)
    : format.number(value, Number.isInteger(value) ? 0 : 2);
  return say.measure(name, comparatorSign(comparator), printed);
}

/** A signed number of points, such as +5.00 or −2.00. */
export const signed = (format: Format, points: number): string => `${points > 0 ? '+' : ''}${format.number(points, 2)}`;

/** Whom a class takes: 前 20 %, 20 % – 60 %, 后 5 %; or its scores. */
export function cutWords({ text, format }: Words, classes: readonly Cut[], index: number): string {
  const say = text.evaluation;
  const cut = classes[index];
  const before = classes[index - 1];
  if (!cut) return '';
  if ('throughShare' in cut) {
    const percent = (share: number) =>
      `${format.number(share * 100, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1)}%`;
    const start = before && 'throughShare' in before ? before.throughShare : 0;
    if (index === 0) return say.firstShare(percent(cut.throughShare));
    if (index === classes.length - 1) return say.lastShare(percent(cut.throughShare - start));
    return say.shareRange(percent(start), percent(cut.throughShare));
  }
  const upper = before && 'fromScore' in before ? before.fromScore : null;
  return scoreRange(say, format, cut.fromScore, upper);
}

/** Scores from one bound (null: open) up to another. */
export function scoreRange(
  say: Pick<Text['evaluation'], 'scoreFrom' | 'scoreUnder' | 'scoreRange'>,
  format: Format,
  from: number | null,
  upTo: number | null,
): string {
  if (from === null) return upTo === null ? '' : say.scoreUnder(format.number(upTo, 2));
  return upTo === null
    ? say.scoreFrom(format.number(from, 2))
    : say.scoreRange(format.number(from, 2), format.number(upTo, 2));
}
