import type { Tally } from '@yima-guandi/server/contract';
import type { LandFigure } from '@yima-guandi/server/domain';
import type { Answer, FoundSums } from '../../columns/question.ts';
import type { Format } from '../../text/format.ts';
import type { Text } from '../../text/zh.ts';

const YUAN_PER_10K = 10_000;
const HUNDREDTHS = 100;

/** One figure of the panel: what it says, and by how much it differs from the rule in force. */
export type LiveFigure = {
  readonly key:
    | 'parcels'
    | 'area'
    | 'enterprises'
    | 'tax'
    | 'addedValue'
    | 'energy'
    | 'employees'
    | 'pending'
    | 'target';
  readonly value: string;
  readonly isKnown: boolean;
  readonly note: string;
};

type Numbers = Readonly<Record<LiveFigure['key'], number | null>> & { readonly lacking: number };

const scaled = ({ sum }: LandFigure, unit: number): number | null => (sum === null ? null : sum / unit);

/** The sums of columns in the units in which they are shown. */
function numbersOf({ land, pending, figures }: FoundSums, targetMuHundredths: number | null): Numbers {
  return {
    parcels: land.parcels,
    area: land.muHundredths / HUNDREDTHS,
    enterprises: figures.enterprises,
    tax: scaled(figures.taxYuan, YUAN_PER_10K),
    addedValue: scaled(figures.addedValueYuan, YUAN_PER_10K),
    energy: scaled(figures.energyTceHundredths, HUNDREDTHS),
    employees: scaled(figures.employeesHundredths, HUNDREDTHS),
    pending: pending.parcels,
    target: targetMuHundredths === null ? null : (land.muHundredths / targetMuHundredths) * 100,
    lacking: figures.taxYuan.unknownParcels,
  };
}

const KEYS: readonly LiveFigure['key'][] = [
  'parcels',
  'area',
  'enterprises',
  'tax',
  'addedValue',
  'employees',
  'energy',
  'pending',
  'target',
];

/** The change as it is printed: the difference of the two printed figures, so that they can be checked by eye. */
function change(text: Text, format: Format, tried: number | null, inForce: number | null): string {
  if (tried === null || inForce === null) return '';
  const by = Math.round(tried) - Math.round(inForce);
  const words = `${by > 0 ? '+' : ''}${format.number(by)}`;
  return by === 0 ? text.whatIf.noChange : text.whatIf.change(words);
}

/** Every figure of what is listed, with its change while something is tried. */
export function liveFigures(
  { text, format }: { readonly text: Text; readonly format: Format },
  answer: Pick<Answer, 'tried' | 'inForce' | 'whole' | 'question'>,
  isTrying: boolean,
): LiveFigure[] {
  const target = answer.question.targetMuHundredths;
  const [tried, inForce, whole] = [answer.tried, answer.inForce, answer.whole].map((sums) =>
    numbersOf(sums, target),
  ) as [Numbers, Numbers, Numbers];
  const atRest = (key: LiveFigure['key']): string => {
    if (key === 'target') return target === null ? '' : text.whatIf.targetOf(format.mu(target));
    if (key === 'tax' && tried.lacking > 0) return text.find.lacking(format.number(tried.lacking));
    return share(text, format, tried[key], whole[key]);
  };
  return KEYS.map((key) => ({
    key,
    value: format.number(tried[key]),
    isKnown: tried[key] !== null,
    note: isTrying ? change(text, format, tried[key], inForce[key]) : atRest(key),
  }));
}

/** How much of all land, or of what all land yields: much land and little tax is what the panel is for. */
function share(text: Text, format: Format, part: number | null, whole: number | null): string {
  return part === null || !whole || part === whole ? '' : text.whatIf.ofWhole(format.percent(part / whole));
}

/** The same from the server's tally, until the columns are here. Added value comes with them. */
export function talliedFigures(
  { text, format }: { readonly text: Text; readonly format: Format },
  { total, figures }: Tally,
  pendingParcels: number | null,
): LiveFigure[] {
  const numbers = {
    parcels: total.all.parcels,
    area: total.all.muHundredths / HUNDREDTHS,
    enterprises: figures.enterprises,
    tax: figures.tax10kYuan,
    addedValue: null,
    energy: figures.energyTce,
    employees: figures.employees,
    pending: pendingParcels,
    target: null,
  };
  const lacking = figures.unknownParcels > 0 ? text.find.lacking(format.number(figures.unknownParcels)) : '';
  return KEYS.map((key) => ({
    key,
    value: numbers[key] === null ? '' : format.number(numbers[key]),
    isKnown: numbers[key] !== null,
    note: key === 'tax' ? lacking : '',
  }));
}
