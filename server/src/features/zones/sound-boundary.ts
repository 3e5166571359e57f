import { Problem } from '../../contract/problem.ts';
import { type Boundary, MOST_VERTICES } from '../../contract/zone.ts';
import type { Connection } from '../../db/database.ts';
import { readSoundness } from './zone-ground.queries.ts';

/** How many positions a boundary has. */
export const verticesOf = (boundary: Boundary): number =>
  boundary.coordinates.reduce((sum, rings) => sum + rings.reduce((points, ring) => points + ring.length, 0), 0);

export const tooDetailed = (vertices: number | null, place: string): Problem =>
  new Problem(
    'zone-too-detailed',
    `边界${vertices === null ? '的点太多' : `有 ${vertices} 个点`}，最多 ${MOST_VERTICES} 个，请简化后再试。 The boundary has ${vertices ?? 'too many'} points; at most ${MOST_VERTICES} are taken. Simplify it.`,
    place,
  );

export const enclosesNothing = (place: string): Problem =>
  new Problem(
    'zone-empty',
    '边界没有围成面积，请至少画三个不在一条直线上的点。 The boundary encloses no ground. Draw at least three points that are not in a line.',
    place,
  );

/**
 * Refuses, before the body is read against its schema, what the schema could only call a fault of form: a line, nothing
 * at all, or a million points, which would take long to read.
 */
export function refuseShapeless(boundary: unknown, place: string): void {
  if (typeof boundary !== 'object' || boundary === null || !('coordinates' in boundary)) return;
  const { coordinates } = boundary;
  if (!Array.isArray(coordinates)) return;
  const isLine = 'type' in boundary && /^(Multi)?(LineString|Point)$/.test(String(boundary.type));
  const rings: unknown[] = coordinates.flatMap((polygon) => (Array.isArray(polygon) ? polygon : [polygon]));
  const isNothing = (part: unknown) => Array.isArray(part) && part.length === 0;
  if (isLine || rings.every(isNothing)) throw enclosesNothing(place);
  const vertices = rings.reduce<number>((sum, ring) => sum + (Array.isArray(ring) ? ring.length : 0), 0);
  if (vertices > MOST_VERTICES) throw tooDetailed(vertices, place);
}

/** No jurisdiction is so wide; and an edge from one side of the globe to the other has no length that could be told. */
const WIDEST_DEGREES = 10;

function refuseEndless({ coordinates }: Boundary, place: string): void {
  const [least, most] = [[Infinity, Infinity] as [number, number], [-Infinity, -Infinity] as [number, number]];
  for (const [x, y] of coordinates.flat(2)) {
    [least[0], least[1]] = [Math.min(least[0], x), Math.min(least[1], y)];
    [most[0], most[1]] = [Math.max(most[0], x), Math.max(most[1], y)];
  }
  const wide = Math.max(most[0] - least[0], most[1] - least[1]);
  if (wide <= WIDEST_DEGREES) return;
  throw new Problem(
    'zone-too-large',
    `边界跨 ${Math.round(wide)} 度，连片区应在一个辖区之内；请检查坐标。 The boundary reaches across ${Math.round(wide)} degrees, and a zone lies in one jurisdiction: check its coordinates.`,
    place,
  );
}

/** Refuses a boundary that has too many points, reaches across half a country or is not closed. */
export function refuseMisshapen(boundary: Boundary, place: string): void {
  const vertices = verticesOf(boundary);
  if (vertices > MOST_VERTICES) throw tooDetailed(vertices, place);
  refuseEndless(boundary, place);
  for (const [first, last, ring] of endsOf(boundary)) {
    if (first?.[0] === last?.[0] && first?.[1] === last?.[1]) continue;
    throw new Problem(
      'request-invalid',
      `第 ${ring} 个环没有闭合：终点应与起点相同。 Ring ${ring} is not closed: its last position must be its first.`,
      place,
    );
  }
}

/**
 * Refuses a boundary that is misshapen, crosses itself or encloses nothing. `place` is where it stands in the request.
 */
export async function requireSound(db: Connection, boundary: Boundary, place: string): Promise<void> {
  refuseMisshapen(boundary, place);
  const { isSound, reason, isEmpty } = await readSoundness(db, boundary);
  if (isEmpty) throw enclosesNothing(place);
  if (!isSound)
    throw new Problem(
      'zone-self-intersects',
      `边界自相交或重叠（${reason}），请移开该处的点。 The boundary crosses or overlaps itself: ${reason}. Move the points there.`,
      place,
    );
}

/** First and last position of each ring, with its ordinal. */
const endsOf = ({ coordinates }: Boundary) =>
  coordinates.flat().map((ring, index) => [ring[0], ring.at(-1), index + 1] as const);
