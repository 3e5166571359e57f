import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const LonLat = z.tuple([z.number(), z.number()]);
const Way = z.object({ name: z.string(), path: z.array(LonLat).min(2) });

const JurisdictionSettings = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  divisionCode: z.string().regex(/^\d{6}$/),
  share: z.number().positive().describe('Part of all parcels'),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('West, south, east, north in degrees'),
  borders: z
    .array(z.tuple([LonLat, LonLat]))
    .default([])
    .describe('Lines that part neighbours: land to the left is kept'),
  towns: z.array(z.object({ code: z.string().regex(/^\d{9}$/), name: z.string(), centre: LonLat })).min(1),
  sites: z.array(
    z.object({
      centre: LonLat,
      share: z.number().positive().describe("Part of the jurisdiction's parcels that lie in estates"),
      angleDegrees: z.number(),
      parks: z.array(z.string()).min(1),
    }),
  ),
  rivers: z.array(Way.extend({ widthM: z.number().positive() })),
  expressway: Way,
  industries: z.record(z.string(), z.number().positive()).describe('Weight of each division of GB/T 4754'),
  taxFactor: z.number().positive(),
});
export type JurisdictionSettings = z.infer<typeof JurisdictionSettings>;

const IndustrySettings = z.object({
  name: z.string(),
  trades: z.array(z.string()).min(1),
  taxPerMu10kYuan: z.number().positive(),
  energyTcePer10kYuan: z.number().positive().describe('Energy for 10,000 yuan of added value'),
  addedValueRatio: z.number().positive().describe('Added value in a yuan of revenue'),
  emissionFactor: z.number().positive(),
});

const DemonstrationSettings = z.object({
  about: z.string(),
  lastYear: z.int(),
  scatteredShare: z.number().min(0).max(1).describe('Part of the parcels that lie outside estates, in villages'),
  industries: z.record(z.string(), IndustrySettings),
  jurisdictions: z.array(JurisdictionSettings).min(1),
});
export type DemonstrationSettings = z.infer<typeof DemonstrationSettings>;

/** The generator's settings as they lie in data/demo, proved by their schema. */
export async function readSettings(): Promise<DemonstrationSettings> {
  const text = await readFile(new URL('../../../../data/demo/settings.json', import.meta.url), 'utf8');
  return DemonstrationSettings.parse(JSON.parse(text));
}
