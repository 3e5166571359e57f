import { randomBytes } from 'node:crypto';

/** What a page may load: files of this server and nothing of anybody else's. Its worker and its saved pictures are blobs. */
export const PAGE_POLICY = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'connect-src': ["'self'"],
  'font-src': ["'self'", 'data:'],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What a page that nobody has seen yet is told by: made anew for each reply, so that nobody can know it before. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** The policy of one reply with a page, which may put in the style elements that bear this nonce. */
export const pagePolicyWith = (nonce: string): string =>
  policyText({ ...PAGE_POLICY, 'style-src': [...PAGE_POLICY['style-src'], `'nonce-${nonce}'`] });

/** A policy as its header has it. */
export const policyText = (policy: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
