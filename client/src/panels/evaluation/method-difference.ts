import type { EvaluationMethod } from '@yima-guandi/server/contract';
import type { Text } from '../../text/zh.ts';
import { EXTRA_PARTS } from './extras.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const sameList = (a: unknown, b: unknown): boolean => same(a ?? [], b ?? []);

const sameOccupancy = ({ occupancy: before }: EvaluationMethod, { occupancy: after }: EvaluationMethod): boolean =>
  (before?.floorArea ?? 'by-far') === (after?.floorArea ?? 'by-far') &&
  (before?.tenants ?? 'own-class') === (after?.tenants ?? 'own-class');

/** What a draft changes of the version in force, in words: printed before it is published. */
export function differences(text: Text, before: EvaluationMethod, after: EvaluationMethod): string[] {
  const words = text.evaluation.difference;
  const extras = EXTRA_PARTS.every((part) => sameList(before[part], after[part]));
  return [
    ...itemDifferences(text, before, after),
    ...(before.formula === after.formula && same(before.baseShare, after.baseShare) ? [] : [words.formula]),
    ...(same(before.classes, after.classes) ? [] : [words.classes]),
    ...(extras ? [] : [words.extras]),
    ...(sameList(before.industryGroups, after.industryGroups) ? [] : [words.groups]),
    ...(before.whenMissing === after.whenMissing ? [] : [words.missing]),
    ...(before.ties === after.ties ? [] : [words.ties]),
    ...(sameOccupancy(before, after) ? [] : [text.occupancy.difference]),
    ...(before.name === after.name && before.note === after.note ? [] : [words.name]),
  ];
}

function itemDifferences({ evaluation }: Text, before: EvaluationMethod, after: EvaluationMethod): string[] {
  const { difference: words, indicators } = evaluation;
  const was = new Map(before.items.map((item) => [item.indicator, item]));
  const is = new Set(after.items.map((item) => item.indicator));
  return [
    ...after.items.flatMap((item) => {
      const name = indicators[item.indicator];
      const old = was.get(item.indicator);
      if (!old) return [words.added(name)];
      return [
        ...(old.weight === item.weight ? [] : [words.weight(name, String(old.weight), String(item.weight))]),
        ...(same(old.baseline, item.baseline) ? [] : [words.baseline(name)]),
        ...(old.floor === item.floor && old.cap === item.cap && old.whenMissing === item.whenMissing
          ? []
          : [words.bounds(name)]),
      ];
    }),
    ...before.items.flatMap(({ indicator }) => (is.has(indicator) ? [] : [words.removed(indicators[indicator])])),
  ];
}
