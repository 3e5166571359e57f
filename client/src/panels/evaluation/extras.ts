import type { EvaluationMethod } from '@yima-guandi/server/contract';

/** The lists of a method that hold rules for single enterprises. */
export const EXTRA_PARTS = ['coefficients', 'adjustments', 'vetoes', 'exemptions'] as const;
export type ExtraPart = (typeof EXTRA_PARTS)[number];
export type Extra = NonNullable<EvaluationMethod[ExtraPart]>[number];
export type Condition = NonNullable<EvaluationMethod['exemptions']>[number]['when'];

/** What may be added; `count` is a bonus or deduction for each one counted. */
export const EXTRA_KINDS = ['adjustment', 'count', 'coefficient', 'veto', 'exemption'] as const;
export type ExtraKind = (typeof EXTRA_KINDS)[number];
const PART_OF: Record<ExtraKind, ExtraPart> = {
  adjustment: 'adjustments',
  count: 'adjustments',
  coefficient: 'coefficients',
  veto: 'vetoes',
  exemption: 'exemptions',
};

/** A list with one more of a kind at its end, and the place where that stands. Its condition is a mark that is still to be named. */
export function withExtra(
  method: EvaluationMethod,
  kind: ExtraKind,
  name: string,
): { readonly method: EvaluationMethod; readonly place: string } {
  const part = PART_OF[kind];
  const held = method[part] ?? [];
  const added = newExtra(method, kind, freeName(held, name));
  return { method: { ...method, [part]: [...held, added] }, place: `${part}[${held.length}]` };
}

function newExtra(method: EvaluationMethod, kind: ExtraKind, name: string): Extra {
  const when = { mark: name };
  switch (kind) {
    case 'adjustment':
      return { name, when, points: 1 };
    case 'count':
      return { name, count: 'tenants', first: 1, more: 1 };
    case 'coefficient':
      return { name, when, factor: 1.1 };
    case 'veto':
      return { name, when, class: method.classes.at(-1)?.name ?? '' };
    case 'exemption':
      return { name, when };
  }
}

/** The name, with a number after it where it is taken: no two of a list may be called the same. */
export function freeName(held: readonly { readonly name: string }[], name: string): string {
  const taken = new Set(held.map((each) => each.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
  return free;
}

export const putExtra = (method: EvaluationMethod, part: ExtraPart, index: number, extra: Extra): EvaluationMethod => ({
  ...method,
  [part]: (method[part] ?? []).map((each, at) => (at === index ? extra : each)),
});

export const withoutExtra = (method: EvaluationMethod, part: ExtraPart, index: number): EvaluationMethod => ({
  ...method,
  [part]: (method[part] ?? []).filter((_, at) => at !== index),
});
