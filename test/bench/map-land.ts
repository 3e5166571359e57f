import { PbfWriter } from 'pbf';
import { encodeColumns } from '../../server/src/contract/column-bytes.ts';
import { FINDING_KINDS } from '../../server/src/domain/finding.ts';
import {
  COLUMN_ARRAYS,
  COLUMN_TYPES,
  type ColumnName,
  type ParcelColumns,
  TEXT_COLUMNS,
} from '../../server/src/domain/parcel-columns.ts';

/** What the page of the bench can be asked; milliseconds. */
export type MapBenchPage = {
  /** Waits until all is drawn; answers how many parcels are on the screen. */
  readonly ready: () => Promise<number>;
  readonly repaint: () => Promise<number>;
  /** The answer of the worker, and the frame that shows it. */
  readonly drag: (value: number) => Promise<{ answerMs: number; frameMs: number; changed: number }>;
  readonly paint: (value: number) => Promise<number>;
};

/** The screen holds just so many tiles at this zoom: all parcels of the land, and no others. */
export const ZOOM = 12;
export const TILES_WIDE = 2;
export const TILES_HIGH = 2;
export const TILE_PX = 512;
/** Of the rule in force; 万元/亩 are spread evenly from 0 to twice as many. */
export const LINE = 10;
const EXTENT = 4096;
const CLASSES = ['A', 'B', 'C', 'D'];

export type BenchLand = {
  readonly parcels: number;
  readonly columns: Uint8Array;
  /** The tile at a place, counted from the upper left one of the screen; empty beyond. */
  readonly tile: (column: number, row: number) => Uint8Array;
};

/** A chequered land of square parcels that fills the screen. */
export function makeLand(wanted: number): BenchLand {
  const side = Math.round(Math.sqrt(wanted / (TILES_WIDE * TILES_HIGH)));
  const ofTile = side * side;
  const parcels = ofTile * TILES_WIDE * TILES_HIGH;
  const taxOf = (id: number): number => ((id * 7919) % 20_000) / 1000;
  return {
    parcels,
    columns: encodeColumns(columnsOf(parcels, taxOf)),
    tile: (column, row) => {
      if (column < 0 || row < 0 || column >= TILES_WIDE || row >= TILES_HIGH) return new Uint8Array(0);
      return encodeTile(side, (row * TILES_WIDE + column) * ofTile + 1, taxOf);
    },
  };
}

function columnsOf(parcels: number, taxOf: (id: number) => number): ParcelColumns {
  const low = 2 ** FINDING_KINDS.indexOf('low-efficiency');
  const figureOf = (name: ColumnName, id: number): number => {
    if (name === 'id') return id;
    if (name === 'class') return (id % CLASSES.length) + 1;
    if (name === 'findings') return taxOf(id) <= LINE ? low : 0;
    if (name === 'taxPerMu10kYuan') return taxOf(id);
    return name === 'countedMuHundredths' ? 1000 : 0;
  };
  const ids = Array.from({ length: parcels }, (_, row) => row + 1);
  const columns = Object.fromEntries(
    Object.entries(COLUMN_TYPES).map(([name, type]) => [
      name,
      COLUMN_ARRAYS[type].from(ids.map((id) => figureOf(name as ColumnName, id))),
    ]),
  );
  return {
    revision: 1,
    jurisdiction: 'bench',
    year: 2025,
    rows: parcels,
    names: Object.fromEntries(TEXT_COLUMNS.map((name) => [name, name === 'class' ? CLASSES : []])),
    kinds: FINDING_KINDS,
    columns,
    enterprises: { start: new Int32Array(parcels + 1), enterprise: new Int32Array(0) },
  } as unknown as ParcelColumns;
}

/** Writes one layer of squares as a vector tile: class, tax, and the tag of what is found in force. */
function encodeTile(side: number, firstId: number, taxOf: (id: number) => number): Uint8Array {
  const values = [...CLASSES.map((name) => ({ name })), { one: 1 }];
  const pbf = new PbfWriter();
  const taxes: number[] = [];
  const features: { id: number; tags: number[]; geometry: number[] }[] = [];
  const cell = EXTENT / side;
  for (let at = 0; at < side * side; at += 1) {
    const id = firstId + at;
    taxes.push(taxOf(id));
    const tags = [0, id % CLASSES.length, 1, values.length + at];
    if (taxOf(id) <= LINE) tags.push(2, CLASSES.length);
    const [x, y] = [Math.floor((at % side) * cell), Math.floor(Math.floor(at / side) * cell)];
    const size = Math.floor(cell) - 1;
    // Move to, three lines, close: clockwise on the screen, each step by its zigzag.
    const zigzag = (step: number): number => (step < 0 ? -step * 2 - 1 : step * 2);
    const geometry = [9, x, y].map((part, index) => (index === 0 ? part : zigzag(part)));
    geometry.push(26, zigzag(size), 0, 0, zigzag(size), zigzag(-size), 0, 15);
    features.push({ id, tags, geometry });
  }
  pbf.writeMessage(
    3,
    (_, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, 'parcels');
      for (const { id, tags, geometry } of features)
        layer.writeMessage(
          2,
          (_feature, writer) => {
            writer.writeVarintField(1, id);
            writer.writePackedVarint(2, tags);
            writer.writeVarintField(3, 3);
            writer.writePackedVarint(4, geometry);
          },
          null,
        );
      for (const key of ['class', 'tax', 'found']) layer.writeStringField(3, key);
      for (const value of values)
        layer.writeMessage(
          4,
          (_value, writer) =>
            'name' in value ? writer.writeStringField(1, value.name) : writer.writeVarintField(5, 1),
          null,
        );
      for (const tax of taxes) layer.writeMessage(4, (_value, writer) => writer.writeDoubleField(3, tax), null);
      layer.writeVarintField(5, EXTENT);
    },
    null,
  );
  return pbf.finish();
}
