import type { register as zh } from '../zh/register.ts';

/** What the registers tell of a parcel: what was agreed with the land, projects, violations. */
export const register: typeof zh = {
  agreement: 'Agreement',
  agreements: {
    'supervision-contract': 'supervision contract',
    'investment-agreement': 'investment agreement',
    none: 'none signed',
  },
  unapprovedUse: 'Use changed without approval',
  unapprovedUses: { true: 'yes', false: 'no' },
  notOnRecord: 'not on record',
  projects: 'Projects',
  projectCount: (count) => `${count}`,
  noProjects: 'No project on record',
  steps: {
    signedOn: 'Signed',
    startedOn: 'Started',
    completedOn: 'Completed',
    producingOn: 'Producing',
    aboveScaleOn: 'Above scale',
    reachedAgreedOn: 'As agreed',
  },
  notYet: 'not yet',
  agreedOutput: 'Agreed yearly output',
  violations: 'Violations',
  violationCount: (count) => `${count}`,
  noViolations: 'No violation on record of the enterprises here',
  fields: {
    energy: 'Energy',
    safety: 'Safety',
    environment: 'Environment',
    fire: 'Fire safety',
    tax: 'Tax',
    quality: 'Quality',
  },
  foundOn: (date) => `found ${date}`,
  remediedOn: (date) => `put right ${date}`,
  notRemedied: 'not put right',
};
