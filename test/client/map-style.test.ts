import { diff, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../client/src/map/look.ts';
import { mapStyle } from '../../client/src/map/style.ts';
import { CLASS_KEYS, SWITCHABLE_LAYERS } from '../../client/src/url/view.ts';
import { FINDING_KINDS } from '../../server/src/domain/finding.ts';

const AT_REST: Look = {
  year: 2025,
  revision: 7,
  language: 'zh',
  classes: CLASS_KEYS,
  off: [],
  hide: [],
  found: null,
  townId: null,
  parkId: null,
};
const LOOKS: Record<string, Partial<Look>> = {
  'at rest': {},
  'in English': { language: 'en' },
  'with classes switched off': { off: ['A', 'D'] },
  'with 待核 switched off': { off: ['U'] },
  'with a class that only the data names': { classes: ['A', 'C-', 'U'], off: ['C-'] },
  'with every class switched off': { off: ['A', 'B', 'C', 'D', 'U'] },
  'with every layer hidden that can be': { hide: [...SWITCHABLE_LAYERS] },
  'of a town': { townId: 3 },
  'of land in no park': { parkId: 'unknown' },
  'of potential land': { found: 'potential' },
  'of pending land': { found: 'pending' },
  'of one parcel': { found: [42] },
  'of parcels by their ids': { found: [7, 42] },
  'of no parcel at all': { found: [] },
  ...Object.fromEntries(FINDING_KINDS.map((found) => [`of ${found}`, { found }])),
};

describe('the style of the map', () => {
  for (const [name, change] of Object.entries(LOOKS)) {
    it(`is valid ${name}`, () => {
      expect(validateStyleMin(mapStyle({ ...AT_REST, ...change })).map(({ message }) => message)).toEqual([]);
    });
  }

  it('needs no glyph server, no sprite and no address but its own', () => {
    const style = mapStyle(AT_REST);
    expect([style.glyphs, style.sprite]).toEqual([undefined, undefined]);
    expect(Object.values(style.sources).flatMap((source) => ('url' in source ? [source.url] : []))).toEqual([
      '/tiles/places.json?revision=7',
      '/tiles/parcels.json?year=2025&revision=7',
      '/tiles/parcels.json?year=2025&revision=7',
    ]);
  });

  it('stacks its layers in the order of the sheet', () => {
    const ids = mapStyle({ ...AT_REST, found: 'potential' }).layers.map(({ id }) => id);
    const sheet = [
      'paper',
      'park-plates',
      'street-way',
      'water',
      'arterial-bridges',
      'expressway-way',
      'constraint-hatch-permanent-farmland',
      'parcel-fill-A',
      'parcel-fill-U',
      'parcel-hatch-D',
      'parcel-outline-A',
      'constraint-line-planned-road',
      'control-line',
      'county-lines',
      'found-A',
      'measure-fill',
      'hover',
      'selected',
      'label-park',
    ];
    expect(ids.filter((id) => sheet.includes(id))).toEqual(sheet);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['a class at rest', {}],
    ['a class while land is looked for', { found: 'potential' }],
  ] as const)('switches %s by numbers of the paint alone: no tile of parcels is laid out again', (_, change) => {
    const on = mapStyle({ ...AT_REST, ...change });
    const off = mapStyle({ ...AT_REST, ...change, off: ['B', 'U'] });
    const commands = diff(on, off).filter(({ args }) => !String(args[0]).startsWith('cell-'));
    expect(new Set(commands.map(({ command }) => command))).toEqual(new Set(['setPaintProperty']));
    expect(new Set(commands.map(({ args }) => args[2]))).toEqual(new Set([0]));
  });

  it('changes nothing gradually', () => {
    expect(mapStyle(AT_REST).transition).toEqual({ duration: 0, delay: 0 });
  });
});
