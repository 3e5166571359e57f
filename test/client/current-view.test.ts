import { describe, expect, it } from 'vitest';
import { chooseCurrent } from '../../client/src/api/current.ts';
import { startBox } from '../../client/src/panels/map/start-box.ts';
import { lookOf } from '../../client/src/panels/map/use-look.ts';
import { NO_FILTER } from '../../client/src/url/filter-view.ts';
import type { View } from '../../client/src/url/view.ts';
import type { Jurisdiction } from '../../server/src/contract/api.ts';

const jurisdiction = (code: string, parcels: number, years: number[]): Jurisdiction => ({
  code,
  name: code,
  nameEn: code,
  divisionCode: null,
  isSynthetic: true,
  box: [120, 29, 121, 30],
  parcels,
  years,
  programmes: [],
  towns: [{ id: 7, code: '330681001', name: '甲镇' }],
  parks: [
    { id: 1, name: '小园', townCode: null, parcels: 3, box: [120.1, 29.1, 120.9, 29.9] },
    { id: 2, name: '大园', townCode: null, parcels: 40, box: [120.2, 29.2, 120.3, 29.3] },
    { id: 3, name: '无图园', townCode: null, parcels: 90, box: null },
  ],
});
const NEW = jurisdiction('new', 0, []);
const OLD = jurisdiction('old', 5, [2023, 2024]);
const AT_REST: View = {
  j: null,
  y: null,
  job: 'map',
  sel: null,
  c: null,
  ...NO_FILTER,
  tab: null,
  t: [],
  by: null,
  hide: [],
  batch: null,
  tier: 'above-scale',
  part: 'overview',
  firm: null,
  grade: null,
  q: '',
  since: null,
  cell: null,
  compare: [],
  lang: 'zh',
};

describe('the jurisdiction and year in force', () => {
  it('are those of the link, else the first with parcels and its last year', () => {
    const choose = (j: string | null, y: number | null) => {
      const { jurisdiction: chosen, year, absentYear } = chooseCurrent([NEW, OLD], j, y);
      return [chosen?.code, year, absentYear];
    };
    expect([
      choose(null, null),
      choose('new', null),
      choose('new', 1999),
      choose('old', 2023),
      choose('gone', 1999),
    ]).toEqual([
      ['old', 2024, null],
      ['new', null, null],
      ['new', null, null],
      ['old', 2023, null],
      ['old', 2024, 1999],
    ]);
    expect(chooseCurrent([], 'old', 2023)).toEqual({
      jurisdiction: null,
      year: null,
      absentYear: null,
      absentCode: null,
    });
    expect([null, 'old', 'gone'].map((j) => chooseCurrent([NEW, OLD], j, null).absentCode)).toEqual([
      null,
      null,
      'gone',
    ]);
  });
});

describe('the look that a view asks for', () => {
  const look = (change: Partial<View>) => {
    const { found, townId, parkId } = lookOf({ ...AT_REST, ...change }, OLD, { year: 2024, revision: 3 });
    return { found, townId, parkId };
  };

  it('dims what is not found, by the job, the finding and the tab', () => {
    expect(
      [{}, { job: 'find' }, { job: 'find', tab: 'pending' }, { job: 'find', tab: 'all' }, { finding: 'two-high' }].map(
        (view) => look(view as Partial<View>).found,
      ),
    ).toEqual([null, 'potential', 'pending', null, 'two-high']);
  });

  it('can dim all of it where the filter asks what tiles do not tell', () => {
    const further = [{ op: '<', args: [{ property: 'taxPerMu10kYuan' }, 3] }] as const;
    expect(
      [look({ industry: '17' }), look({ further }), look({ job: 'find', further })].map(({ found }) => found),
    ).toEqual(['all', 'all', 'potential']);
  });

  it('names towns and parks as the tiles do; one that is not there leaves nothing', () => {
    expect(look({ town: '330681001', park: '大园' })).toEqual({ found: null, townId: 7, parkId: 2 });
    expect(look({ town: '-', park: '别处' })).toEqual({ found: null, townId: 'unknown', parkId: -1 });
  });
});

it('opens on the park with the most parcels of those that can be shown', () => {
  expect(startBox(OLD)).toEqual([120.2, 29.2, 120.3, 29.3]);
  expect(startBox({ ...OLD, parks: [] })).toEqual([120, 29, 121, 30]);
});
