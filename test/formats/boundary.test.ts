import { describe, expect, it } from 'vitest';
import { likelySystems } from '../../server/src/domain/likely-systems.ts';
import { shapeOf } from '../../server/src/formats/closed-lines.ts';

const SQUARE = [
  [120.1, 29.6],
  [120.101, 29.6],
  [120.101, 29.601],
  [120.1, 29.601],
  [120.1, 29.6],
] as const;

describe('the shape of a geometry', () => {
  it.each([
    ['an area', { type: 'Polygon', coordinates: [SQUARE] }, { is: 'area', from: 'area' }],
    ['a closed line', { type: 'LineString', coordinates: SQUARE }, { is: 'area', from: 'closed-line' }],
    ['an open line', { type: 'LineString', coordinates: SQUARE.slice(0, 4) }, { is: 'line' }],
    ['lines of which one is open', { type: 'MultiLineString', coordinates: [SQUARE, SQUARE.slice(1)] }, { is: 'line' }],
    ['a point', { type: 'Point', coordinates: SQUARE[0] }, { is: 'point' }],
    ['nothing', null, { is: 'none' }],
    ['an unknown type', { type: 'Curve', coordinates: [] }, { is: 'none' }],
  ])('%s', (_, geometry, shape) => {
    expect(shapeOf(geometry)).toMatchObject(shape);
  });

  it('gathers the areas of a collection', () => {
    const area = { type: 'Polygon', coordinates: [SQUARE] };
    const collection = {
      type: 'GeometryCollection',
      geometries: [{ type: 'Point', coordinates: SQUARE[0] }, area, area],
    };
    expect(shapeOf(collection)).toEqual({
      is: 'area',
      from: 'area',
      geometry: { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] },
    });
  });
});

describe('likely systems', () => {
  const srids = (x: number, y: number, longitude = 120.2) => likelySystems([x, y], longitude).map(({ srid }) => srid);

  it('are told by the size of the numbers, around the longitude', () => {
    expect(srids(120.1, 29.6)).toEqual([4490]);
    // Zone 40 has its middle at 120°E: 4528 with the number before the easting, 4549 without; 117 and 123°E beside it.
    expect(srids(510_000, 3_276_000)).toEqual([4548, 4549, 4550]);
    expect(srids(40_510_000, 3_276_000)).toEqual([4528]);
    expect(srids(510_000, 3_276_000, 75)).toEqual([4534, 4535]);
    expect(srids(3_276_000, 510_000)).toEqual([]);
    expect(srids(13_369_000, 3_450_000)).toEqual([]);
  });
});
