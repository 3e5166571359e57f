import { z } from 'zod';
import type { FilterProperty } from '../domain/filter.ts';

/** Parts of addresses and forms. Each refuses in words of its own, which say what it takes. */

const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;

/** A whole number as an address carries it: plain digits, no sign, no blank, no other base. */
export const wholeNumber = (from: number, to: number) => {
  const words = `a whole number from ${from} to ${to}, in plain digits`;
  return z.preprocess(asNumber, z.int(words).min(from, words).max(to, words));
};

/** One of a few names. */
export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, `one of ${names.join(', ')}`);

/** A text of a bounded length, without the blanks around it. `what` names it in a refusal. */
export const shortText = (what: string, longest: number) => {
  const words = `${what}, of 1 to ${longest} characters`;
  return z.string(words).trim().min(1, words).max(longest, words);
};

/** A row number of the database. */
export const RowId = wholeNumber(1, 2_147_483_647);
export const Year = wholeNumber(1990, 2100).describe('Year of the figures, classes and findings');

const CODE_WORDS = 'a jurisdiction code: 1 to 40 small letters, digits and dashes; /api/jurisdictions lists them';
export const JurisdictionCode = z
  .string(CODE_WORDS)
  .regex(/^[a-z0-9-]{1,40}$/, CODE_WORDS)
  .describe('Code of a jurisdiction');

const PROPERTY_MEANINGS: Readonly<Record<FilterProperty, string>> = {
  class: 'class shown by the parcel',
  town: 'code of the town',
  park: 'name of the park',
  industry: 'division of the land-right holder, two digits',
  tier: 'above-scale or below-scale, of the land-right holder',
  right: 'state, collective or other',
  inPark: 'true or false',
  areaMu: 'counted area, mu',
  taxPerMu10kYuan: 'tax per mu, 万元/亩',
  tax10kYuan: 'tax of the parcel, 万元, to a yuan',
  addedValue10kYuan: 'added value of the parcel, 万元, to a yuan',
  energyTce: 'energy of the parcel, tce, to 0.01',
  employees: 'employees of the parcel, to 0.01',
  farRatio: 'floor area over counted area',
  builtYear: 'year of completion, else of the start of works',
  occupants: 'number of enterprises',
  pending: 'true: not potential, and a rule cannot say for want of a figure',
  findings: 'kinds of finding; ask with a_contains or a_overlaps',
};

const PROPERTIES = Object.entries(PROPERTY_MEANINGS).map(([property, meaning]) => `${property} (${meaning})`);

const FILTER_WORDS = 'CQL2-JSON of at most 4,000 characters, once';
export const FilterText = z
  .string(FILTER_WORDS)
  .max(4000, FILTER_WORDS)
  .describe(
    `CQL2-JSON with and, or, not, =, <>, <, <=, >, >=, in and isNull over ${PROPERTIES.join(', ')}. A comparison with what is not known is unknown, and so is its negation. For example {"op":"=","args":[{"property":"class"},"D"]}`,
  );
