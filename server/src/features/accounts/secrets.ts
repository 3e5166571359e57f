import { createHash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MB and about a tenth of a second: dear for who guesses many, cheap for who signs in once. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const MAX_BYTES = 64 * 1024 * 1024;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** A password as it is kept, with all that is needed to compare another with it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await stretch(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Compared with what nobody can have typed, so that an unknown name takes as long as a known one. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(SALT_BYTES).toString('base64')}$${Buffer.alloc(HASH_BYTES).toString('base64')}`;

/** Whether a password is the kept one; null: there is none to compare with, which takes as long. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (kept ?? NOBODY).split('$');
  const expected = Buffer.from(hash, 'base64');
  const found = await stretch(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(found, expected) && kept !== null;
}

/** One text may be typed as several sequences of characters. */
function stretch(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { ...cost, maxmem: MAX_BYTES }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}

/** A secret that nobody guesses, in letters that an address takes. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: whoever reads the database cannot act with it. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
