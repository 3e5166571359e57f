import { useCallback, useEffect, useRef } from 'react';
import type { ThresholdRule } from '../../columns/question.ts';
import { linkOf, underHand, type WhatIsTried } from '../../columns/what-is-tried.ts';
import { useView } from '../../url/view.ts';

/** The hand has come to rest when it has been still for so long: a held key is one step for Back, not fifty. */
const REST_MS = 450;

export type Threshold = {
  readonly value: number;
  readonly isTried: boolean;
  /** Tries a value at once, without writing the link. */
  readonly move: (value: number) => void;
  /** Writes what is tried into the link; `soon`: when the hand has come to rest. */
  readonly release: (soon?: 'soon') => void;
  readonly reset: () => void;
};

/** The value of a rule as the hand and the link have it. */
export function useThreshold(rule: ThresholdRule, { tried }: WhatIsTried): Threshold {
  const { setView } = useView();
  const timer = useRef(0);
  const latest = useRef(tried);
  latest.current = tried;
  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (underHand.get() === null) return;
    void setView({ t: linkOf(latest.current) }).then(() => underHand.set(null));
  }, [setView]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      underHand.set(null);
    },
    [],
  );
  const move = (value: number) => {
    clearTimeout(timer.current);
    underHand.set({ ...underHand.get(), [rule.id]: value });
  };
  const release = (soon?: 'soon') => {
    clearTimeout(timer.current);
    if (soon) timer.current = window.setTimeout(write, REST_MS);
    else write();
  };
  const reset = () => {
    clearTimeout(timer.current);
    underHand.set(null);
    const { [rule.id]: _, ...others } = latest.current;
    void setView({ t: linkOf(others) });
  };
  return { value: tried[rule.id] ?? rule.value, isTried: tried[rule.id] !== undefined, move, release, reset };
}
