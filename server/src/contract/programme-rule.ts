import { z } from 'zod';
import { COMPARATORS } from '../domain/comparison.ts';
import type { Filter, FilterReading } from '../domain/filter.ts';
import { readFilterOf } from '../domain/filter.ts';
import { FINDING_KINDS } from '../domain/finding.ts';
import {
  ENTERPRISE_FACTS,
  type EnterpriseFact,
  type JudgedProperty,
  type ParcelFact,
  RULE_INDICATORS,
  readFurtherCondition,
  readRuleCondition,
} from '../domain/rule.ts';

export const Clause = z.object({
  document: z.string().min(1).describe('Short name of the document'),
  number: z.string().min(1).describe('Number of the clause as printed'),
  paraphrase: z.string().min(1).describe('What it says, in our own words'),
});

const Scope = z.strictObject({
  tier: z.enum(['above-scale', 'below-scale']).optional().describe('规上 or 规下; absent: both'),
  inPark: z.boolean().optional().describe('true: only land inside a park'),
  rightKind: z.enum(['state', 'collective']).optional().describe('Only land of this title'),
  occupants: z.enum(['one', 'several']).optional().describe('Only parcels used by one enterprise, or only by several'),
  party: z.enum(['enterprise', 'land-user']).describe('Whom the clause names. It is shown; the other fields decide'),
});

const RuleHead = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  finding: z.enum(FINDING_KINDS),
  isOn: z.boolean().optional().describe('false: switched off and finds nothing; absent: on'),
  wording: z.string().describe('The comparing words of the clause, for example 以下'),
  reading: z.string().min(1).optional().describe('How a point was decided that the clause leaves open'),
  valuesAreOurs: z.literal(true).optional().describe('The clause gives no number: those here are ours'),
  grants: z.string().optional().describe('What meeting it brings'),
  clause: Clause,
});

const ParcelScope = { scope: Scope };
const Built = {
  builtFrom: z.int().optional().describe('Only what was built in this year or later'),
  builtBefore: z.int().optional().describe('Only what was built before this year'),
};

/** A condition as CQL2-JSON. What it asks is proved by the reader of filters, whose refusal names the place. */
const condition = <Property extends string>(read: (json: unknown) => FilterReading<Property>, about: string) =>
  z
    .strictObject({ op: z.string(), args: z.array(z.unknown()) })
    .superRefine((json, context) => {
      const reading = read(json);
      if (!reading.ok)
        context.addIssue({ code: 'custom', message: `In the condition at ${reading.place}: ${reading.reason}` });
    })
    .describe(about) as unknown as z.ZodType<Filter<Property>>;

/** One indicator compared with one value, within a scope and a further condition; whether the value itself counts is in the comparator. */
const ComparingRule = RuleHead.extend({
  indicator: z.enum(RULE_INDICATORS),
  comparator: z.enum(COMPARATORS),
  value: z.number(),
  unit: z.enum(['10k-yuan-per-mu', 'tce', 'mu', 'ratio']),
  when: condition<JudgedProperty>(readFurtherCondition, 'CQL2-JSON of what else must hold; absent: nothing').optional(),
  ...ParcelScope,
  ...Built,
});

/** A condition on the parcel that no single comparison says. */
const ParcelRule = RuleHead.extend({
  when: condition<ParcelFact>(readRuleCondition, 'CQL2-JSON over facts of the parcel'),
  ...ParcelScope,
  ...Built,
});

/** A condition on an enterprise: the parcels that it holds or uses are found. */
const EnterpriseRule = RuleHead.extend({
  whenEnterprise: condition<EnterpriseFact>(
    (json) => readFilterOf(ENTERPRISE_FACTS, json),
    'CQL2-JSON over facts of each enterprise on the parcel',
  ),
  belowScaleYears: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe('And below scale in each of so many years up to this one'),
  scope: Scope.pick({ party: true }),
});

/** Projects of the last so many years that have not reached what was agreed (五未), each by its stage. */
const ProjectRule = RuleHead.extend({
  finding: z.literal('unfinished-project'),
  projectsOfYears: z.int().min(1).max(20).describe('Signed at most so many years before the day of judging'),
  scope: Scope.pick({ party: true }),
});

export const ProgrammeRule = z.union([ComparingRule, ParcelRule, EnterpriseRule, ProjectRule]);
export type ProgrammeRule = z.infer<typeof ProgrammeRule>;
export type ParcelRule = z.infer<typeof ComparingRule> | z.infer<typeof ParcelRule>;
export type EnterpriseRule = z.infer<typeof EnterpriseRule>;
export type ProjectRule = z.infer<typeof ProjectRule>;

/** Kinds that the product finds everywhere; a programme may give its clause for one or switch it off. */
const OWN_KINDS = [
  'suspected-idle',
  'vacant-floor-area',
  'area-conflict',
  'overlap',
  'missing-data',
] as const satisfies readonly (typeof FINDING_KINDS)[number][];
export type OwnKind = (typeof OWN_KINDS)[number];
export const OwnRule = z.object({
  finding: z.enum(OWN_KINDS),
  isOn: z.boolean().optional().describe('false: switched off in this jurisdiction; absent: on'),
  clause: Clause.optional().describe('Clause of the document that asks for it; absent: the product’s own rule'),
});
