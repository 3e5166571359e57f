import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const EXTRA_RULES = { 'label-content-name-mismatch': { enabled: true } };

/** Faults of accessibility of any weight, each with the first element that has it. */
export async function faults(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page: page as never }).options({ rules: EXTRA_RULES }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
