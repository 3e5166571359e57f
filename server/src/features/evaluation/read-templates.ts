import type { MethodTemplate } from '../../contract/evaluation.ts';
import { TIERS } from '../../domain/evaluation.ts';
import { readMethodFiles } from '../assessment/method-files.ts';

/** Methods to begin a draft with: the starting one first, then the examples by name. */
export async function readTemplates(): Promise<MethodTemplate[]> {
  return (await readMethodFiles()).flatMap(({ id, methods }) =>
    TIERS.flatMap((tier) => {
      const definition = methods[tier];
      return definition ? [{ id, tier, definition }] : [];
    }),
  );
}
