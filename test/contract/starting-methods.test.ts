import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { EvaluationMethod, StartingMethods } from '../../server/src/contract/evaluation-method.ts';

describe('the starting methods', () => {
  it('weigh 30/20/20/10/10/10 above scale and 50/50 below, cut at 20/80/95', async () => {
    const raw = JSON.parse(await readFile(new URL('../../data/methods/starting.json', import.meta.url), 'utf8'));
    const { methods } = StartingMethods.parse(raw);
    const weights = Object.entries(methods).map(([tier, method]) => [
      tier,
      method.items.map((item) => item.weight).join('/'),
    ]);
    expect(weights).toEqual([
      ['above-scale', '30/20/20/10/10/10'],
      ['below-scale', '50/50'],
    ]);
    for (const method of Object.values(methods)) {
      expect(
        method.classes.map((cut) => `${cut.name} ${'throughShare' in cut ? cut.throughShare : 'by score'}`),
      ).toEqual(['A 0.2', 'B 0.8', 'C 0.95', 'D 1']);
    }
    const broken = { ...methods['above-scale'], items: methods['above-scale'].items.slice(1) };
    expect(EvaluationMethod.safeParse(broken).error?.issues.map((issue) => issue.message)).toEqual([
      'The weights sum to 70; they must sum to 100.',
    ]);
  });
});
