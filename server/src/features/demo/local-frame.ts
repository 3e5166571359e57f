import type { Point, Ring } from './polygon.ts';

/**
 * Metres east and north of a place, on a plane that touches the CGCS2000 ellipsoid there.
 * Ten kilometres away its areas are off by less than one in a thousand, which is enough for drawing; areas that are
 * stated come from PostGIS.
 */
export type LocalFrame = {
  readonly lonLat: (point: Point) => Point;
  readonly metres: (lonLat: Point) => Point;
};

const SEMI_MAJOR_M = 6378137;
const FLATTENING = 1 / 298.257222101;

export function localFrame([lon, lat]: Point): LocalFrame {
  const eccentricity2 = FLATTENING * (2 - FLATTENING);
  const phi = (lat * Math.PI) / 180;
  const w = Math.sqrt(1 - eccentricity2 * Math.sin(phi) ** 2);
  const northPerDegree = ((SEMI_MAJOR_M * (1 - eccentricity2)) / w ** 3) * (Math.PI / 180);
  const eastPerDegree = (SEMI_MAJOR_M / w) * Math.cos(phi) * (Math.PI / 180);
  return {
    lonLat: ([x, y]) => [lon + x / eastPerDegree, lat + y / northPerDegree],
    metres: ([east, north]) => [(east - lon) * eastPerDegree, (north - lat) * northPerDegree],
  };
}

// Eight decimals are a millimetre, and make equal corners equal text.
const written = (point: Point, frame: LocalFrame): string => {
  const [lon, lat] = frame.lonLat(point);
  return `${lon.toFixed(8)} ${lat.toFixed(8)}`;
};

const writtenRing = (ring: Ring, frame: LocalFrame): string => {
  const corners = ring.map((point) => written(point, frame));
  return `((${corners.join(',')},${corners[0]}))`;
};

export function multiPolygonText(rings: readonly Ring[], frame: LocalFrame): string {
  return `MULTIPOLYGON(${rings.map((ring) => writtenRing(ring, frame)).join(',')})`;
}

export function lineText(points: readonly Point[], frame: LocalFrame): string {
  return `LINESTRING(${points.map((point) => written(point, frame)).join(',')})`;
}
