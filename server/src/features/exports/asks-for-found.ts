import type { Filter } from '../../domain/filter.ts';
import { POTENTIAL_KINDS } from '../../domain/finding.ts';

const POTENTIAL: ReadonlySet<string> = new Set(POTENTIAL_KINDS);

/** Whether a filter lets through only what was found low-efficiency or suspected idle: only such a list may call itself one of found land. */
export function asksForFound(filter: Filter): boolean {
  if (filter.op === 'and') return filter.args.some(asksForFound);
  if (filter.op === 'or') return filter.args.every(asksForFound);
  if (filter.op === 'a_contains') return filter.args[1].some((kind) => POTENTIAL.has(kind));
  return filter.op === 'a_overlaps' && filter.args[1].every((kind) => POTENTIAL.has(kind));
}
