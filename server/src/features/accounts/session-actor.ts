import type { FastifyRequest } from 'fastify';
import type { SignedIn } from '../../contract/accounts.ts';
import type { Actor, Scope } from '../../domain/scope.ts';
import type { Identify } from '../../http/actor.ts';
import type { Services } from '../../http/services.ts';
import { hashSecret } from './secrets.ts';
import { readSecret } from './session-cookie.ts';
import { findSignedIn, type SignedInRow, touchSession } from './sessions.queries.ts';

type AccountServices = Pick<Services, 'db' | 'clock'>;

/** Who sends a request, by the session that its cookie names: asked at each request, so that a right that was taken away is gone. */
export function identifyBySession(services: AccountServices): Identify {
  return async (request) => {
    const row = await findSession(services, request);
    return row && actorOf(row);
  };
}

/** Who is signed in; null: nobody. */
export async function findSession(
  { db, clock }: AccountServices,
  request: FastifyRequest,
): Promise<SignedInRow | null> {
  const secret = readSecret(request);
  if (secret === undefined) return null;
  const tokenHash = hashSecret(secret);
  const row = await findSignedIn(db, tokenHash, clock());
  if (row?.isStale) await touchSession(db, tokenHash, clock());
  return row;
}

/** Somebody who is signed in, as one who acts. */
export const actorOf = (row: SignedInRow): Actor => ({
  role: row.role,
  scope: scopeOf(row),
  user: { id: row.id, name: row.name },
});

function scopeOf({ places }: SignedInRow): Scope {
  if (places === null) return { jurisdictionIds: 'all' };
  const inTowns = places.flatMap(({ jurisdictionId, townIds }) =>
    townIds === null ? [] : [{ jurisdictionId, townIds }],
  );
  const jurisdictionIds = places.map(({ jurisdictionId }) => jurisdictionId);
  return { jurisdictionIds, ...(inTowns.length > 0 ? { inTowns } : {}) };
}

/** A person as the page is told. */
export const describeSignedIn = ({ name, displayName, role, places }: SignedInRow): SignedIn => ({
  name,
  displayName,
  role,
  scope: places?.map(({ jurisdiction, towns }) => ({ jurisdiction, towns })) ?? null,
});
