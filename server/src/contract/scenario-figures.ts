import { z } from 'zod';
import type { ZoneMeasure } from './zone-measure.ts';

const muHundredths = (what: string) => z.int().describe(`${what}, in whole hundredths of a mu`);

/** The figures by which scenarios are laid side by side. A sum of known values says how many parcels lack theirs. */
export const ScenarioFigures = z.object({
  parcels: z.int().describe('Parcels counted'),
  muHundredths: muHundredths('Counted area'),
  freedMuHundredths: muHundredths('Found land among it, which is what can be freed'),
  gapMuHundredths: z
    .int()
    .nullable()
    .describe('Freed less the target, in whole hundredths of a mu; below 0: short of it; null: no target'),
  tax10kYuan: z.number().nullable().describe('Tax given up, 万元; null: no parcel has a figure'),
  taxUnknownParcels: z.int().describe('Parcels without a figure of tax'),
  taxPerFreedMu10kYuan: z
    .number()
    .nullable()
    .describe('Tax given up per mu freed, 万元/亩; null: nothing is freed or the tax is not known'),
  addedValue10kYuan: z.number().nullable().describe('Added value given up, 万元'),
  employees: z.number().nullable().describe('Jobs given up, people'),
  energyTce: z.number().nullable().describe('Energy given up, tce'),
  enterprises: z.int().describe('Enterprises on the counted land'),
  owners: z.int().describe('Land-right holders to bring together'),
  outsideControlLineMuHundredths: z
    .int()
    .nullable()
    .describe('Counted area outside the industrial control line, in whole hundredths of a mu; null: there is no line'),
  compactness: z
    .number()
    .describe('4πA/P², 0 to 1, the mean of the parts of the boundary by their ground; 1 is a circle'),
});
export type ScenarioFigures = z.infer<typeof ScenarioFigures>;

/** The headline of a measure. */
export function scenarioFigures(measure: ZoneMeasure): ScenarioFigures {
  const counted = measure.counts.find(({ rule }) => rule === measure.counting);
  const freedMuHundredths = counted?.freed.muHundredths ?? 0;
  const tax10kYuan = counted?.tax10kYuan.sum ?? null;
  return {
    parcels: counted?.parcels ?? 0,
    muHundredths: counted?.muHundredths ?? 0,
    freedMuHundredths,
    gapMuHundredths: measure.target ? freedMuHundredths - measure.target.muHundredths : null,
    tax10kYuan,
    taxUnknownParcels: counted?.tax10kYuan.unknownParcels ?? 0,
    taxPerFreedMu10kYuan:
      tax10kYuan === null || freedMuHundredths === 0 ? null : tax10kYuan / (freedMuHundredths / 100),
    addedValue10kYuan: measure.addedValue10kYuan.sum,
    employees: measure.employees.sum,
    energyTce: measure.energyTce.sum,
    enterprises: measure.enterprises.total,
    owners: measure.owners.known,
    outsideControlLineMuHundredths: measure.controlLine?.outsideMuHundredths ?? null,
    compactness: measure.compactness,
  };
}

export const COMPARED_UNITS = ['0.01 mu', '10k yuan', '10k yuan/mu', 'people', 'tce', 'count', 'ratio'] as const;
type ComparedUnit = (typeof COMPARED_UNITS)[number];

/** Figures of a comparison, in the order of its rows, with what each is measured in. */
export const COMPARED_FIGURES = [
  'freedMuHundredths',
  'gapMuHundredths',
  'tax10kYuan',
  'taxPerFreedMu10kYuan',
  'addedValue10kYuan',
  'employees',
  'energyTce',
  'enterprises',
  'owners',
  'parcels',
  'muHundredths',
  'outsideControlLineMuHundredths',
  'compactness',
] as const satisfies readonly (keyof ScenarioFigures)[];

const UNITS: Readonly<Record<(typeof COMPARED_FIGURES)[number], ComparedUnit>> = {
  freedMuHundredths: '0.01 mu',
  gapMuHundredths: '0.01 mu',
  tax10kYuan: '10k yuan',
  taxPerFreedMu10kYuan: '10k yuan/mu',
  addedValue10kYuan: '10k yuan',
  employees: 'people',
  energyTce: 'tce',
  enterprises: 'count',
  owners: 'count',
  parcels: 'count',
  muHundredths: '0.01 mu',
  outsideControlLineMuHundredths: '0.01 mu',
  compactness: 'ratio',
};

/** One row for each figure; every column is held against the first, to a millionth. What is not known has no difference. */
export const comparedRows = (columns: readonly ScenarioFigures[]) =>
  COMPARED_FIGURES.map((figure) => {
    const values = columns.map((column) => column[figure]);
    const first = values[0] ?? null;
    return {
      figure,
      unit: UNITS[figure],
      values,
      differences: values.map((value) =>
        value === null || first === null ? null : Number((value - first).toFixed(6)),
      ),
    };
  });
