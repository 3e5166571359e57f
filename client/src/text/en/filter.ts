import type { FilterWords } from '@yima-guandi/server/domain';
import { common } from './common.ts';

/** A filter's conditions in words. */
export const filter: FilterWords = {
  properties: {
    class: 'Class',
    town: 'Town',
    park: 'Park',
    industry: 'Industry',
    tier: 'Scale',
    right: 'Title',
    inPark: 'In a park',
    areaMu: 'Area (mu)',
    taxPerMu10kYuan: 'Tax per mu (10k yuan/mu)',
    tax10kYuan: 'Tax (10k yuan)',
    addedValue10kYuan: 'Added value (10k yuan)',
    energyTce: 'Energy (tce)',
    employees: 'Employees',
    farRatio: 'Floor area ratio',
    builtYear: 'Built in',
    occupants: 'Enterprises',
    pending: 'Pending',
    findings: 'Findings',
  },
  values: {
    tier: { 'above-scale': 'above scale', 'below-scale': 'below scale' },
    right: { state: 'state', collective: 'collective', other: 'other' },
    inPark: { true: 'yes', false: 'no' },
    pending: { true: 'yes', false: 'no' },
    findings: common.findings,
  },
  states: { pending: ['pending', 'not pending'], inPark: ['in a park', 'outside parks'] },
  signs: { '=': ' = ', '<>': ' ≠ ', '<': ' < ', '<=': ' ≤ ', '>': ' > ', '>=': ' ≥ ' },
  lists: { in: [' among ', ', '], a_contains: [' with ', ' and '], a_overlaps: [' with ', ' or '] },
  and: ', and ',
  or: ', or ',
  not: (words) => `not (${words})`,
  bracketed: (words) => `(${words})`,
  unknown: (property) => `${property}: no data`,
};
