import type { Role } from './access.ts';

/** What an actor may see. Every query that reads parcels takes one. */
export type Scope = {
  /** Jurisdictions by id that are seen, whole or in part. */
  readonly jurisdictionIds: 'all' | readonly number[];
  /** Of these jurisdictions, only these towns by id. A jurisdiction that is not among them is seen whole; absent: each is. */
  readonly inTowns?: readonly TownsOf[];
};
export type TownsOf = { readonly jurisdictionId: number; readonly townIds: readonly number[] };

/** What of one jurisdiction is seen, so that everybody who sees all of it shares what is kept of it. */
export function scopeWithin({ jurisdictionIds, inTowns = [] }: Scope, jurisdictionId: number): Scope {
  const isSeen = jurisdictionIds === 'all' || jurisdictionIds.includes(jurisdictionId);
  const parts = inTowns.filter((part) => part.jurisdictionId === jurisdictionId);
  return { jurisdictionIds: isSeen ? [jurisdictionId] : [], ...(parts.length > 0 ? { inTowns: parts } : {}) };
}

export const seesEverything = ({ jurisdictionIds, inTowns = [] }: Scope): boolean =>
  jurisdictionIds === 'all' && inTowns.length === 0;

/** Whether all of a jurisdiction is seen. */
export const seesWhole = ({ jurisdictionIds, inTowns = [] }: Scope, jurisdictionId: number): boolean =>
  (jurisdictionIds === 'all' || jurisdictionIds.includes(jurisdictionId)) &&
  !inTowns.some((part) => part.jurisdictionId === jurisdictionId);

/** A scope as a text, the same for whoever sees the same: what is kept in memory is kept under it. */
export function scopeKey({ jurisdictionIds, inTowns = [] }: Scope): string {
  if (jurisdictionIds === 'all' && inTowns.length === 0) return 'all';
  const towns = inTowns.map(({ jurisdictionId, townIds }) => `${jurisdictionId}:${rising(townIds)}`).sort();
  return [jurisdictionIds === 'all' ? 'all' : rising(jurisdictionIds), ...towns].join(' ');
}
const rising = (ids: readonly number[]): string => [...ids].sort((one, other) => one - other).join(',');

/** Who acts: a person who signed in, or, where nobody signs in, everyone who reaches the server. */
export type Actor = {
  readonly role: Role | 'open';
  readonly scope: Scope;
  /** null: nobody in particular */
  readonly user: { readonly id: number; readonly name: string } | null;
  /** Where it is no request that acts: the command line, or the program of itself */
  readonly by?: 'cli' | 'program';
};

/** Somebody who is not signed in where people do: sees nothing. */
export const NOBODY: Actor = { role: 'viewer', scope: { jurisdictionIds: [] }, user: null };
export const OPEN_ACTOR: Actor = { role: 'open', scope: { jurisdictionIds: 'all' }, user: null };
/** Whoever runs a command on the server's own machine. */
export const CLI_ACTOR: Actor = { ...OPEN_ACTOR, by: 'cli' };
/** The program of itself, as at its start. */
export const PROGRAM_ACTOR: Actor = { ...OPEN_ACTOR, by: 'program' };
