import { z } from 'zod';
import { JurisdictionCode, oneOf, RowId, shortText, wholeNumber } from './parameters.ts';

/** The ledger of conversions and offsets (改一补一、先补后占): industrial land that leaves, and land that comes in its place. */

export const OFFSET_KINDS = ['conversion', 'offset'] as const;
export const OffsetKind = oneOf(OFFSET_KINDS).describe(
  'conversion: industrial land is given another use (改); offset: land becomes industrial in its place (补)',
);
export type OffsetKind = z.infer<typeof OffsetKind>;

const DAY_WORDS = 'a day as YYYY-MM-DD';
const Day = z.iso.date(DAY_WORDS).refine((day) => day >= '1990-01-01', 'a day from 1990-01-01 on');
const MOST_MU_HUNDREDTHS = 100_000_000;
const MU_WORDS = 'a whole number of hundredths of a mu, from 1 to 100,000,000';
const optionalText = (what: string, longest: number) =>
  z.string(what).trim().max(longest, `${what}, of at most ${longest} characters`).default('');

/** A new entry. What is once written stays: a fault is put right by a counter-entry. */
export const OffsetDraft = z.strictObject({
  jurisdiction: JurisdictionCode,
  kind: OffsetKind,
  on: Day.describe('Day on which it took effect; no later than today'),
  muHundredths: z.int(MU_WORDS).min(1, MU_WORDS).max(MOST_MU_HUNDREDTHS, MU_WORDS),
  land: shortText('a parcel code, or the land in words', 200),
  scenarioId: RowId.nullable().default(null).describe('Scenario that it belongs to'),
  document: optionalText('the number or title of the document', 200),
  note: optionalText('a note', 500),
  shortReason: optionalText('why the balance may fall below zero', 500).describe(
    'Must be given where the entry takes the balance below zero; kept with the entry. Left out where it does not',
  ),
});
export type OffsetDraft = z.output<typeof OffsetDraft>;

/** What a counter-entry needs besides the entry that it takes back. */
export const OffsetCorrection = z.strictObject({
  note: shortText('why the entry is taken back', 500),
  shortReason: optionalText('why the balance may fall below zero', 500),
});
export type OffsetCorrection = z.output<typeof OffsetCorrection>;

export const OffsetEntry = z.object({
  id: z.int(),
  kind: OffsetKind,
  on: z.string(),
  muHundredths: z.int().describe('Negative in a counter-entry alone'),
  balanceMuHundredths: z.int().describe('Offsets less conversions up to this entry, by day and then by number'),
  land: z.string(),
  parcelId: z.int().nullable().describe('The parcel where `land` is the code of one'),
  scenario: z
    .object({
      id: z.int(),
      name: z.string().nullable().describe('As it is called today; null: it is gone for good'),
      isDeleted: z.boolean(),
    })
    .nullable()
    .describe('Scenario that it belongs to; null: none'),
  document: z.string(),
  note: z.string(),
  shortReason: z.string().nullable().describe('null: it did not take the balance below zero'),
  corrects: z.int().nullable().describe('Entry that this one takes back'),
  correctedBy: z.int().nullable().describe('Entry that takes this one back'),
  recordedAt: z.string(),
});
export type OffsetEntry = z.infer<typeof OffsetEntry>;

export const OffsetBalance = z.object({
  entries: z.int(),
  conversionMuHundredths: z.int(),
  offsetMuHundredths: z.int(),
  balanceMuHundredths: z.int().describe('Offsets less conversions'),
});
export type OffsetBalance = z.infer<typeof OffsetBalance>;

export const OffsetList = z.object({
  items: z.array(OffsetEntry).describe('The latest day first'),
  next: z.string().nullable().describe('Give it as `after` for the next page'),
  total: OffsetBalance.describe('Of all entries, whatever the page holds'),
});

export const OffsetListQuery = z.object({
  jurisdiction: JurisdictionCode,
  after: z.string().max(200).optional().describe('The `next` of the page before'),
  limit: wholeNumber(1, 500).default(100).describe('Entries of a page; 100 when absent'),
});
