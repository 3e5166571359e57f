import type { Geometry } from './wkb.ts';

/** What a shape of a file is, where areas are looked for. */
export type Shape =
  | { readonly is: 'area'; readonly geometry: Geometry; readonly from: 'area' | 'closed-line' }
  | { readonly is: 'line'; readonly geometry: Geometry }
  | { readonly is: 'point' | 'none' };

/** Drawing programs write areas as closed lines, and others wrap them in collections: this tells what is meant. */
export function shapeOf(geometry: Geometry | null): Shape {
  switch (geometry?.type) {
    case 'Polygon':
    case 'MultiPolygon':
      return { is: 'area', geometry, from: 'area' };
    case 'LineString':
      return closed([geometry.coordinates], geometry);
    case 'MultiLineString':
      return closed(listed(geometry.coordinates), geometry);
    case 'GeometryCollection':
      return gathered(geometry);
    case 'Point':
    case 'MultiPoint':
      return { is: 'point' };
    default:
      return { is: 'none' };
  }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function closed(lines: readonly unknown[], geometry: Geometry): Shape {
  if (lines.length === 0 || !lines.every(isRing)) return { is: 'line', geometry };
  const coordinates = lines.map((line) => [line]);
  return { is: 'area', geometry: { type: 'MultiPolygon', coordinates }, from: 'closed-line' };
}

function isRing(line: unknown): boolean {
  const positions = listed(line);
  const [first, last] = [listed(positions[0]), listed(positions.at(-1))];
  return positions.length >= 4 && first.length >= 2 && first[0] === last[0] && first[1] === last[1];
}

/** The areas of a collection together; a collection without any is what its first member is. */
function gathered(geometry: Geometry): Shape {
  const members = listed((geometry as { geometries?: unknown }).geometries).map((each) => shapeOf(each as Geometry));
  const areas = members.filter((each) => each.is === 'area');
  if (areas.length === 0) return members[0] ?? { is: 'none' };
  const coordinates = areas.flatMap(({ geometry: { type, coordinates: parts } }) =>
    type === 'Polygon' ? [parts] : listed(parts),
  );
  const from = areas.every((area) => area.from === 'area') ? 'area' : 'closed-line';
  return { is: 'area', geometry: { type: 'MultiPolygon', coordinates }, from };
}
