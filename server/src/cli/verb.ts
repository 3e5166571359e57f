import { parseArgs } from 'node:util';

/** One verb of the command line. `run` answers the exit code. */
export type Verb = {
  readonly usage: string;
  readonly run: (args: readonly string[]) => Promise<number>;
};

/** The command cannot be understood. The words say which part, and the usage follows them. */
export class UsageError extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'UsageError';
  }
}

type Arguments<Text extends string, Flag extends string> = {
  readonly text: (name: Text | 'data-dir') => string | undefined;
  readonly flag: (name: Flag) => boolean;
  readonly bare: readonly string[];
};

/** Sorts arguments into options with a text, flags, and bare ones; --data-dir is known to every verb. */
export function readArguments<const Text extends string = never, const Flag extends string = never>(
  args: readonly string[],
  known: { readonly text?: readonly Text[]; readonly flags?: readonly Flag[]; readonly bare?: number } = {},
): Arguments<Text, Flag> {
  const texts = ['data-dir', ...(known.text ?? [])].map((name) => [name, { type: 'string' as const }] as const);
  const flags = (known.flags ?? []).map((name) => [name, { type: 'boolean' as const }] as const);
  const { values, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries<{ type: 'string' | 'boolean' }>([...texts, ...flags]),
    allowPositionals: true,
  });
  const extra = positionals[known.bare ?? 0];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`);
  return {
    text: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    flag: (name) => values[name] === true,
    bare: positionals,
  };
}

/** Whether an error is the refusal of arguments, ours or that of node's own parser. */
export function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** A whole number in a range, or a refusal that names the option. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`--${name} ${text}: give a whole number from ${least} to ${most}.`);
  return value;
}

export function required(name: string, text: string | undefined): string {
  if (text === undefined || text === '') throw new UsageError(`${name} is missing.`);
  return text;
}
