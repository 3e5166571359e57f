import { z } from 'zod';
import { FilterText, JurisdictionCode, shortText } from './parameters.ts';

/** A what-if: rules of a programme with other values than those in force. */

const MOST_RULES = 10;
const VALUE_WORDS = 'a number from 0 to 1,000,000 with at most four decimals';
/** No finer than an address carries it, so that what was saved can be linked and exported. */
const TriedValue = z
  .number(VALUE_WORDS)
  .min(0, VALUE_WORDS)
  .max(1_000_000, VALUE_WORDS)
  .refine((value) => Number(value.toFixed(4)) === value, VALUE_WORDS);
const RuleId = z.string().regex(/^[a-z0-9-]{1,80}$/, 'the id of a rule of the programme');

export const TriedValues = z
  .record(RuleId, TriedValue)
  .refine((tried) => Object.keys(tried).length > 0, 'at least one rule with the value tried')
  .refine((tried) => Object.keys(tried).length <= MOST_RULES, `at most ${MOST_RULES} rules`)
  .describe('Value of each rule that is tried, by the id of the rule, in the unit of the rule');

const TRIED_WORDS = `rule ids, each once, with the values tried, such as zhuji-low-efficiency:4.5, parted by commas; each value ${VALUE_WORDS}`;
/** Parts of such a text: rule ids with their values. */
const triedParts = (text: string): [string, number][] =>
  text.split(',').map((each) => {
    const at = each.lastIndexOf(':');
    return [each.slice(0, at), Number(each.slice(at + 1))];
  });
/** The values of a text that `TriedText` took. */
export const triedOf = (text: string): Record<string, number> => Object.fromEntries(triedParts(text));

/** The same values as an address carries them. */
export const TriedText = z
  .string(TRIED_WORDS)
  .regex(/^[a-z0-9-]{1,80}:\d{1,7}(\.\d{1,4})?(,[a-z0-9-]{1,80}:\d{1,7}(\.\d{1,4})?){0,9}$/, TRIED_WORDS)
  .refine((text) => Object.keys(triedOf(text)).length === triedParts(text).length, TRIED_WORDS)
  .refine((text) => TriedValues.safeParse(triedOf(text)).success, TRIED_WORDS)
  .describe(`A what-if that the filter stands for: ${TRIED_WORDS}. The file then says so`);

export const WhatIfDraft = z.strictObject({
  jurisdiction: JurisdictionCode,
  name: shortText('a name', 60).regex(/^\P{Cc}*$/u, 'a name of one line'),
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
