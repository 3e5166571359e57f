import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const EXTRA_RULES = { 'label-content-name-mismatch': { enabled: true } };

/**
 * Faults of accessibility of any weight, each with the first element that has it. Our pages hold no frames, so that none
 * has to be opened to gather what those would say.
 */
export async function faults(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page: page as never })
    .setLegacyMode()
    .options({ rules: EXTRA_RULES, resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
