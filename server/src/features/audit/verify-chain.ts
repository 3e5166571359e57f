import type { Connection } from '../../db/database.ts';
import type { ChainLink } from './audit.queries.ts';
import { chainHash, NO_HASH } from './chain-hash.ts';
import { chain } from './chain-lines.ts';

/** An entry as somebody noted it before: the chain must still hold it. */
export type Known = { readonly id: number; readonly hash: string };

export type ChainVerdict =
  | { readonly isWhole: true; readonly entries: number; readonly hash: string }
  | { readonly isWhole: false; readonly id: number; readonly words: string };

/**
 * Reads the record from its beginning and works every hash out anew. Names the first entry that is wrong. That the newest
 * were cut off shows only against one that was noted elsewhere (`known`).
 */
export async function verifyChain(db: Connection, known: Known | null): Promise<ChainVerdict> {
  let last: Known = { id: 0, hash: NO_HASH };
  let knownHash: string | null = null;
  for await (const link of chain(db)) {
    const words = faultOf(link, last);
    if (words !== null) return { isWhole: false, id: link.id, words };
    if (link.id === known?.id) knownHash = link.hash;
    last = { id: link.id, hash: link.hash };
  }
  if (known === null || knownHash === known.hash) return { isWhole: true, entries: last.id, hash: last.hash };
  const words =
    knownHash === null
      ? `is no longer there: the record ends with entry ${last.id}`
      : `has another hash than was noted (${knownHash}): the record was written anew`;
  return { isWhole: false, id: known.id, words };
}

function faultOf(link: ChainLink, last: Known): string | null {
  const next = last.id + 1;
  if (link.id > next) return `follows entry ${last.id}: ${missing(next, link.id - 1)}`;
  const isAsHashed = chainHash(link.prevHash, link) === link.hash;
  if (link.prevHash !== last.hash)
    return isAsHashed
      ? 'does not continue the entry before it: one was put in, taken out or exchanged here'
      : 'neither continues the entry before it nor fits its own hash: it was put in or changed';
  return isAsHashed ? null : 'does not fit its hash: it was changed after it was written';
}

const missing = (from: number, to: number): string =>
  from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;
