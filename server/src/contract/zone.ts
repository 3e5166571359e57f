import { z } from 'zod';
import { oneOf, shortText } from './parameters.ts';

/** A redevelopment zone (连片开发区): ground with a boundary, and what is said of single parcels besides. */

/** Points of a boundary at most; a survey of a whole county has fewer. */
export const MOST_VERTICES = 20_000;

const POSITION_WORDS = 'a position: longitude and latitude in degrees (CGCS2000)';
const Position = z.tuple(
  [z.number(POSITION_WORDS).min(-180).max(180), z.number(POSITION_WORDS).min(-90).max(90)],
  POSITION_WORDS,
);
const Ring = z.array(Position).min(4, 'a ring: at least four positions, the last like the first');

/** The boundary as GeoJSON. Whether it crosses itself, is empty or lies elsewhere the server tells when it reads it. */
export const Boundary = z
  .object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) })
  .describe('GeoJSON MultiPolygon in CGCS2000 (EPSG:4490), holes included; at most 20,000 positions');
export type Boundary = z.infer<typeof Boundary>;

/** How a zone counts parcels: whole where at least half of one lies inside, by the part inside, or whole where they touch. */
export const COUNTING_RULES = ['whole', 'clipped', 'touching'] as const;
export const CountingRule = oneOf(COUNTING_RULES).describe(
  'whole: all of a parcel of which at least 50 % lies inside; clipped: the part inside; touching: all of a parcel of which any part lies inside',
);
export type CountingRule = z.infer<typeof CountingRule>;

/** Where a boundary came from. */
export const ZONE_ORIGINS = ['drawn', 'absorbed', 'codes', 'uploaded', 'proposed'] as const;
export const ZoneOrigin = oneOf(ZONE_ORIGINS).describe(
  'drawn: by hand; absorbed: parcels that were pointed at; codes: from a list of parcel codes; uploaded: from a file; proposed: found by the system',
);
export type ZoneOrigin = z.infer<typeof ZoneOrigin>;

export const LOCK_REASONS = ['mortgaged', 'under-construction', 'class-a', 'seized', 'agreed', 'other'] as const;
/** A parcel that counts whatever the boundary says, or does not count, and why. */
export const ParcelLock = z.object({
  code: shortText('a parcel code', 60),
  lock: oneOf(['in', 'out']).describe('in: counts whole wherever the boundary runs; out: never counts'),
  reason: oneOf(LOCK_REASONS).describe(
    'mortgaged 抵押, under-construction 在建, class-a A 类, seized 司法查封, agreed 已签约, other: see the note',
  ),
  note: z.string().trim().max(200).default(''),
});
export type ParcelLock = z.infer<typeof ParcelLock>;

/** What a zone is, apart from any name or measure. */
export const Zone = z.object({
  boundary: Boundary,
  locks: z.array(ParcelLock).max(2000).default([]),
  counting: CountingRule.default('whole'),
  origin: ZoneOrigin.default('drawn'),
});
export type Zone = z.infer<typeof Zone>;
