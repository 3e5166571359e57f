import { z } from 'zod';
import { CrsText } from './constraint.ts';
import { JurisdictionCode } from './parameters.ts';
import { Boundary } from './zone.ts';

/** Boundaries out of a file, to be looked at before one is taken. Nothing is stored. */

/** The fields of a form that brings boundaries; its file comes beside them. */
export const BoundaryForm = z.object({ jurisdiction: JurisdictionCode, crs: CrsText });

export const CrsSuggestion = z.object({
  crs: z.string().describe('EPSG code'),
  name: z.string(),
  longitude: z.number().describe('Where the first shape would lie'),
  latitude: z.number(),
  distanceKm: z.number().describe('From the middle of the jurisdiction'),
});
export type CrsSuggestion = z.infer<typeof CrsSuggestion>;

const BoundaryFault = z.object({
  reason: z.string().describe('What is wrong, with its place'),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  muHundredthsBefore: z.int(),
  muHundredthsAfter: z.int(),
});

export const BoundaryCandidate = z.object({
  row: z.int().describe('Ordinal in the file, from 1'),
  name: z.string(),
  layer: z.string().nullable(),
  from: z.enum(['area', 'closed-line']),
  muHundredths: z.int().describe('Measured on the ellipsoid'),
  positions: z.int(),
  boundary: Boundary,
  preview: Boundary.nullable().describe('The same with fewer positions; null: the boundary is small enough to draw'),
  repaired: BoundaryFault.nullable().describe('null: it was right as it came; else the boundary is the repaired one'),
  outsideMuHundredths: z.int().describe('The part outside the jurisdiction; 0 where that has no outline'),
});
export type BoundaryCandidate = z.infer<typeof BoundaryCandidate>;

/** Areas that a file may offer, and that may be united, at most. */
export const MOST_BOUNDARY_AREAS = 200;

/** Why a shape of the file is no candidate. */
export const PASSED_OVER = ['line', 'point', 'empty', 'broken', 'outside', 'too-detailed', 'too-many'] as const;
export type PassedOver = (typeof PASSED_OVER)[number];

export const BoundaryFile = z.object({
  fileName: z.string(),
  format: z.string(),
  crs: z
    .object({
      code: z.string(),
      name: z.string(),
      from: z.enum(['file', 'asked', 'format']).describe('format: the file names none, and its format has a fixed one'),
    })
    .nullable()
    .describe('null: the file does not say; ask again with one of the suggestions'),
  suggestions: z
    .array(CrsSuggestion)
    .describe('Systems in which the file would lie at the jurisdiction, nearest first'),
  candidates: z
    .array(BoundaryCandidate)
    .max(MOST_BOUNDARY_AREAS)
    .describe(`By area, the largest first; ${MOST_BOUNDARY_AREAS} at most`),
  passedOver: z.array(z.object({ row: z.int(), name: z.string(), reason: z.enum(PASSED_OVER), message: z.string() })),
  jurisdictionOutline: Boundary.nullable().describe('Simplified, for a preview; null: it has none'),
});
export type BoundaryFile = z.infer<typeof BoundaryFile>;

export const BoundaryUnionRequest = z.strictObject({
  jurisdiction: JurisdictionCode,
  boundaries: z
    .array(Boundary)
    .min(1, 'at least one boundary')
    .max(MOST_BOUNDARY_AREAS, `at most ${MOST_BOUNDARY_AREAS} boundaries`),
});

export const BoundaryUnion = z
  .object({
    boundary: Boundary,
    preview: Boundary.nullable().describe('The same with fewer positions; null: the boundary is small enough to draw'),
    areas: z.int().describe('How many were united'),
    pieces: z.int().describe('How many that do not touch came of it'),
    positions: z.int(),
    muHundredths: z.int().describe('Of the union, measured on the ellipsoid'),
    overlapMuHundredths: z.int().describe('What the areas hold more than once and the union once'),
    outsideMuHundredths: z.int().describe('The part outside the jurisdiction; 0 where that has no outline'),
  })
  .describe('Several areas as one boundary');
export type BoundaryUnion = z.infer<typeof BoundaryUnion>;
