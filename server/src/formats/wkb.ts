/** The part of GeoJSON geometry that is looked at; the rest is judged by its type's name. */
export type Geometry = { readonly type: string; readonly coordinates?: unknown };

const POLYGON = 3;
/** 6 with PostGIS's mark that the number of the system follows. */
const MULTI_POLYGON_WITH_SRID = 0x20000006;

type Ring = readonly (readonly [number, number])[];

/** A polygon ready for the database, or why it cannot be one. `box` is [minX, minY, maxX, maxY] in the file's units. */
export type EncodedGeometry =
  | { readonly ok: true; readonly hex: string; readonly box: readonly [number, number, number, number] }
  | {
      readonly ok: false;
      readonly fault: 'missing' | 'not-a-polygon' | 'empty' | 'not-a-number' | 'ring-too-short' | 'ring-not-closed';
    };

class GeometryFault extends Error {
  readonly fault: Exclude<EncodedGeometry, { ok: true }>['fault'];
  constructor(fault: GeometryFault['fault']) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Writes a Polygon or MultiPolygon as hexadecimal EWKB of a MultiPolygon in a system, dropping heights.
 * Binary is what the database reads fastest, and a ring that it would stop at is found here, with its row.
 */
export function encodeMultiPolygon(geometry: Geometry | null, srid: number): EncodedGeometry {
  try {
    const polygons = polygonsOf(geometry);
    const { bytes, box } = writeWkb(polygons, srid);
    return { ok: true, hex: bytes.toString('hex'), box };
  } catch (error) {
    if (error instanceof GeometryFault) return { ok: false, fault: error.fault };
    throw error;
  }
}

function polygonsOf(geometry: Geometry | null): readonly (readonly Ring[])[] {
  if (geometry === null || typeof geometry !== 'object') throw new GeometryFault('missing');
  const wrapped =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : null;
  if (wrapped === null) throw new GeometryFault('not-a-polygon');
  const polygons = list(wrapped)
    .map((polygon) => list(polygon).map(checkRing))
    .filter((rings) => rings.length > 0);
  if (polygons.length === 0) throw new GeometryFault('empty');
  return polygons;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new GeometryFault('not-a-number');
  return value;
}

function checkRing(value: unknown): Ring {
  const ring = list(value);
  for (const position of ring) {
    const [x, y] = list(position);
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      throw new GeometryFault('not-a-number');
  }
  const checked = ring as Ring;
  const first = checked[0];
  const last = checked.at(-1);
  if (checked.length < 4 || !first || !last) throw new GeometryFault('ring-too-short');
  if (first[0] !== last[0] || first[1] !== last[1]) throw new GeometryFault('ring-not-closed');
  return checked;
}

function writeWkb(
  polygons: readonly (readonly Ring[])[],
  srid: number,
): { bytes: Buffer; box: [number, number, number, number] } {
  let size = 13;
  for (const rings of polygons) {
    size += 9;
    for (const ring of rings) size += 4 + 16 * ring.length;
  }
  const bytes = Buffer.allocUnsafe(size);
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = bytes.writeUInt8(1, 0);
  at = bytes.writeUInt32LE(MULTI_POLYGON_WITH_SRID, at);
  at = bytes.writeUInt32LE(srid, at);
  at = bytes.writeUInt32LE(polygons.length, at);
  for (const rings of polygons) {
    at = writeHeader(bytes, at, POLYGON, rings.length);
    for (const ring of rings) {
      at = bytes.writeUInt32LE(ring.length, at);
      for (const position of ring) {
        const [x, y] = position;
        at = bytes.writeDoubleLE(x, at);
        at = bytes.writeDoubleLE(y, at);
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
    }
  }
  return { bytes, box };
}

function writeHeader(bytes: Buffer, at: number, type: number, count: number): number {
  const afterOrder = bytes.writeUInt8(1, at);
  return bytes.writeUInt32LE(count, bytes.writeUInt32LE(type, afterOrder));
}
