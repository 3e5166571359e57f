import { z } from 'zod';
import { Problem } from '../contract/problem.ts';
import { isStorable } from '../domain/storable-text.ts';

/** Where a list goes on: the key of the last row of a page, written so that it can stand in an address. */

/** Parts of a key that go into a query: what the database could not read is no part of any of ours. */
export const KeyId = z.int32();
export const KeyText = z.string().refine(isStorable);

export const writeCursor = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads what `writeCursor` wrote. `place` is where it was asked for. Refuses with `request-invalid`. */
export function readCursor<Key>(text: string, shape: z.ZodType<Key>, place = 'querystring.after'): Key {
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new Problem(
      'request-invalid',
      `${place}: not a cursor of this list and order. Start again without it.`,
      place,
    );
  }
}
