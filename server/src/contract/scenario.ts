import { z } from 'zod';
import { JurisdictionCode, oneOf, RowId, shortText, Year } from './parameters.ts';
import { COMPARED_FIGURES, COMPARED_UNITS, ScenarioFigures } from './scenario-figures.ts';
import { Boundary, CountingRule, ParcelLock, Zone, ZoneOrigin } from './zone.ts';
import { ZoneMeasure, ZoneMeasureRequest } from './zone-measure.ts';

/** A scenario (方案): a redevelopment zone kept under a name, with its history and what it was measured to free. */

/** Days for which a deleted scenario can be taken back. */
export const TAKE_BACK_DAYS = 30;
/** Seconds without a sign after which another editor may write. */
export const HOLD_SECONDS = 120;
/** Scenarios that can stand side by side. */
export const MOST_COMPARED = 4;

const muHundredths = (what: string) => z.int().describe(`${what}, in whole hundredths of a mu`);
const Time = z.string().describe('UTC, ISO 8601');

/** There are no accounts yet: an editor is a token that the browser keeps, with a name that the user gives. */
export const ScenarioEditor = z
  .object({
    token: z
      .string('a token of the browser: 16 to 64 letters, digits, dashes or underscores')
      .regex(/^[\w-]{16,64}$/, 'a token of the browser: 16 to 64 letters, digits, dashes or underscores')
      .describe('Random, kept by the browser; only its hash is stored'),
    name: shortText('a name of the editor', 40).default('未署名').describe('Shown to others who want to write'),
  })
  .describe('Who writes');
export type ScenarioEditor = z.infer<typeof ScenarioEditor>;

const ScenarioName = shortText('a name', 60)
  .regex(/^\P{Cc}*$/u, 'a name of one line')
  .describe('Once among the scenarios of a jurisdiction that are not deleted');
const Note = z.string().trim().max(1000).default('').describe('In the words of the user');
const TargetMu = ZoneMeasureRequest.shape.targetMu;

export const NewScenario = z.strictObject({
  jurisdiction: JurisdictionCode,
  year: Year,
  name: ScenarioName,
  zone: Zone,
  targetMu: TargetMu,
  note: Note,
  editor: ScenarioEditor,
});
export type NewScenario = z.output<typeof NewScenario>;

const BaseVersion = RowId.describe(
  'The version that was edited; refused with `scenario-changed` where a newer one is kept',
);
export const ScenarioSave = z.strictObject({
  zone: Zone,
  targetMu: TargetMu,
  note: z.string().trim().max(1000).optional().describe('In the words of the user; absent: as before'),
  baseVersion: BaseVersion,
  editor: ScenarioEditor,
});
export type ScenarioSave = z.output<typeof ScenarioSave>;

/** An act on a scenario that writes: who does it, and on which version. */
export const ScenarioAct = z.strictObject({ baseVersion: BaseVersion, editor: ScenarioEditor });
export const ScenarioRename = ScenarioAct.extend({ name: ScenarioName });
export const ScenarioClone = z.strictObject({ name: ScenarioName, editor: ScenarioEditor });
export const ScenarioHoldAsk = z.strictObject({
  editor: ScenarioEditor,
  takeOver: z.boolean().default(false).describe('true: take it from whom holds it; the next save of theirs is refused'),
});
export const ScenarioRelease = z.strictObject({ editor: ScenarioEditor });

export const ScenarioHold = z
  .object({
    name: z.string().describe('Who holds it, as the editor called itself'),
    since: Time,
    seenAt: Time.describe(`Last sign of the editor; ${HOLD_SECONDS} s after it others may write`),
  })
  .describe('The editor who writes now');
export type ScenarioHold = z.infer<typeof ScenarioHold>;

export const ScenarioSummary = z.object({
  id: z.int(),
  jurisdiction: z.string(),
  year: z.int(),
  name: z.string(),
  version: z.int().describe('The newest version'),
  origin: ZoneOrigin,
  counting: CountingRule,
  targetMu: z.number().nullable().describe('mu'),
  note: z.string(),
  createdAt: Time,
  updatedAt: Time,
  editorName: z.string().describe('Who made the newest version'),
  deletedAt: Time.nullable().describe('null: not deleted'),
  hold: ScenarioHold.nullable().describe('null: nobody writes now'),
  revision: z.int().describe('Dataset revision of the measure'),
  measuredAt: Time,
  isBehind: z.boolean().describe('true: the data of its jurisdiction has changed since the measure'),
  figures: ScenarioFigures,
});
export type ScenarioSummary = z.infer<typeof ScenarioSummary>;
export const ScenarioList = z.object({
  items: z.array(ScenarioSummary).describe('The one changed last first; 200 at most'),
  deleted: z
    .array(z.object({ id: z.int(), name: z.string(), deletedAt: Time }))
    .describe(`What can be taken back, for ${TAKE_BACK_DAYS} days; the newest first, 50 at most`),
});

export type ScenarioList = z.infer<typeof ScenarioList>;

/** A parcel as a scenario counted it when it was measured. */
export const ScenarioParcel = z.object({
  id: z.int(),
  code: z.string(),
  muHundredths: muHundredths('Area counted by the rule of the scenario'),
});
export type ScenarioParcel = z.infer<typeof ScenarioParcel>;

/** What became of a counted parcel since the measure. */
export const PARCEL_FATES = ['gone', 'split', 'area-changed'] as const;
export const ParcelFate = z.object({
  code: z.string(),
  fate: oneOf(PARCEL_FATES).describe(
    'gone: no parcel lies there now; split: others lie on its ground, which may still be there itself; area-changed: the same parcel, another area',
  ),
  muHundredths: muHundredths('Area as it was counted'),
  now: z.array(z.string()).describe('Codes of the parcels on its ground now'),
});
export type ParcelFate = z.infer<typeof ParcelFate>;

export const Scenario = ScenarioSummary.extend({
  boundary: Boundary,
  locks: z.array(ParcelLock),
  parcels: z.array(ScenarioParcel).describe('Parcels counted when it was measured, by code'),
  fates: z.array(ParcelFate).describe('Counted parcels that are no longer what they were; empty: all are'),
  measure: ZoneMeasure.nullable().describe(
    'The whole measure; null: an earlier program kept it in another form, measure again',
  ),
});
export type Scenario = z.infer<typeof Scenario>;

export const SCENARIO_DEEDS = ['created', 'saved', 'renamed', 'restored', 'cloned'] as const;
export const ScenarioVersion = z.object({
  version: z.int(),
  at: Time,
  editorName: z.string(),
  deed: oneOf(SCENARIO_DEEDS),
  fromVersion: z.int().nullable().describe('restored: the version whose state it is'),
  fromScenario: z.string().nullable().describe('cloned: the name that the original had'),
  name: z.string(),
  origin: ZoneOrigin,
  counting: CountingRule,
  targetMu: z.number().nullable().describe('mu'),
  note: z.string(),
  revision: z.int().describe('Dataset revision of its measure'),
  figures: ScenarioFigures,
});
export type ScenarioVersion = z.infer<typeof ScenarioVersion>;
export const ScenarioHistory = z.object({ items: z.array(ScenarioVersion).describe('The newest first; 200 at most') });
export type ScenarioHistory = z.infer<typeof ScenarioHistory>;

const IDS_WORDS = `two to ${MOST_COMPARED} ids of scenarios, each once, parted by commas`;
export const ComparedIds = z
  .string(IDS_WORDS)
  .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){1,3}$/, IDS_WORDS)
  .refine((text) => new Set(text.split(',')).size === text.split(',').length, IDS_WORDS)
  .describe(IDS_WORDS);

/** A scenario measured anew on the newest data, beside the measure that it had. */
export const ScenarioRemeasure = z.object({
  before: z.object({ revision: z.int(), measuredAt: Time, figures: ScenarioFigures }),
  after: z.object({ revision: z.int(), measuredAt: Time, figures: ScenarioFigures }),
  fates: z.array(ParcelFate).describe('Parcels counted before that are no longer what they were'),
  left: z.array(ScenarioParcel).describe('Parcels that are still there and are counted no more'),
  added: z.array(ScenarioParcel).describe('Parcels counted now that were not before'),
});
export type ScenarioRemeasure = z.infer<typeof ScenarioRemeasure>;

export const ScenarioComparison = z.object({
  scenarios: z.array(ScenarioSummary).describe('In the order asked for; the others are held against the first'),
  rows: z.array(
    z.object({
      figure: oneOf(COMPARED_FIGURES),
      unit: oneOf(COMPARED_UNITS),
      values: z.array(z.number().nullable()).describe('One for each scenario; null: not known'),
      differences: z
        .array(z.number().nullable())
        .describe('Each value less that of the first, in the same unit; null where either is not known'),
    }),
  ),
  parcels: z
    .array(z.object({ id: z.int(), code: z.string(), in: z.int().describe('Bit n is set where scenario n counts it') }))
    .describe('Every parcel that one of them counts, by code'),
});
export type ScenarioComparison = z.infer<typeof ScenarioComparison>;
