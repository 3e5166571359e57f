import { z } from 'zod';
import { EVALUATION_INDICATORS, methodFaults, TIERS } from '../domain/evaluation.ts';

/** A method of evaluation as data: what is weighed, against which baseline, and where the classes are cut. */
export const EvaluationMethod = z
  .object({
    name: z.string().min(1),
    note: z.string().describe('Where weights, baselines and cuts come from'),
    formula: z.literal('ratio-to-baseline'),
    items: z
      .array(
        z.object({
          indicator: z.enum(EVALUATION_INDICATORS),
          weight: z.number(),
          baseline: z
            .union([z.number(), z.literal('tier-mean')])
            .describe('tier-mean: plain mean of the known values of the tier'),
        }),
      )
      .min(1),
    whenMissing: z.literal('unrated'),
    ties: z.literal('better-class'),
    classes: z
      .array(z.object({ name: z.string().min(1), throughShare: z.number() }))
      .min(1)
      .describe('Best first; the last reaches 1'),
  })
  .superRefine((method, context) => {
    for (const message of methodFaults(method)) context.addIssue({ code: 'custom', message });
  });
export type EvaluationMethod = z.infer<typeof EvaluationMethod>;

/** The methods that a jurisdiction starts with, one for each tier. */
export const StartingMethods = z.object({
  id: z.string(),
  version: z.int().min(1).describe('Rises whenever a method changes: evaluations name the version that made them'),
  methods: z.record(z.enum(TIERS), EvaluationMethod),
});
export type StartingMethods = z.infer<typeof StartingMethods>;
