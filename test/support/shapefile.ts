import iconv from 'iconv-lite';
import { makeZip } from './zip.ts';

/** ESRI's name for EPSG:4549, as Chinese desktop software writes it. */
export const PRJ_4549 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

export type ShapeRecord = {
  readonly ring: readonly (readonly [number, number])[];
  readonly attributes: readonly string[];
};
export type ShapefileSpec = {
  readonly fields: readonly string[];
  readonly records: readonly ShapeRecord[];
  readonly encoding: 'gbk' | 'utf8';
  readonly parts?: readonly ('shp' | 'shx' | 'dbf' | 'prj' | 'cpg')[];
};

const FIELD_WIDTH = 40;

/** The parts of a polygon Shapefile made in memory. Rings run clockwise. */
export function shapefileParts(spec: ShapefileSpec): Record<'shp' | 'shx' | 'dbf' | 'prj' | 'cpg', Buffer> {
  return {
    ...shapes(spec.records),
    dbf: table(spec),
    prj: Buffer.from(PRJ_4549),
    cpg: Buffer.from(spec.encoding === 'gbk' ? 'GBK' : 'UTF-8'),
  };
}

/** The same zipped, with the parts that a test wants and no others. */
export function makeShapefileZip(spec: ShapefileSpec): Buffer {
  const contents = shapefileParts(spec);
  return makeZip(
    (spec.parts ?? ['shp', 'shx', 'dbf', 'prj']).map((part) => ({
      name: iconv.encode(`宗地.${part}`, 'gbk'),
      content: contents[part],
    })),
  );
}

function shapes(records: readonly ShapeRecord[]): { shp: Buffer; shx: Buffer } {
  const bodies = records.map(({ ring }) => polygon(ring));
  const all = boxOf(records.flatMap(({ ring }) => ring));
  const index: Buffer[] = [];
  const parts: Buffer[] = [];
  let offsetWords = 50;
  bodies.forEach((body, at) => {
    const head = Buffer.alloc(8);
    head.writeInt32BE(at + 1, 0);
    head.writeInt32BE(body.length / 2, 4);
    parts.push(head, body);
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(offsetWords, 0);
    entry.writeInt32BE(body.length / 2, 4);
    index.push(entry);
    offsetWords += 4 + body.length / 2;
  });
  return {
    shp: Buffer.concat([fileHeader(offsetWords, all), ...parts]),
    shx: Buffer.concat([fileHeader(50 + 4 * bodies.length, all), ...index]),
  };
}

function fileHeader(lengthWords: number, box: readonly number[]): Buffer {
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE(lengthWords, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  for (const [index, value] of box.entries()) header.writeDoubleLE(value, 36 + index * 8);
  return header;
}

function polygon(ring: ShapeRecord['ring']): Buffer {
  const body = Buffer.alloc(48 + ring.length * 16);
  body.writeInt32LE(5, 0);
  for (const [index, value] of boxOf(ring).entries()) body.writeDoubleLE(value, 4 + index * 8);
  body.writeInt32LE(1, 36);
  body.writeInt32LE(ring.length, 40);
  ring.forEach(([x, y], index) => {
    body.writeDoubleLE(x, 48 + index * 16);
    body.writeDoubleLE(y, 56 + index * 16);
  });
  return body;
}

const boxOf = (ring: ShapeRecord['ring']): number[] => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

function table({ fields, records, encoding }: ShapefileSpec): Buffer {
  const width = 1 + FIELD_WIDTH * fields.length;
  const header = Buffer.alloc(32 + 32 * fields.length + 1);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(records.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(width, 10);
  fields.forEach((field, index) => {
    iconv.encode(field, encoding).copy(header, 32 + index * 32, 0, 10);
    header.write('C', 32 + index * 32 + 11);
    header.writeUInt8(FIELD_WIDTH, 32 + index * 32 + 16);
  });
  header.writeUInt8(0x0d, header.length - 1);
  const rows = records.map(({ attributes }) => {
    const row = Buffer.alloc(width, 0x20);
    attributes.forEach(
      (value, index) => void iconv.encode(value, encoding).copy(row, 1 + index * FIELD_WIDTH, 0, FIELD_WIDTH),
    );
    return row;
  });
  return Buffer.concat([header, ...rows, Buffer.from([0x1a])]);
}
