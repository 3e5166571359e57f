import type { ParcelDetail } from '@yima-guandi/server/contract';
import { COMPARATORS, type Comparator, compare } from '@yima-guandi/server/domain';
import { comparatorSign, type Format } from '../../text/format.ts';
import type { Text } from '../../text/zh.ts';

type Observed = ParcelDetail['findings'][number]['observed'];
type Words = { readonly text: Text; readonly format: Format };
type Bound = { readonly comparator: Comparator; readonly value: number };

/** Figures are printed with these decimals where it is not two. */
const DECIMALS: Readonly<Record<string, number>> = {
  energyTce: 0,
  leasedAreaM2: 0,
  revenue10kYuan: 0,
  tax10kYuan: 0,
  yearsBelowScale: 0,
};

/**
 * The values that a rule with several conditions looked at, each with the bounds that it keeps. A bound stands beside
 * its value under the name of the value and the sign: {"ownedLandMu": 12.3, "ownedLandMu >=": 10}.
 */
export function termWords(observed: Observed, words: Words): string[] {
  return Object.entries(observed).flatMap(([name, value]) => {
    if (typeof value === 'number') return numberWords(name, value, boundsOf(observed, name), words);
    if (name === 'class') return countsClass(observed) ? [words.text.parcel.observed.ofClass(String(value))] : [];
    return typeof value === 'boolean' || typeof value === 'string' ? stateWords(name, value, words) : [];
  });
}

/** Whether the class is among those that the rule asks for: one may be found without. */
export function countsClass(observed: Observed): boolean {
  const among = observed['class in'];
  return (
    observed.class !== undefined && (typeof among !== 'string' || among.split(' ').includes(String(observed.class)))
  );
}

const boundsOf = (observed: Observed, name: string): Bound[] =>
  COMPARATORS.flatMap((comparator) => {
    const value = observed[`${name} ${comparator}`];
    return typeof value === 'number' ? [{ comparator, value }] : [];
  }).sort((a, b) => a.value - b.value);

function numberWords(name: string, value: number, bounds: readonly Bound[], { text, format }: Words): string[] {
  const say = text.parcel.observed;
  const kept = bounds.filter((bound) => compare(value, bound.comparator, bound.value));
  if (!isNamed(say.figures, name) || kept.length === 0) return [];
  const isShare = name.endsWith('Ratio') && name !== 'farRatio';
  const isYear = name.endsWith('Year');
  const [label, unit] = say.figures[name];
  const print = (each: number, decimals: number): string => {
    if (isYear) return String(each);
    return isShare ? format.percent(each, 0) : format.number(each, decimals);
  };
  const signs = kept.map((bound) => {
    const decimals = Number.isInteger(bound.value) ? 0 : (String(bound.value).split('.')[1]?.length ?? 0);
    return `${comparatorSign(bound.comparator)} ${print(bound.value, decimals)}`;
  });
  const decimals = kept.reduce((most, bound) => decimalsApart(value, bound.value, most), DECIMALS[name] ?? 2);
  return [`${label} ${print(value, decimals)} ${signs.join(say.and)} ${unit}`.trim()];
}

/** Decimals with which a value beside a bound is not printed as the bound itself. */
export function decimalsApart(value: number, bound: number, atLeast: number): number {
  let decimals = atLeast;
  while (decimals < 6 && value !== bound && Number(value.toFixed(decimals)) === bound) decimals++;
  return decimals;
}

function stateWords(name: string, value: boolean | string, { text }: Words): string[] {
  const say = text.parcel.observed;
  const state = typeof value === 'boolean' ? (value ? name : '') : value;
  return isNamed(say.states, state) ? [say.states[state]] : [];
}

const isNamed = <Name extends string>(names: Readonly<Record<Name, unknown>>, name: string): name is Name =>
  Object.hasOwn(names, name);
