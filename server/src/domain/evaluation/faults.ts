import { EVALUATION_INDICATORS } from '../evaluation.ts';
import type { Baseline, EvaluationMethod, Formula, MethodFault, MethodItem } from './method.ts';

/** Less than any indicator is told by: divided by less, a score runs beyond all numbers. */
const LEAST_DIVISOR = 0.000001;

/** What is wrong with a method, each with its place; empty where it can be used. */
export function methodFaults(method: EvaluationMethod): MethodFault[] {
  return [
    ...weightFaults(method.items),
    ...method.items.flatMap((item, index) => itemFaults(method.formula, item, `items[${index}]`)),
    ...classFaults(method),
    ...partFaults(method),
  ];
}

function weightFaults(items: readonly MethodItem[]): MethodFault[] {
  const sum = items.reduce((total, item) => total + item.weight, 0);
  const faults: MethodFault[] = [];
  if (!(Math.abs(sum - 100) <= 1e-9))
    faults.push({
      code: 'weights-sum',
      place: 'items',
      message: `The weights sum to ${Number(sum.toPrecision(12))}; they must sum to 100.`,
    });
  for (const indicator of EVALUATION_INDICATORS) {
    const places = items.flatMap((item, index) => (item.indicator === indicator ? [index] : []));
    for (const place of places.slice(1))
      faults.push({
        code: 'item-twice',
        place: `items[${place}].indicator`,
        message: `${indicator} is weighed twice.`,
      });
  }
  return faults;
}

function itemFaults(formula: Formula, item: MethodItem, place: string): MethodFault[] {
  const { indicator, weight, baseline, floor, cap } = item;
  const faults: MethodFault[] = [];
  if (!(weight > 0))
    faults.push({
      code: 'weight-not-positive',
      place: `${place}.weight`,
      message: `The weight of ${indicator} must be above 0.`,
    });
  if (!FITTING[formula](baseline))
    faults.push({
      code: 'baseline-of-other-formula',
      place: `${place}.baseline`,
      message: `The baseline of ${indicator} does not belong to the formula ${formula}, which takes ${TAKES[formula]}.`,
    });
  else if (typeof baseline === 'number' && !(baseline >= LEAST_DIVISOR))
    faults.push({
      code: 'baseline-not-positive',
      place: `${place}.baseline`,
      message:
        baseline > 0
          ? `The baseline of ${indicator} is ${baseline}; ${LEAST_DIVISOR} is the least to divide by.`
          : `The baseline of ${indicator} must be above 0.`,
    });
  else if (typeof baseline === 'object' && !(baseline.max - baseline.min >= LEAST_DIVISOR))
    faults.push({
      code: 'range-empty',
      place: `${place}.baseline`,
      message: `The range of ${indicator} must end above where it begins, by ${LEAST_DIVISOR} at least.`,
    });
  if (floor !== undefined && cap !== undefined && !(cap > floor))
    faults.push({
      code: 'cap-under-floor',
      place: `${place}.cap`,
      message: `The cap of ${indicator} (${cap}) must be above its floor (${floor}).`,
    });
  return faults;
}

const FITTING: Record<Formula, (baseline: Baseline) => boolean> = {
  'ratio-to-baseline': (baseline) =>
    typeof baseline === 'number' || baseline === 'tier-mean' || baseline === 'top-decile-mean',
  'min-max': (baseline) => typeof baseline === 'object' || baseline === 'tier-range',
  rank: (baseline) => baseline === 'none',
};
const TAKES: Record<Formula, string> = {
  'ratio-to-baseline': 'a number, tier-mean or top-decile-mean',
  'min-max': 'a range or tier-range',
  rank: 'none',
};

function classFaults({ classes }: EvaluationMethod): MethodFault[] {
  const faults = twice(classes, 'classes', 'class-twice', (name) => `Class ${name} stands twice.`);
  const byScore = classes.filter((cut) => 'fromScore' in cut).length;
  if (byScore > 0 && byScore < classes.length)
    return [
      ...faults,
      {
        code: 'class-cut-mixed',
        place: 'classes',
        message: 'Cut all classes by share of the ranking, or all by score.',
      },
    ];
  return [...faults, ...(byScore > 0 ? scoreCutFaults(classes) : shareCutFaults(classes))];
}

function shareCutFaults(classes: EvaluationMethod['classes']): MethodFault[] {
  const faults: MethodFault[] = [];
  let through = 0;
  for (const [index, cut] of classes.entries()) {
    if (!('throughShare' in cut)) continue;
    if (!(cut.throughShare > through))
      faults.push({
        code: 'class-cut-gap',
        place: `classes[${index}].throughShare`,
        message: `Class ${cut.name} ends at ${cut.throughShare}, where the one before already ended at ${through}.`,
      });
    through = cut.throughShare;
  }
  if (through !== 1)
    faults.push({
      code: 'class-cut-end',
      place: `classes[${classes.length - 1}].throughShare`,
      message: `The classes reach through ${through} of the ranking; the last one must reach 1.`,
    });
  return faults;
}

function scoreCutFaults(classes: EvaluationMethod['classes']): MethodFault[] {
  const faults: MethodFault[] = [];
  let before = Number.POSITIVE_INFINITY;
  for (const [index, cut] of classes.entries()) {
    if (!('fromScore' in cut)) continue;
    const isLast = index === classes.length - 1;
    const place = `classes[${index}].fromScore`;
    if (isLast !== (cut.fromScore === null))
      faults.push({
        code: 'class-cut-end',
        place,
        message: isLast
          ? `Class ${cut.name} is the last and takes all that remain: its least score must be null, or those under ${cut.fromScore} get no class.`
          : `Class ${cut.name} takes all that remain, so no score is left for the classes after it.`,
      });
    if (cut.fromScore === null) continue;
    if (!(cut.fromScore < before))
      faults.push({
        code: 'class-cut-gap',
        place,
        message: `Class ${cut.name} begins at ${cut.fromScore}, where the one before begins at ${before}.`,
      });
    before = cut.fromScore;
  }
  return faults;
}

/** Coefficients, adjustments, vetoes, exemptions and industry groups. */
function partFaults(method: EvaluationMethod): MethodFault[] {
  const { coefficients = [], adjustments = [], vetoes = [], exemptions = [], industryGroups = [] } = method;
  const classes = new Set(method.classes.map((cut) => cut.name));
  const named = (name: string): string => `${name} stands twice.`;
  return [
    ...coefficients.flatMap(({ name, factor }, index): MethodFault[] =>
      factor > 0
        ? []
        : [
            {
              code: 'factor-not-positive',
              place: `coefficients[${index}].factor`,
              message: `The factor of ${name} must be above 0.`,
            },
          ],
    ),
    ...vetoes.flatMap((veto, index): MethodFault[] =>
      classes.has(veto.class)
        ? []
        : [
            {
              code: 'class-unknown',
              place: `vetoes[${index}].class`,
              message: `${veto.name} leads to class ${veto.class}, which the method does not have.`,
            },
          ],
    ),
    ...twice(coefficients, 'coefficients', 'name-twice', named),
    ...twice(adjustments, 'adjustments', 'name-twice', named),
    ...twice(vetoes, 'vetoes', 'name-twice', named),
    ...twice(exemptions, 'exemptions', 'name-twice', named),
    ...twice(industryGroups, 'industryGroups', 'name-twice', named),
    ...industryFaults(industryGroups),
  ];
}

function industryFaults(groups: NonNullable<EvaluationMethod['industryGroups']>): MethodFault[] {
  const seen = new Set<string>();
  return groups.flatMap(({ divisions }, group) =>
    divisions.flatMap((division, index): MethodFault[] => {
      if (!seen.has(division)) {
        seen.add(division);
        return [];
      }
      return [
        {
          code: 'industry-twice',
          place: `industryGroups[${group}].divisions[${index}]`,
          message: `Division ${division} is in two groups.`,
        },
      ];
    }),
  );
}

function twice(
  parts: readonly { readonly name: string }[],
  place: string,
  code: MethodFault['code'],
  words: (name: string) => string,
): MethodFault[] {
  const seen = new Set<string>();
  return parts.flatMap(({ name }, index): MethodFault[] => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ code, place: `${place}[${index}].name`, message: words(name) }];
  });
}
