import { describe, expect, it } from 'vitest';
import { creditCodeFault } from '../../server/src/domain/credit-code.ts';
import { parcelCodeFault } from '../../server/src/domain/parcel-code.ts';
import { randomFrom } from '../../server/src/domain/random.ts';
import { inventedCreditCode, inventedName, parcelCode } from '../../server/src/features/demo/codes.ts';
import { planEstate } from '../../server/src/features/demo/estate.ts';
import { localFrame } from '../../server/src/features/demo/local-frame.ts';
import { lotsOf, withOverlap } from '../../server/src/features/demo/lots.ts';
import { type Ring, ringArea } from '../../server/src/features/demo/polygon.ts';
import { readSettings } from '../../server/src/features/demo/settings.ts';
import { layTerritory } from '../../server/src/features/demo/territory.ts';

const square: Ring = [
  [0, 0],
  [260, 0],
  [260, 220],
  [0, 220],
];
const areaOf = (rings: readonly Ring[]): number => rings.reduce((sum, ring) => sum + ringArea(ring), 0);

describe('random stream', () => {
  it('gives the same numbers for the same words and others for other words', () => {
    const three = (...words: string[]) => Array.from({ length: 3 }, randomFrom(...words).next);
    expect(three('estate', 'zhuji')).toEqual(three('estate', 'zhuji'));
    expect(three('estate', 'zhuji')).not.toEqual(three('estate', 'ruian'));
  });

  it('draws a log-normal around its median', () => {
    const random = randomFrom('spread');
    const drawn = Array.from({ length: 4001 }, () => random.spread(10, 0.8)).sort((a, b) => a - b);
    expect(drawn[2000]).toBeGreaterThan(9.4);
    expect(drawn[2000]).toBeLessThan(10.6);
  });
});

describe('lots', () => {
  it('fill their block without gap or overlap, save for niches on the street', () => {
    for (let serial = 0; serial < 60; serial++) {
      const lots = lotsOf(square, randomFrom('lots', serial), 1);
      const missing = 260 * 220 - areaOf(lots.map((lot) => lot.ring));
      // A niche is at most 10 m wide and 6 m deep; welding moves a corner by a quarter of a metre at most.
      expect(missing).toBeGreaterThan(-100);
      expect(missing).toBeLessThan(60 * lots.length);
    }
  });

  it('share their edges corner by corner', () => {
    const lots = lotsOf(square, randomFrom('shared', 4), 1);
    const edges = new Set(
      lots.flatMap(({ ring }) => ring.map((point, at) => `${point}>${ring[(at + 1) % ring.length]}`)),
    );
    const inner = [...edges].filter((edge) => {
      const [x1, y1, x2, y2] = edge.split(/[>,]/).map(Number) as [number, number, number, number];
      const isOnSide = (a: number, b: number, side: number) => Math.abs(a - side) < 7 && Math.abs(b - side) < 7;
      return !isOnSide(x1, x2, 0) && !isOnSide(x1, x2, 260) && !isOnSide(y1, y2, 0) && !isOnSide(y1, y2, 220);
    });
    expect(lots.length).toBeGreaterThan(2);
    expect(inner.length).toBeGreaterThan(2);
    expect(inner.filter((edge) => !edges.has(edge.split('>').reverse().join('>')))).toEqual([]);
  });

  it('keep between 4 and 40 corners in every estate', () => {
    const corners = [1, 2, 3].flatMap((serial) => {
      const random = randomFrom('corners', serial);
      const plan = planEstate({ widthM: 1800, heightM: 1500, angle: 0.3, cells: 2, lotScale: 1 }, random);
      return plan.cells.flatMap((cell) =>
        cell.blocks.flatMap((block) => lotsOf(block, random, 1).map((lot) => lot.ring.length)),
      );
    });
    expect(Math.min(...corners)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...corners)).toBeLessThanOrEqual(40);
    expect(Math.max(...corners)).toBeGreaterThan(20);
  });

  it('can be made to overlap by the triangle pushed over one common edge', () => {
    const lots = lotsOf(square, randomFrom('shared', 4), 1);
    const overlapping = withOverlap(lots, randomFrom('overlap'));
    const grown = overlapping
      ?.map((lot, at) => ringArea(lot.ring) - ringArea(lots[at]?.ring ?? []))
      .filter((area) => area !== 0);
    expect(grown).toHaveLength(1);
    // Half of at least 34 m by 4 m.
    expect(grown?.[0]).toBeGreaterThan(68);
  });
});

describe('territory', () => {
  it('is divided by its towns without remainder, inside the box of the settings', async () => {
    const { jurisdictions } = await readSettings();
    for (const jurisdiction of jurisdictions) {
      const { outline, towns, frame } = layTerritory(jurisdiction);
      const total = areaOf(towns.map((town) => town.ring));
      expect(Math.abs(total / ringArea(outline) - 1)).toBeLessThan(1e-3);
      const [west, south, east, north] = jurisdiction.box;
      const outside = outline
        .map(frame.lonLat)
        .filter(([lon, lat]) => lon < west || lon > east || lat < south || lat > north);
      expect(outside).toEqual([]);
    }
  });

  it('finds each town at its own centre', async () => {
    const { jurisdictions } = await readSettings();
    for (const jurisdiction of jurisdictions) {
      const { townIndexOf, frame } = layTerritory(jurisdiction);
      const found = jurisdiction.towns.map((town) => townIndexOf(frame.metres(town.centre)));
      expect(found).toEqual(jurisdiction.towns.map((_, index) => index));
    }
  });
});

describe('settings', () => {
  it('give five jurisdictions whose shares make a whole and whose towns carry the division code', async () => {
    const { jurisdictions, industries } = await readSettings();
    expect(jurisdictions.map(({ code, name, divisionCode }) => ({ code, name, divisionCode }))).toEqual([
      { code: 'wenzhou-edz', name: '温州经济技术开发区', divisionCode: '330303' },
      { code: 'ruian', name: '瑞安市', divisionCode: '330381' },
      { code: 'ouhai', name: '瓯海区', divisionCode: '330304' },
      { code: 'zhuji', name: '诸暨市', divisionCode: '330681' },
      { code: 'jindong', name: '金东区', divisionCode: '330703' },
    ]);
    expect(jurisdictions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    for (const { divisionCode, towns, sites, industries: mix } of jurisdictions) {
      expect(towns.every((town) => town.code.startsWith(divisionCode))).toBe(true);
      expect(sites.reduce((sum, site) => sum + site.share, 0)).toBeCloseTo(1, 9);
      expect(Object.keys(mix).filter((division) => !(division in industries))).toEqual([]);
    }
  });
});

describe('codes and names', () => {
  it('pass the checks of the register, faulty ones only by their check character', () => {
    expect(creditCodeFault(inventedCreditCode('330681', 42, false))).toBeNull();
    expect(creditCodeFault(inventedCreditCode('330681', 42, true))).toBe('check');
    const code = parcelCode('330681', { area: 3, subArea: 12, letters: 'JB', number: 7 });
    expect(code).toBe('330681003012JB00007');
    expect(parcelCodeFault(code, 'gb37346', ['330681'])).toBeNull();
  });

  it('name a hundred and fifty thousand enterprises without saying a name twice', () => {
    const names = new Set(Array.from({ length: 150_000 }, (_, serial) => inventedName(serial + 1, '机械')));
    expect(names.size).toBe(150_000);
  });
});

it('takes metres to degrees and back', () => {
  const frame = localFrame([120.2, 29.7]);
  const [x, y] = frame.metres(frame.lonLat([1234.5, -678.9]));
  expect(x).toBeCloseTo(1234.5, 6);
  expect(y).toBeCloseTo(-678.9, 6);
});
