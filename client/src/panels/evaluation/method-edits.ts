import type { BaselineInForce, EvaluationMethod } from '@yima-guandi/server/contract';

type Item = EvaluationMethod['items'][number];
type Baseline = Item['baseline'];
type Formula = EvaluationMethod['formula'];
type Cut = EvaluationMethod['classes'][number];
export type BaselineKind = 'number' | 'tier-mean' | 'top-decile-mean' | 'range' | 'tier-range' | 'none';

/** What each formula holds a value against; the first is what an item begins with. */
export const BASELINE_KINDS: Record<Formula, readonly [BaselineKind, ...BaselineKind[]]> = {
  'ratio-to-baseline': ['tier-mean', 'number', 'top-decile-mean'],
  'min-max': ['tier-range', 'range'],
  rank: ['none'],
};

export const kindOfBaseline = (baseline: Baseline): BaselineKind =>
  typeof baseline === 'number' ? 'number' : typeof baseline === 'object' ? 'range' : baseline;

/** A baseline of a kind: a number or a range begins at what was in force. */
export function startBaseline(kind: BaselineKind, inForce?: Pick<BaselineInForce, 'value' | 'range'>): Baseline {
  if (kind === 'number') return Number((inForce?.value ?? 0).toPrecision(4));
  if (kind !== 'range') return kind;
  const { min, max } = inForce?.range ?? { min: 0, max: 0 };
  return { min: Number(min.toPrecision(4)), max: Number(max.toPrecision(4)) };
}

/** The method by another formula. A baseline that it does not take gives way to the one that it begins with. */
export function withFormula(method: EvaluationMethod, formula: Formula): EvaluationMethod {
  const { baseShare, ...rest } = method;
  const kinds = BASELINE_KINDS[formula];
  const items = method.items.map((item) =>
    kinds.includes(kindOfBaseline(item.baseline)) ? item : { ...item, baseline: startBaseline(kinds[0]) },
  );
  const kept = formula === 'min-max' && baseShare !== undefined ? { baseShare } : {};
  return { ...rest, ...kept, formula, items };
}

/** A class by another name; vetoes that lead to it follow. */
export function renameClass(method: EvaluationMethod, index: number, name: string): EvaluationMethod {
  const old = method.classes[index]?.name;
  const vetoes = method.vetoes?.map((veto) => (veto.class === old ? { ...veto, class: name } : veto));
  return {
    ...method,
    classes: method.classes.map((cut, at) => (at === index ? { ...cut, name } : cut)),
    ...(vetoes ? { vetoes } : {}),
  };
}

/** One more class at the end: what was the last shares with it. */
export function addClass(method: EvaluationMethod): EvaluationMethod {
  const { classes } = method;
  const [last, before] = [classes.at(-1), classes.at(-2)];
  if (!last) return method;
  const name = freeLetter(classes);
  return { ...method, classes: [...classes.slice(0, -1), ...split(last, before, name)] };
}

function split(last: Cut, before: Cut | undefined, name: string): Cut[] {
  if ('throughShare' in last) {
    const start = before && 'throughShare' in before ? before.throughShare : 0;
    return [
      { name: last.name, throughShare: Number(((start + 1) / 2).toFixed(4)) },
      { name, throughShare: 1 },
    ];
  }
  const above = before && 'fromScore' in before && before.fromScore !== null ? before.fromScore : 100;
  return [
    { name: last.name, fromScore: Number((above / 2).toFixed(2)) },
    { name, fromScore: null },
  ];
}

/** The first letter that no class is called by. */
function freeLetter(classes: readonly Cut[]): string {
  const taken = new Set(classes.map(({ name }) => name));
  return [...'ABCDEFGHIJKLM'].find((letter) => !taken.has(letter)) ?? 'N';
}

/** The method without a class. Where it was the last, the one before takes all that remain. */
export function removeClass(method: EvaluationMethod, index: number): EvaluationMethod {
  const classes = method.classes.filter((_, at) => at !== index);
  const last = classes.length - 1;
  return {
    ...method,
    classes: classes.map((cut, at) => {
      if (at < last) return cut;
      return 'throughShare' in cut ? { ...cut, throughShare: 1 } : { ...cut, fromScore: null };
    }),
  };
}
