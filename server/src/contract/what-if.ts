import { z } from 'zod';
import { FilterText, JurisdictionCode, shortText } from './parameters.ts';

/** A what-if: rules of a programme with other values than those in force. */

const MOST_RULES = 10;
const TriedValue = z.number('a number from 0 to 1,000,000').min(0).max(1_000_000);
const RuleId = z.string().regex(/^[a-z0-9-]{1,80}$/, 'the id of a rule of the programme');

export const TriedValues = z
  .record(RuleId, TriedValue)
  .refine((tried) => Object.keys(tried).length > 0, 'at least one rule with the value tried')
  .refine((tried) => Object.keys(tried).length <= MOST_RULES, `at most ${MOST_RULES} rules`)
  .describe('Value of each rule that is tried, by the id of the rule, in the unit of the rule');

const TRIED_WORDS = 'rule ids with the values tried, such as zhuji-low-efficiency:4.5, parted by commas';
/** The same values as an address carries them. */
export const TriedText = z
  .string(TRIED_WORDS)
  .regex(/^[a-z0-9-]{1,80}:\d{1,7}(\.\d{1,4})?(,[a-z0-9-]{1,80}:\d{1,7}(\.\d{1,4})?){0,9}$/, TRIED_WORDS)
  .describe(`A what-if that the filter stands for: ${TRIED_WORDS}. The file then says so`);

export const WhatIfDraft = z.object({
  jurisdiction: JurisdictionCode,
  name: shortText('a name', 60),
  tried: TriedValues,
  filter: FilterText.nullable().default(null),
});
export const WhatIf = z.object({
  id: z.int(),
  name: z.string(),
  tried: z.record(z.string(), z.number()),
  filter: z.string().nullable(),
  createdAt: z.string(),
});
export type WhatIf = z.infer<typeof WhatIf>;
export const WhatIfList = z.object({ items: z.array(WhatIf).describe('The newest first; 200 at most') });
