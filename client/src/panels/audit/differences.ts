import type { AuditDetails } from '@yima-guandi/server/contract';

/** A part of what was changed, by the way to it: `scope.0.towns`. */
export type Difference = {
  readonly path: string;
  /** null: it was not there */
  readonly before: string | null;
  /** null: it is gone */
  readonly after: string | null;
};

/** What was changed, part by part; what stayed as it was is left out. */
export function differencesOf({ before, after }: AuditDetails): Difference[] {
  const [was, is] = [leaves(before), leaves(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((each) => each.before !== each.after);
}

/** Further facts, as rows. */
export const factsOf = ({ facts }: AuditDetails): { path: string; value: string }[] =>
  [...leaves(facts)].map(([path, value]) => ({ path, value }));

/** Every value with the way to it. A list of plain values is one value. */
function leaves(part: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (part === undefined || part === null) {
    if (part === null) found.set(path, '');
  } else if (Array.isArray(part) && part.every(isPlain)) found.set(path, part.map(String).join('、'));
  else if (typeof part === 'object')
    for (const [key, value] of Object.entries(part)) leaves(value, path === '' ? key : `${path}.${key}`, found);
  else found.set(path, String(part));
  return found;
}

const isPlain = (value: unknown): boolean => value !== null && typeof value !== 'object';
