import { useQuery } from '@tanstack/react-query';
import type { Programme } from '@yima-guandi/server/contract';
import type { Filter } from '@yima-guandi/server/domain';
import { useMemo } from 'react';
import { useCurrent } from '../api/current.ts';
import { programmeQuery } from '../api/queries.ts';
import { createStore } from '../ui/store.ts';
import { useView } from '../url/view.ts';
import { isThreshold } from './profile.ts';
import { isTrying, type ThresholdRule, type Tried } from './question.ts';
import { foundBeside } from './rules-beside.ts';

/** Values under the hand: while a slider moves they stand before those of the link. Null: nothing moves. */
export const underHand = createStore<Tried | null>(null);

/** Low-efficiency rules whose value can be moved. A rule of the programme that compares nothing stays as it was found. */
const thresholdRules = (programme: Programme | undefined): ThresholdRule[] =>
  (programme?.rules ?? []).filter(
    (rule): rule is ThresholdRule =>
      rule.finding === 'low-efficiency' && rule.isOn !== false && 'indicator' in rule && isThreshold(rule),
  );

export type WhatIsTried = {
  readonly programme: Programme | undefined;
  readonly rules: readonly ThresholdRule[];
  /** What finds land low-efficient whatever is tried. */
  readonly beside: readonly Filter[];
  /** By rule id: only values that differ from those in force. */
  readonly tried: Tried;
  readonly isTrying: boolean;
  /** Rules that the link tries, and that are not in force here. */
  readonly gone: readonly string[];
};

/** What the link and the hand try out. Outside the panel that finds land nothing is tried. */
export function useWhatIsTried(): WhatIsTried {
  const { view } = useView();
  const { jurisdiction } = useCurrent();
  const hand = underHand.use();
  const { data: programme } = useQuery(programmeQuery(jurisdiction?.programmes[0]?.id));
  return useMemo(() => {
    const rules = thresholdRules(programme);
    const beside = foundBeside(programme?.rules ?? [], rules);
    const isHere = view.job === 'find';
    const linked = Object.fromEntries(view.t.map(({ rule, value }) => [rule, value]));
    const asked: Tried = isHere ? { ...linked, ...hand } : {};
    const tried = Object.fromEntries(
      rules.flatMap((rule) => {
        const value = asked[rule.id];
        return value === undefined || value === rule.value ? [] : [[rule.id, value]];
      }),
    );
    const gone =
      programme && isHere ? view.t.map(({ rule }) => rule).filter((id) => !rules.some((rule) => rule.id === id)) : [];
    return { programme, rules, beside, tried, isTrying: isTrying({ rules, tried }), gone };
  }, [programme, view.job, view.t, hand]);
}

/** The same values as the link writes them. */
export const linkOf = (tried: Tried) => Object.entries(tried).map(([rule, value]) => ({ rule, value }));
