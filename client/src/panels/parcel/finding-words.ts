import type { ParcelDetail } from '@yima-guandi/server/contract';
import { COMPARATORS, PROJECT_STAGES } from '@yima-guandi/server/domain';
import { comparatorSign, type Format } from '../../text/format.ts';
import type { Text } from '../../text/zh.ts';
import { countsClass, decimalsApart, termWords } from './observed-terms.ts';

type Finding = ParcelDetail['findings'][number];
type Words = { readonly text: Text; readonly format: Format };

const AREA_FIELDS = {
  certified: 'certifiedAreaM2',
  supplied: 'suppliedAreaM2',
  measured: 'measuredAreaM2',
  reported: 'reportedAreaM2',
} as const;
const INDICATORS = ['taxPerMu10kYuan', 'energyTce', 'areaMu', 'farRatio'] as const;

const numberOf = (finding: Finding, name: string): number | null => {
  const value = finding.observed[name];
  return typeof value === 'number' ? value : null;
};
const textOf = (finding: Finding, name: string): string | null => {
  const value = finding.observed[name];
  return typeof value === 'string' ? value : null;
};

/** Whole months from one ISO date to another. */
export function monthsBetween(from: string, to: string): number {
  const [a, b] = [new Date(from), new Date(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return Math.max(0, b.getUTCDate() < a.getUTCDate() ? months - 1 : months);
}

/** The values that made the finding, for example 亩均税收 4.70 ≤ 10 万元/亩. */
export function observedWords(finding: Finding, words: Words): string {
  const { text, format } = words;
  const say = text.parcel.observed;
  switch (finding.kind) {
    case 'low-efficiency':
    case 'two-high':
      return comparedWords(finding, words);
    case 'suspected-idle':
      return idleWords(finding, words);
    case 'vacant-floor-area': {
      const [vacant, floor] = [numberOf(finding, 'vacantFloorAreaM2'), numberOf(finding, 'floorAreaM2')];
      return say.vacant(format.m2(vacant), format.percent(vacant === null || !floor ? null : vacant / floor));
    }
    case 'area-conflict':
      return conflictWords(finding, words);
    case 'overlap':
      return say.overlap(format.m2(numberOf(finding, 'overlapM2')));
    case 'unfinished-project':
      return projectWords(finding, words);
    case 'missing-data':
      return missingWords(finding, words);
    default:
      return numberOf(finding, 'threshold') === null ? ruledWords(finding, words) : comparedWords(finding, words);
  }
}

/** The conditions of the rule with their values, and whose they are where an enterprise meets it. */
function ruledWords(finding: Finding, words: Words): string {
  const { text, format } = words;
  const say = text.parcel.observed;
  const enterprise = textOf(finding, 'enterprise');
  const others = (numberOf(finding, 'enterprises') ?? 1) - 1;
  const version = countsClass(finding.observed) ? numberOf(finding, 'methodVersion') : null;
  return [
    ...(enterprise === null ? [] : [others > 0 ? say.firmAndOthers(enterprise, format.number(others)) : enterprise]),
    ...termWords(finding.observed, words),
    ...(version === null ? [] : [say.methodVersion(format.number(version))]),
  ].join(say.list);
}

/** The project, how far it came and when it was agreed. */
function projectWords(finding: Finding, { text, format }: Words): string {
  const say = text.parcel.observed;
  const stage = PROJECT_STAGES.find((each) => each === textOf(finding, 'stage'));
  const [project, since, output] = [
    textOf(finding, 'project'),
    textOf(finding, 'since'),
    numberOf(finding, 'agreedOutput10kYuan'),
  ];
  return [
    ...(project === null ? [] : [project]),
    ...(stage ? [say.stages[stage]] : []),
    ...(since === null ? [] : [say.since(format.date(since))]),
    ...(output === null || stage !== 'above-scale' ? [] : [say.agreedOutput(format.number(output))]),
  ].join(say.list);
}

/** Which facts are missing, and what cannot be said without them. */
function missingWords(finding: Finding, { text }: Words): string {
  const say = text.parcel.observed;
  const named = (list: string | null, names: Readonly<Record<string, string>>): string[] =>
    (list ?? '').split(' ').flatMap((each) => names[each] ?? []);
  const facts = named(textOf(finding, 'missing'), say.facts);
  const kinds = named(textOf(finding, 'undecided'), text.common.findings);
  return say.missing(facts.join(say.and), kinds.join(say.and));
}

function comparedWords(finding: Finding, { text, format }: Words): string {
  const indicator =
    INDICATORS.find((name) => numberOf(finding, name) !== null && namesUnit(finding, name)) ?? 'taxPerMu10kYuan';
  const comparator = COMPARATORS.find((each) => each === textOf(finding, 'comparator')) ?? '<=';
  const { indicators, indicatorUnits } = text.parcel.observed;
  const decimals = indicator === 'energyTce' ? 0 : 2;
  const [observed, bound] = [numberOf(finding, indicator), numberOf(finding, 'threshold')];
  const apart = observed === null || bound === null ? decimals : decimalsApart(observed, bound, decimals);
  const value = format.number(observed, apart);
  return `${indicators[indicator]} ${value} ${comparatorSign(comparator)} ${format.number(bound, Number.isInteger(bound) ? 0 : 2)} ${indicatorUnits[indicator]}`.trim();
}

const UNITS: Record<(typeof INDICATORS)[number], string> = {
  taxPerMu10kYuan: '10k-yuan-per-mu',
  energyTce: 'tce',
  areaMu: 'mu',
  farRatio: 'ratio',
};
const namesUnit = (finding: Finding, name: (typeof INDICATORS)[number]): boolean =>
  (textOf(finding, 'unit') ?? UNITS[name]) === UNITS[name];

function idleWords(finding: Finding, { text, format }: Words): string {
  const say = text.parcel.observed;
  if (textOf(finding, 'condition') === 'not-started')
    return say.notStarted(format.date(textOf(finding, 'agreedStartOn')));
  const [stoppedOn, asOf] = [textOf(finding, 'stoppedOn'), textOf(finding, 'asOf')];
  const [developed, invested] = [numberOf(finding, 'developedShare'), numberOf(finding, 'investedShare')];
  return [
    ...(stoppedOn && asOf ? [say.stopped(format.number(monthsBetween(stoppedOn, asOf)))] : []),
    ...(developed === null ? [] : [say.developed(format.percent(developed, 0))]),
    ...(invested === null ? [] : [say.invested(format.percent(invested, 0))]),
  ].join(say.list);
}

/** The source that differs most from the area that counts. */
function conflictWords(finding: Finding, { text, format }: Words): string {
  const counted = numberOf(finding, 'countedAreaM2');
  const differing = (['certified', 'supplied', 'measured', 'reported'] as const)
    .map((source) => ({ source, areaM2: numberOf(finding, AREA_FIELDS[source]) }))
    .flatMap(({ source, areaM2 }) => (areaM2 === null || !counted ? [] : [{ source, ratio: areaM2 / counted - 1 }]))
    .sort((a, b) => Math.abs(b.ratio) - Math.abs(a.ratio))[0];
  if (!differing) return text.common.noData;
  return text.parcel.observed.conflict(text.common.areaSources[differing.source], format.percent(differing.ratio));
}
