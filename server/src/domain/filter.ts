import type { Comparator } from './comparison.ts';
import { FINDING_KINDS, type FindingKind } from './finding.ts';

/**
 * A filter over parcels of a year: a subset of CQL2-JSON, so that a link, an API call and an export carry the same text.
 * Unknown values follow three-valued logic: a comparison with an unknown is unknown, and so is its negation.
 */
export type Literal = string | number | boolean;
export type Filter<Property extends string = FilterProperty> =
  | { readonly op: 'and' | 'or'; readonly args: readonly Filter<Property>[] }
  | { readonly op: 'not'; readonly args: readonly [Filter<Property>] }
  | { readonly op: Comparator | '<>'; readonly args: readonly [PropertyRef<Property>, Literal] }
  | { readonly op: 'in'; readonly args: readonly [PropertyRef<Property>, readonly Literal[]] }
  | { readonly op: 'isNull'; readonly args: readonly [PropertyRef<Property>] }
  | {
      readonly op: 'a_contains' | 'a_overlaps';
      readonly args: readonly [PropertyRef<Property>, readonly FindingKind[]];
    };
export type PropertyRef<Property extends string = FilterProperty> = { readonly property: Property };
export type PropertyType = 'text' | 'number' | 'boolean' | 'list';

/**
 * What can be asked of a parcel in a year, with the type of its values. Town by code, park by name, industry by division;
 * tier and class are the land-right holder's; tax, added value, energy (tce) and employees are what falls to the parcel.
 * Figures are compared as they are shown: areas to 0.01 mu, money to a yuan, energy and employees to 0.01.
 */
export const FILTER_PROPERTIES = {
  class: 'text',
  town: 'text',
  park: 'text',
  industry: 'text',
  tier: 'text',
  right: 'text',
  inPark: 'boolean',
  areaMu: 'number',
  taxPerMu10kYuan: 'number',
  tax10kYuan: 'number',
  addedValue10kYuan: 'number',
  energyTce: 'number',
  employees: 'number',
  farRatio: 'number',
  builtYear: 'number',
  occupants: 'number',
  pending: 'boolean',
  findings: 'list',
} as const;
export type FilterProperty = keyof typeof FILTER_PROPERTIES;

/** Texts of which there are only these. */
const FIXED_TEXTS: Readonly<Record<string, readonly string[]>> = {
  tier: ['above-scale', 'below-scale'],
  right: ['state', 'collective', 'other'],
};

export type FilterReading<Property extends string = FilterProperty> =
  | { readonly ok: true; readonly filter: Filter<Property> }
  | { readonly ok: false; readonly place: string; readonly reason: string };

const MAX_DEPTH = 12;
const MAX_LIST = 500;
const TYPE_NAMES = { text: 'string', number: 'number', boolean: 'boolean' } as const;

/** Reads a filter over parcels of a year out of parsed JSON. A refusal names the place as a path from the root, for example $.args[1]. */
export const readFilter = (json: unknown): FilterReading => readFilterOf(FILTER_PROPERTIES, json);

/** The same for a filter that asks other properties than those of a parcel-year. */
export function readFilterOf<Property extends string>(
  properties: Readonly<Record<Property, PropertyType>>,
  json: unknown,
): FilterReading<Property> {
  try {
    return { ok: true, filter: readNode(json, { place: '$', properties }, 0) as Filter<Property> };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, place: error.place, reason: error.message };
    throw error;
  }
}

class Refusal extends Error {
  readonly place: string;
  constructor(place: string, reason: string) {
    super(reason);
    this.place = place;
  }
}

/** Where in the filter something stands, and which properties it may ask. */
type Spot = { readonly place: string; readonly properties: Readonly<Record<string, PropertyType>> };

const inside = (spot: Spot, step: string): Spot => ({ ...spot, place: `${spot.place}${step}` });

function readNode(json: unknown, spot: Spot, depth: number): Filter<string> {
  const { place } = spot;
  if (depth > MAX_DEPTH) throw new Refusal(place, `a filter goes at most ${MAX_DEPTH} levels deep`);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Refusal(place, 'expected {"op": …, "args": […]}');
  refuseOtherKeys(json, ['op', 'args'], place);
  const { op, args } = json as { op?: unknown; args?: unknown };
  if (!Array.isArray(args)) throw new Refusal(`${place}.args`, 'expected a list');
  const innerAt = (index: number): Filter<string> => readNode(args[index], inside(spot, `.args[${index}]`), depth + 1);
  switch (op) {
    case 'and':
    case 'or':
      if (args.length === 0 || args.length > MAX_LIST)
        throw new Refusal(`${place}.args`, `${op} takes 1 to ${MAX_LIST} conditions`);
      return { op, args: args.map((_, index) => innerAt(index)) };
    case 'not':
      requireCount(args, 1, place, 'not takes one condition');
      return { op, args: [innerAt(0)] };
    case 'isNull':
      requireCount(args, 1, place, 'isNull takes one property');
      return { op, args: [{ property: readProperty(args[0], inside(spot, '.args[0]')).property }] };
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return readComparison(op, args, spot);
    case 'in':
      return readMembership(args, spot);
    case 'a_contains':
    case 'a_overlaps':
      return readListTest(op, args, spot);
    default:
      throw new Refusal(
        `${place}.op`,
        `no operator ${shown(op)}; there are and, or, not, =, <>, <, <=, >, >=, in, isNull, a_contains, a_overlaps`,
      );
  }
}

type Asked = PropertyRef<string> & { readonly type: PropertyType };

function readProperty(json: unknown, { place, properties }: Spot): Asked {
  const name = typeof json === 'object' && json !== null ? (json as { property?: unknown }).property : undefined;
  const type = typeof name === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (typeof name !== 'string' || type === undefined)
    throw new Refusal(place, `expected {"property": one of ${Object.keys(properties).join(', ')}}`);
  refuseOtherKeys(json as object, ['property'], place);
  return { property: name, type };
}

function readComparison(op: Comparator | '<>', args: readonly unknown[], spot: Spot): Filter<string> {
  const { place } = spot;
  requireCount(args, 2, place, `${op} takes a property and a value`);
  const { property, type } = readProperty(args[0], inside(spot, '.args[0]'));
  if (type === 'list') throw new Refusal(`${place}.op`, `${property} is a list: ask it with a_contains or a_overlaps`);
  if (type !== 'number' && op !== '=' && op !== '<>')
    throw new Refusal(`${place}.op`, `${op} compares numbers, and ${property} is none`);
  return { op, args: [{ property }, readLiteral(args[1], { property, type }, `${place}.args[1]`)] };
}

function readMembership(args: readonly unknown[], spot: Spot): Filter<string> {
  const { place } = spot;
  requireCount(args, 2, place, 'in takes a property and a list of values');
  const { property, type } = readProperty(args[0], inside(spot, '.args[0]'));
  if (type === 'list') throw new Refusal(`${place}.op`, `${property} is a list: ask it with a_contains or a_overlaps`);
  const values = readList(args[1], `${place}.args[1]`);
  return {
    op: 'in',
    args: [
      { property },
      values.map((value, index) => readLiteral(value, { property, type }, `${place}.args[1][${index}]`)),
    ],
  };
}

function readListTest(op: 'a_contains' | 'a_overlaps', args: readonly unknown[], spot: Spot): Filter<string> {
  const { place } = spot;
  requireCount(args, 2, place, `${op} takes a property and a list of values`);
  const { property, type } = readProperty(args[0], inside(spot, '.args[0]'));
  if (type !== 'list') throw new Refusal(`${place}.op`, `${op} asks a list, and ${property} is none`);
  const values = readList(args[1], `${place}.args[1]`);
  return {
    op,
    args: [{ property }, values.map((value, index) => readFindingKind(value, `${place}.args[1][${index}]`))],
  };
}

/** A kind that nobody finds would answer an empty list, which reads as if there were no such land. */
function readFindingKind(json: unknown, place: string): FindingKind {
  const kind = FINDING_KINDS.find((each) => each === json);
  if (kind) return kind;
  throw new Refusal(place, `no finding ${shown(json)}; there are ${FINDING_KINDS.join(', ')}`);
}

function requireCount(args: readonly unknown[], count: number, place: string, words: string): void {
  if (args.length !== count) throw new Refusal(`${place}.args`, `${words}, not ${args.length} arguments`);
}

/** What is not understood is not passed over: it may be the half of the question that matters. */
function refuseOtherKeys(json: object, known: readonly string[], place: string): void {
  const other = Object.keys(json).find((key) => !known.includes(key));
  if (other !== undefined)
    throw new Refusal(
      place,
      `no key ${shown(other)} belongs here; there ${known.length > 1 ? 'are' : 'is'} ${known.join(' and ')}`,
    );
}

/** A value as a refusal repeats it: as JSON, and not at length. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 60);

function readList(json: unknown, place: string): readonly unknown[] {
  if (Array.isArray(json) && json.length <= MAX_LIST) return json;
  throw new Refusal(place, `expected a list of at most ${MAX_LIST} values`);
}

function readLiteral(json: unknown, { property, type }: Asked, place: string): Literal {
  if (type === 'list' || typeof json !== TYPE_NAMES[type]) throw new Refusal(place, `expected a ${type}`);
  if (typeof json === 'number' && !Number.isFinite(json)) throw new Refusal(place, 'expected a finite number');
  if (typeof json === 'string') refuseText(json, property, place);
  return json as Literal;
}

/** A text that no parcel can have, or that a database cannot take, would answer an empty list or an error. */
function refuseText(text: string, property: string, place: string): void {
  if (text.includes('\u0000')) throw new Refusal(place, 'a text holds no NUL character');
  if (/\p{Surrogate}/u.test(text)) throw new Refusal(place, 'a text holds no half of a character');
  const texts = FIXED_TEXTS[property];
  if (texts && !texts.includes(text))
    throw new Refusal(place, `no ${property} ${shown(text)}; there are ${texts.join(', ')}`);
}
