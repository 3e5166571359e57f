import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS } from '../../server/src/domain/finding.ts';
import { landFigures } from '../../server/src/domain/land-figures.ts';
import type { ParcelColumns } from '../../server/src/domain/parcel-columns.ts';
import {
  LAND_GROUPS,
  type LandQuestion,
  landCells,
  landKinds,
  landRows,
  landTotal,
  potentialOf,
  tallyColumns,
} from '../../server/src/domain/tally-columns.ts';
import { landOf, type PlantedRow } from '../support/land-columns.ts';

/** Four parcels whose totals can be added up by hand. */
const FOUR: readonly PlantedRow[] = [
  {
    town: 'T1',
    class: 'D',
    countedMuHundredths: 1000,
    taxYuan: 400_000,
    findings: ['low-efficiency'],
    enterprises: [70],
  },
  {
    town: 'T2',
    class: 'D',
    countedMuHundredths: 250,
    taxYuan: -20,
    findings: ['low-efficiency', 'suspected-idle'],
    enterprises: [70, 9],
  },
  {
    town: 'T1',
    class: 'A',
    countedMuHundredths: 300,
    findings: ['overlap'],
    energyTceHundredths: 12,
    enterprises: [9, 8],
  },
  { class: 'A', countedMuHundredths: 7, unknown: ['low-efficiency'], addedValueYuan: 5, employeesHundredths: 250 },
];

const asked = (land: ParcelColumns, more: Partial<LandQuestion> = {}): LandQuestion => ({
  selection: null,
  lowEfficiency: null,
  potential: potentialOf(land, more.lowEfficiency ?? null),
  ...more,
});
const sums = (all: number[], potential: number[], pending: number[]) => {
  const sum = ([parcels, muHundredths]: number[]) => ({ parcels, muHundredths });
  return { all: sum(all), potential: sum(potential), pending: sum(pending) };
};

describe('totals over columns', () => {
  const land = landOf(FOUR);

  it('group by town, those without a town last', () => {
    expect(landRows(land, asked(land), 'town')).toEqual([
      { key: 'T1', ...sums([2, 1300], [1, 1000], [0, 0]) },
      { key: 'T2', ...sums([1, 250], [1, 250], [0, 0]) },
      { key: null, ...sums([1, 7], [0, 0], [1, 7]) },
    ]);
  });

  it('put each parcel into one row of findings', () => {
    expect(landRows(land, asked(land), 'finding').map(({ key, all }) => [key, all.parcels, all.muHundredths])).toEqual([
      ['low-efficiency', 1, 1000],
      ['low-efficiency+suspected-idle', 1, 250],
      ['none', 1, 300],
      ['pending', 1, 7],
    ]);
  });

  it('part one group by another', () => {
    expect(landCells(land, asked(land), 'class', 'town').map(({ keys, all }) => [...keys, all.muHundredths])).toEqual([
      ['A', 'T1', 300],
      ['A', null, 7],
      ['D', 'T1', 1000],
      ['D', 'T2', 250],
    ]);
  });

  it('leave out what a selection does not choose, and what it cannot say', () => {
    const selection = Uint8Array.of(1, 2, 0, 1);
    expect(landTotal(landRows(land, asked(land, { selection }), 'class'))).toEqual(sums([2, 1007], [1, 1000], [1, 7]));
  });

  it('count a parcel under each of its kinds', () => {
    expect(landKinds(land, asked(land)).filter(({ sum }) => sum.parcels > 0)).toEqual([
      { kind: 'low-efficiency', sum: { parcels: 2, muHundredths: 1250 } },
      { kind: 'suspected-idle', sum: { parcels: 1, muHundredths: 250 } },
      { kind: 'overlap', sum: { parcels: 1, muHundredths: 300 } },
    ]);
  });

  it('sum known figures, count the parcels without one, and an enterprise once', () => {
    const none = (unknownParcels: number) => ({ sum: null, unknownParcels });
    expect(landFigures(land, asked(land), 'potential')).toEqual({
      enterprises: 2,
      taxYuan: { sum: 399_980, unknownParcels: 0 },
      addedValueYuan: none(2),
      energyTceHundredths: none(2),
      employeesHundredths: none(2),
    });
    expect(landFigures(land, asked(land), 'all')).toEqual({
      enterprises: 3,
      taxYuan: { sum: 399_980, unknownParcels: 2 },
      addedValueYuan: { sum: 5, unknownParcels: 3 },
      energyTceHundredths: { sum: 12, unknownParcels: 3 },
      employeesHundredths: { sum: 250, unknownParcels: 3 },
    });
  });

  it('take what a tried rule says in place of what was found; idle land stays potential', () => {
    const lowEfficiency = Uint8Array.of(0, 0, 1, 2);
    const tried = asked(land, { lowEfficiency });
    expect([...tried.potential]).toEqual([0, 1, 1, 2]);
    expect(landRows(land, tried, 'finding').map(({ key, all }) => [key, all.muHundredths])).toEqual([
      ['low-efficiency', 300],
      ['none', 1000],
      ['pending', 7],
      ['suspected-idle', 250],
    ]);
    expect(landKinds(land, tried)[0]).toEqual({ kind: 'low-efficiency', sum: { parcels: 1, muHundredths: 300 } });
  });

  it('are empty over no land', () => {
    const empty = landOf([]);
    expect(landRows(empty, asked(empty), 'town')).toEqual([]);
    expect(landFigures(empty, asked(empty), 'all').enterprises).toBe(0);
  });
});

const text = (...names: string[]) => fc.option(fc.constantFrom(...names), { nil: null });
const figure = fc.option(fc.integer({ min: -1_000_000, max: 1_000_000_000_000 }), { nil: null });
const kinds = fc.uniqueArray(fc.constantFrom(...FINDING_KINDS), { maxLength: 3 });
const plantedRow: fc.Arbitrary<PlantedRow> = fc.record({
  town: text('330681001', '330681002', '330681003'),
  park: text('城西', '城东'),
  class: text('A', 'B', 'C-', 'D'),
  industry: text('17', '34'),
  countedMuHundredths: fc.integer({ min: 0, max: 10_000_000 }),
  taxYuan: figure,
  addedValueYuan: figure,
  energyTceHundredths: figure,
  employeesHundredths: figure,
  findings: kinds,
  unknown: kinds,
  enterprises: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 4 }),
});
const truth = fc.constantFrom(0, 1, 2);
const plantedLand = fc.array(fc.record({ row: plantedRow, selected: truth, low: truth }), { maxLength: 40 });

/** The rows with their truths, as a question, in any order. */
function questionOf(planted: readonly { row: PlantedRow; selected: number; low: number }[], isTried: boolean) {
  const land = landOf(planted.map(({ row }) => row));
  const lowEfficiency = isTried ? Uint8Array.from(planted, ({ low }) => low) : null;
  const selection = Uint8Array.from(planted, ({ selected }) => selected);
  return { land, question: asked(land, { selection, lowEfficiency }) };
}

describe('totals over any columns', () => {
  it('add up from rows and cells to the same total, by whatever group', () => {
    fc.assert(
      fc.property(plantedLand, fc.boolean(), (planted, isTried) => {
        const { land, question } = questionOf(planted, isTried);
        const chosen = planted.filter(({ selected }) => selected === 1);
        const all = {
          parcels: chosen.length,
          muHundredths: chosen.reduce((sum, { row }) => sum + (row.countedMuHundredths ?? 0), 0),
        };
        const totals = LAND_GROUPS.map((by) => landTotal(landRows(land, question, by)));
        expect(totals[0]?.all).toEqual(all);
        for (const total of totals) expect(total).toEqual(totals[0]);
        const cells = landCells(land, question, 'town', 'finding');
        expect(landTotal(cells)).toEqual(totals[0]);
        for (const row of landRows(land, question, 'town'))
          expect(landTotal(cells.filter(({ keys }) => keys[0] === row.key))).toEqual(landTotal([row]));
      }),
    );
  });

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(plantedLand, fc.boolean(), fc.constantFrom(...LAND_GROUPS), (planted, isTried, by) => {
        const totals = [planted, planted.toReversed()].map((rows) => {
          const { land, question } = questionOf(rows, isTried);
          return {
            ...tallyColumns(land, { ...question, by }),
            all: landFigures(land, question, 'all'),
          };
        });
        expect(totals[1]).toEqual(totals[0]);
      }),
    );
  });

  it('count each enterprise once and keep an unknown figure out of a sum', () => {
    fc.assert(
      fc.property(plantedLand, (planted) => {
        const { land, question } = questionOf(planted, false);
        const rows = planted.flatMap(({ row, selected }) => (selected === 1 ? [row] : []));
        const taxes = rows.flatMap(({ taxYuan }) => taxYuan ?? []);
        const { enterprises, taxYuan } = landFigures(land, question, 'all');
        expect(enterprises).toBe(new Set(rows.flatMap((row) => row.enterprises ?? [])).size);
        expect(taxYuan).toEqual({
          sum: taxes.length === 0 ? null : taxes.reduce((sum, each) => sum + each, 0),
          unknownParcels: rows.length - taxes.length,
        });
      }),
    );
  });
});
