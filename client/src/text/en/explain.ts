import type { explain as zh } from '../zh/explain.ts';

export const explain: typeof zh = {
  label: (name) => `How ${name} comes about`,
  figures: {
    potential: {
      name: 'potential',
      how: 'Parcels found low-efficiency or suspected idle, each counted once. It is what could be freed, not what has been.',
    },
    pending: {
      name: 'pending',
      how: 'Nothing was found, but at least one rule lacks a figure, so it cannot be said that nothing applies.',
    },
    area: {
      name: 'area',
      how: 'Each parcel takes the first known area in the order of the programme, fixed to a whole number of 0.01 mu before adding, so rows add up to the total.',
    },
    enterprises: {
      name: 'the number of firms',
      how: 'Firms with land on the listed parcels; one with several parcels or in several towns counts once.',
    },
    tax: {
      name: 'tax',
      how: 'The year’s tax of each firm, apportioned to parcels by land and added. Parcels that lack a figure are left out, and that is said.',
    },
    parcels: {
      name: 'Parcels',
      how: 'Parcels of the chosen finding and filter, each once; a share is of all parcels of the same filter.',
    },
    addedValue: {
      name: 'Added value',
      how: 'Each firm’s industrial added value of the year, shared over its parcels by land in use and added up; parcels without the figure are left out.',
    },
    taxPerMu: {
      name: 'tax per mu',
      how: 'Tax of all firms apportioned to the parcel, divided by its counted area. Where one of them has no figure the parcel’s is not known.',
    },
    energy: {
      name: 'energy',
      how: 'The year’s energy of each firm, apportioned to parcels by land and added, in tce.',
    },
    employees: { name: 'employees', how: 'The year’s staff of each firm, apportioned to parcels by land and added.' },
    far: {
      name: 'the floor-area ratio',
      how: 'Floor area divided by the counted land area; not known where either is not.',
    },
    deviation: {
      name: 'the deviation',
      how: 'This source’s area over the counted one, minus 1. Shown beyond the larger of 1 % and 0.1 mu.',
    },
    landShare: {
      name: 'the share of land',
      how: 'Land this firm uses on the parcel (owned and rented, less what it lets) over the land used by all of them.',
    },
    finding: {
      name: 'a finding',
      how: 'The year’s figures meet a rule of the programme. Values, rule, clause and method version are shown; nothing is found where a figure lacks.',
    },
    class: {
      name: 'the class',
      how: 'A class belongs to a firm’s year and comes from that year’s method. A parcel shows its right-holder’s; unrated is not D.',
    },
    score: {
      name: 'the score',
      how: 'Points of all items added, times the coefficient, with bonuses and deductions. Exact; rounded to two decimals only when shown.',
    },
    rank: {
      name: 'the rank',
      how: 'Place by score among the rated firms of the same year and tier (and industry group where the method says so). Equal scores share a place.',
    },
    points: {
      name: 'the points',
      how: 'From value, baseline and weight by the method’s formula, for example value ÷ baseline × weight, held within cap and floor.',
    },
    baseline: {
      name: 'the baseline',
      how: 'A number the method gives, or the mean of the tier’s known values, or its top tenth; it moves with year and tier.',
    },
    weight: { name: 'the weight', how: 'The item’s part of the full 100 points. All weights must sum to 100.' },
    lift: {
      name: 'what lifts a class',
      how: 'The least change of this item alone, all else and all others unchanged, that reaches the line of the next class.',
    },
    distribution: {
      name: 'the distribution',
      how: 'Rated firms in groups of equal width by score; the height is their number. Lines are class cuts. Unrated ones are not drawn.',
    },
    cut: {
      name: 'the class cuts',
      how: 'By shares of the ranking or by scores, as the method says; a share of the rated firms is rounded to whole firms.',
    },
    movement: {
      name: 'the movement',
      how: 'The same firms by their classes in two years. Unrated stands for itself; a firm with a record in one year only counts as absent.',
    },
    movementMu: {
      name: 'the land that moved',
      how: 'Land these firms use in the later year, each fixed to a whole number of 0.01 mu before adding.',
    },
    comparison: {
      name: 'the comparison',
      how: 'Draft and published version are both applied to the same firms of the same year, and counted by class.',
    },
    target: {
      name: 'the target',
      how: 'The number of a clause. Targets of unlike bases (a year, cumulative, average) or verbs are never added.',
    },
    targetShare: {
      name: 'potential against target',
      how: 'Potential area over the target. It tells the room there is; nothing counts as done before acceptance.',
    },
    trend: {
      name: 'potential by year',
      how: 'Each year is worked out from its own data by the same programme, untouched by other years.',
    },
    share: { name: 'the share', how: 'Potential area over the area of all parcels of the row.' },
    rule: {
      name: 'a rule',
      how: 'Indicator, comparison, value and unit come from the clause. 以下 and 以上 include the number; 低于 and 超过 do not.',
    },
    carbonFactor: {
      name: 'the carbon factor',
      how: 'The programme’s own carbon target over its energy target: a planning ratio, not a constant of nature.',
    },
  },
};
