import type { SearchHit } from '@yima-guandi/server/contract';

/** Kinds of hit in the order in which they are listed. */
const HIT_KINDS = ['parcel', 'enterprise', 'town', 'park'] as const satisfies readonly SearchHit['kind'][];

/** Hits of one kind together; within a kind the order of the server, which is that of relevance. */
export const groupHits = (hits: readonly SearchHit[]): SearchHit[] =>
  HIT_KINDS.flatMap((kind) => hits.filter((hit) => hit.kind === kind));
