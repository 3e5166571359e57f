import { createParser } from 'nuqs';

/** A rule's value that is tried in place of the one in force. */
export type TriedValue = { readonly rule: string; readonly value: number };

const MOST = 1_000_000;

/** Reads `rule:value`, for example zhuji-low-efficiency:4.5; anything else is null. */
export function readTriedValue(text: string): TriedValue | null {
  const match = /^([a-z0-9-]{1,80}):(\d{1,7}(?:\.\d{1,4})?)$/.exec(text);
  const value = Number(match?.[2]);
  return match?.[1] && value <= MOST ? { rule: match[1], value } : null;
}

export const writeTriedValue = ({ rule, value }: TriedValue): string => `${rule}:${value}`;

export const triedValue = createParser<TriedValue>({
  parse: readTriedValue,
  serialize: writeTriedValue,
  eq: (one, other) => writeTriedValue(one) === writeTriedValue(other),
});
