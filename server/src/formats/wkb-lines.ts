import type { EncodedGeometry, Geometry } from './wkb.ts';

const LINE = 2;
/** 5 with PostGIS's mark that the number of the system follows. */
const MULTI_LINE_WITH_SRID = 0x20000005;

type Line = readonly (readonly [number, number])[];

/** Writes a LineString or MultiLineString as hexadecimal EWKB of a MultiLineString in a system, dropping heights. */
export function encodeMultiLine(geometry: Geometry, srid: number): EncodedGeometry {
  const lines = (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) as readonly unknown[];
  if (!Array.isArray(lines) || lines.length === 0) return { ok: false, fault: 'empty' };
  for (const line of lines) {
    if (!Array.isArray(line) || line.length < 2) return { ok: false, fault: 'empty' };
    if (!line.every(isPosition)) return { ok: false, fault: 'not-a-number' };
  }
  return { ok: true, ...write(lines as readonly Line[], srid) };
}

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);

function write(lines: readonly Line[], srid: number): { hex: string; box: [number, number, number, number] } {
  const bytes = Buffer.allocUnsafe(lines.reduce((size, line) => size + 9 + 16 * line.length, 13));
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = bytes.writeUInt8(1, 0);
  for (const head of [MULTI_LINE_WITH_SRID, srid, lines.length]) at = bytes.writeUInt32LE(head, at);
  for (const line of lines) {
    at = bytes.writeUInt8(1, at);
    at = bytes.writeUInt32LE(line.length, bytes.writeUInt32LE(LINE, at));
    for (const [x, y] of line) {
      at = bytes.writeDoubleLE(y, bytes.writeDoubleLE(x, at));
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return { hex: bytes.toString('hex'), box };
}
