import { z } from 'zod';
import { COMPARATORS } from '../domain/comparison.ts';
import { methodFaults } from '../domain/evaluation/faults.ts';
import {
  AGES,
  COUNTED_FACTS,
  FIGURES,
  FORMULAS,
  METHOD_FAULTS,
  TIER_BASELINES,
  TIES,
  WHEN_MISSING,
} from '../domain/evaluation/method.ts';
import { EVALUATION_INDICATORS, TIERS } from '../domain/evaluation.ts';
import { FLOOR_AREA_RULES } from '../domain/occupancy.ts';
import { TENANT_RULES } from '../domain/tenancy.ts';

const Name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'without control characters');
/** Stand for those without a class in links and lists. */
const RESERVED_CLASSES = ['U', 'unrated', 'absent'];
const ClassName = z
  .string()
  .regex(/^[^\s,\p{Cc}]{1,20}$/u, '1 to 20 characters without blanks and commas')
  .refine((name) => !RESERVED_CLASSES.includes(name), 'U, unrated and absent stand for those without a class');
const Division = z.string().regex(/^\d{2}$/, 'a GB/T 4754 division, two digits');
/** No number of a method is larger: products and quotients of figures stay finite. */
const Finite = z.number().min(-1e9).max(1e9);
const Factor = z.number().max(10);

const Condition = z
  .union([
    z.strictObject({ mark: Name.describe('An honour or sanction that the enterprise carries in the year') }),
    z.strictObject({ industries: z.array(Division).min(1).max(100) }),
    z.strictObject({
      measure: z.enum([...EVALUATION_INDICATORS, ...FIGURES, ...AGES, ...COUNTED_FACTS]),
      comparator: z.enum(COMPARATORS),
      value: Finite,
    }),
  ])
  .describe('Holds, holds not, or cannot be decided for want of a figure; then nothing is applied');

const Item = z.strictObject({
  indicator: z.enum(EVALUATION_INDICATORS),
  weight: Finite,
  baseline: z
    .union([Finite, z.strictObject({ min: Finite, max: Finite }), z.enum(TIER_BASELINES)])
    .describe(
      'ratio-to-baseline: a number, tier-mean or top-decile-mean; min-max: a range or tier-range; rank: none. Means and ranges are of the known values of the tier',
    ),
  floor: Finite.optional().describe('Least points, as a multiple of the weight'),
  cap: Finite.gt(0).optional().describe('Most points, as a multiple of the weight'),
  whenMissing: z.enum(WHEN_MISSING).optional().describe('For this item; absent: as the method says'),
});

/** A method of evaluation as data: what is weighed, against which baseline, and where the classes are cut. */
export const EvaluationMethod = z
  .strictObject({
    name: Name,
    note: z
      .string()
      .max(2000)
      .refine((text) => !text.includes('\u0000'), 'without NUL characters')
      .describe('Where weights, baselines and cuts come from'),
    formula: z
      .enum(FORMULAS)
      .describe(
        'ratio-to-baseline: value ÷ baseline × weight; min-max: weight × (baseShare + (1 − baseShare) × (value − min) ÷ (max − min)); rank: weight × share of the peers that are not better',
      ),
    baseShare: z.number().min(0).lt(1).optional().describe('Of min-max: what the least value gets of the weight'),
    items: z.array(Item).min(1).max(EVALUATION_INDICATORS.length),
    whenMissing: z
      .enum(WHEN_MISSING)
      .describe('unrated: no score; tier-mean-points: the mean points of the tier for that item'),
    ties: z.enum(TIES).describe('The class of equal scores that a cut falls between'),
    classes: z
      .array(
        z.union([
          z.strictObject({ name: ClassName, throughShare: Finite }),
          z.strictObject({
            name: ClassName,
            fromScore: Finite.nullable().describe('null: all that remain; the last class only'),
          }),
        ]),
      )
      .min(1)
      .max(12)
      .describe(
        'Best first. By share of the ranking, the last reaching 1; or by least score, the last taking all that remain',
      ),
    industryGroups: z
      .array(z.strictObject({ name: Name, divisions: z.array(Division).min(1).max(100) }))
      .max(50)
      .optional()
      .describe(
        'Ranked each by itself, all other industries as one more group; absent or empty: the tier is ranked whole',
      ),
    coefficients: z
      .array(z.strictObject({ name: Name, when: Condition, factor: Factor }))
      .max(50)
      .optional()
      .describe('Multiply the sum of the items'),
    adjustments: z
      .array(
        z.union([
          z.strictObject({ name: Name, when: Condition, points: Finite }),
          z.strictObject({ name: Name, count: z.enum(COUNTED_FACTS), first: Finite, more: Finite }),
        ]),
      )
      .max(50)
      .optional()
      .describe('Bonuses (above 0) and deductions (below 0), after the coefficients'),
    vetoes: z
      .array(z.strictObject({ name: Name, when: Condition, class: Name }))
      .max(50)
      .optional()
      .describe('No class better than this one'),
    exemptions: z
      .array(z.strictObject({ name: Name, when: Condition }))
      .max(50)
      .optional()
      .describe('Not rated, and left out of means and ranks'),
    occupancy: z
      .strictObject({
        floorArea: z
          .enum(FLOOR_AREA_RULES)
          .optional()
          .describe(
            'How floor area that was bought or let stands for land: by-far (when absent): divided by the floor area ratio of the parcel; by-share: as its part of the floor area in use; not-counted',
          ),
        tenants: z
          .enum(TENANT_RULES)
          .optional()
          .describe(
            'own-class (when absent); holder-class: a tenant takes the class of the holder of the land right, or outside parks only; merged-with-holder: the firms of the tier on one holder’s land are evaluated as one and share the result',
          ),
      })
      .optional()
      .describe('What land the enterprises of the tier use, and how its tenants are classed'),
  })
  .superRefine((method, context) => {
    for (const { code, place, message } of methodFaults(method))
      context.addIssue({ code: 'custom', message, path: pathOf(place), params: { fault: code } });
  });
export type EvaluationMethod = z.infer<typeof EvaluationMethod>;

/** items[2].weight as ['items', 2, 'weight']. */
const pathOf = (place: string): (string | number)[] =>
  [...place.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));

/** A fault of a method as a refusal lists it. */
export const MethodFault = z.object({
  code: z.enum(METHOD_FAULTS).describe('shape: a part is missing, misspelt or of another type'),
  place: z.string().describe('For example items[2].weight'),
  message: z.string(),
});
export type MethodFault = z.infer<typeof MethodFault>;

type Issue = z.core.$ZodIssue;

/** Every fault that parsing a method met, each at the part of it that is wrong. */
export function faultsOfParsing(error: z.ZodError): MethodFault[] {
  return error.issues
    .flatMap((issue) => nearest(issue))
    .map(({ path, issue }) => ({
      code: faultCode(issue.code === 'custom' ? issue.params?.fault : undefined),
      place: placeOf(path),
      message: issue.message,
    }));
}

/** Of a part that may take several forms, the faults of the form that it is nearest to. */
function nearest(issue: Issue, above: readonly PropertyKey[] = []): { path: readonly PropertyKey[]; issue: Issue }[] {
  const path = [...above, ...issue.path];
  const [form] =
    issue.code === 'invalid_union'
      ? issue.errors.filter((each) => each.length > 0).toSorted((a, b) => a.length - b.length)
      : [];
  return form ? form.flatMap((each) => nearest(each, path)) : [{ path, issue }];
}

const faultCode = (name: unknown): MethodFault['code'] => METHOD_FAULTS.find((code) => code === name) ?? 'shape';

/** ['items', 2, 'weight'] as items[2].weight. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[${part}]`;
    return place === '' ? String(part) : `${place}.${String(part)}`;
  }, '');

/** A file of /data/methods: an example to begin a draft with, for one tier or both. */
export const MethodFile = z.object({ id: z.string(), methods: z.partialRecord(z.enum(TIERS), EvaluationMethod) });
export type MethodFile = z.infer<typeof MethodFile>;

/** The methods that a jurisdiction starts with, one for each tier. */
export const StartingMethods = z.object({
  id: z.string(),
  version: z.int().min(1).describe('Rises whenever a method changes: evaluations name the version that made them'),
  methods: z.record(z.enum(TIERS), EvaluationMethod),
});
export type StartingMethods = z.infer<typeof StartingMethods>;
