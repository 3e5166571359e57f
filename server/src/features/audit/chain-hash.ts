import { createHash } from 'node:crypto';

export const NO_HASH = '00'.repeat(32);

/** What the hash of an entry is made of, in this order, besides the hash of the entry before. */
export type Sealed = {
  readonly id: number;
  readonly atUs: string;
  readonly userId: string | null;
  readonly actor: string;
  readonly kind: string;
  readonly jurisdictionId: string | null;
  readonly subject: string;
  readonly details: string;
};

/** The hash of an entry, worked out apart from the database: who changes its functions does not change this. */
export function chainHash(prevHash: string, entry: Sealed): string {
  const { id, atUs, userId, actor, kind, jurisdictionId, subject, details } = entry;
  const fields = [String(id), atUs, userId, actor, kind, jurisdictionId, subject, details];
  return createHash('sha256').update(Buffer.from(prevHash, 'hex')).update(fields.map(field).join('')).digest('hex');
}

const field = (value: string | null): string => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`);
