/** What an actor may see: every jurisdiction, or those listed by id. Every query that reads parcels takes one. */
export type Scope = { readonly jurisdictionIds: 'all' | readonly number[] };

/** Who acts. Until access control exists everybody who reaches the server is this one. */
export type Actor = { readonly role: 'open'; readonly scope: Scope };

export const OPEN_ACTOR: Actor = { role: 'open', scope: { jurisdictionIds: 'all' } };
