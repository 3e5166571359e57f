import { WhatIf } from '@yima-guandi/server/contract';
import type { z } from 'zod';
import { request } from './request.ts';

type Draft = {
  readonly jurisdiction: string;
  readonly name: string;
  readonly tried: Readonly<Record<string, number>>;
  readonly filter: string | null;
};

/** Keeps a what-if under its name. Errors: RequestError. */
export const saveWhatIf = (draft: Draft): Promise<z.output<typeof WhatIf>> =>
  request(WhatIf, '/api/what-ifs', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(draft),
  });

/** Lets a saved what-if go. Errors: RequestError. */
export async function deleteWhatIf(id: number): Promise<void> {
  await request(WhatIf, `/api/what-ifs/${id}`, { method: 'DELETE' });
}
