import { z } from 'zod';
import { JurisdictionCode, oneOf, wholeNumber } from './parameters.ts';

/** Constraint layers: land where planning is bound, kept as named layers that are replaced as a whole. */

export const CONSTRAINT_KINDS = [
  'control-line',
  'permanent-farmland',
  'ecological-red-line',
  'planned-road',
  'other',
] as const;
export const ConstraintKind = oneOf(CONSTRAINT_KINDS).describe(
  'control-line 工业用地控制线; permanent-farmland 永久基本农田; ecological-red-line 生态保护红线; planned-road 规划道路; other: known by its name. Of each but `other` a jurisdiction has one layer',
);
export type ConstraintKind = z.infer<typeof ConstraintKind>;

/** How each kind is called where a layer is given no name of its own. */
export const CONSTRAINT_NAMES: Readonly<Record<Exclude<ConstraintKind, 'other'>, string>> = {
  'control-line': '工业用地控制线',
  'permanent-farmland': '永久基本农田',
  'ecological-red-line': '生态保护红线',
  'planned-road': '规划道路',
};

export const CrsText = z
  .string()
  .trim()
  .max(40, 'the name of a coordinate system, such as EPSG:4549')
  .default('')
  .transform((crs) => (crs === '' ? undefined : crs))
  .describe('For example EPSG:4549, where the file does not say');

/** The fields of a form that brings a constraint layer; its file comes beside them. */
export const ConstraintForm = z.object({
  jurisdiction: JurisdictionCode,
  kind: ConstraintKind,
  name: z
    .string()
    .trim()
    .max(60, 'a name of at most 60 characters')
    .regex(/^\P{Cc}*$/u, 'a name of one line')
    .default('')
    .transform((name) => (name === '' ? undefined : name))
    .describe('Empty: as the kind is called; must be given for `other`'),
  crs: CrsText,
  widthM: z
    .union([z.literal('').transform(() => undefined), wholeNumber(1, 200)])
    .optional()
    .describe('Width of the roads, m: makes areas of the lines of a planned road'),
  layer: z
    .string()
    .trim()
    .max(200, 'the name of a layer of the file')
    .default('')
    .transform((layer) => (layer === '' ? undefined : layer))
    .describe('Which layer of the file, where it holds several'),
});

export const ConstraintLayer = z.object({
  id: z.int(),
  kind: ConstraintKind,
  name: z.string(),
  features: z.int().describe('Features of the file that were taken'),
  muHundredths: z.int().describe('Measured area, ground that features share counted once'),
  widthM: z.int().nullable().describe('null: the file held areas'),
  sourceFile: z.string().nullable().describe('null: came with the demonstration or with an earlier version'),
  crs: z.string().nullable().describe('System of the file'),
  importedAt: z.string().nullable(),
  revision: z.int().describe('Dataset revision that brought it; 0: not known'),
  isSynthetic: z.boolean(),
});
export type ConstraintLayer = z.infer<typeof ConstraintLayer>;

export const ConstraintLayerList = z.object({ items: z.array(ConstraintLayer).describe('By kind, then by name') });

const CONSTRAINT_PHASES = ['reading', 'placing', 'mending', 'parting', 'storing'] as const;

/** How far the import of a layer is. */
export const ConstraintProgress = z.object({
  phase: z
    .enum(CONSTRAINT_PHASES)
    .describe('parting: ground that several features share is being given to the first of them'),
  done: z.int().describe('Features'),
  total: z.int().nullable().describe('null: not known before the file is read'),
});
export type ConstraintProgress = z.infer<typeof ConstraintProgress>;

export const ConstraintImport = z.object({
  progress: ConstraintProgress.nullable().describe('null: this server imports no layer of the jurisdiction'),
});

export const ConstraintReply = z.object({
  layer: ConstraintLayer,
  replaced: z.boolean().describe('true: a layer of this kind and name was there and gave way'),
  warnings: z
    .array(z.object({ row: z.int(), message: z.string() }))
    .describe('Features that had to be mended; 200 at most'),
});
export type ConstraintReply = z.infer<typeof ConstraintReply>;
