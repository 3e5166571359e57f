import type { BoundaryCandidate, BoundaryFile, PassedOver } from '../../contract/boundary-file.ts';
import { MOST_VERTICES } from '../../contract/zone.ts';
import { shapeOf } from '../../formats/closed-lines.ts';
import type { FeatureRow } from '../../formats/rows.ts';
import type { Geometry } from '../../formats/wkb.ts';
import { plainText } from '../imports/plain-json.ts';

/** An area of the file, as it stands there. */
export type FoundShape = {
  readonly row: number;
  readonly name: string;
  readonly layer: string | null;
  readonly from: BoundaryCandidate['from'];
  readonly geometry: Geometry;
};
export type FoundShapes = {
  readonly shapes: FoundShape[];
  readonly passedOver: BoundaryFile['passedOver'];
  readonly read: number;
};

/** The one layer under which the shapes of a drawing come; its own layers are their names. */
const DRAWING_LAYER = 'entities';
const MOST_SHAPES = 500;
const MOST_TOLD = 200;
/** Of all shapes together: beyond it a reply would be larger than a page can hold. */
const MOST_POSITIONS = 300_000;
const NAME_COLUMNS = /^(name|名称|片区名称|地块名称|图斑名称|mc|dkmc|layer)$/i;

const WORDS: Readonly<Record<PassedOver, string>> = {
  line: '是没有闭合的线，不是面',
  point: '是点，不是面',
  empty: '没有图形，或没有面积',
  broken: '图形读不出来',
  outside: '在辖区之外',
  'too-detailed': `超过 ${MOST_VERTICES.toLocaleString('en')} 个点，请先在制图软件中抽稀`,
  'too-many': `文件里的图形太多，只列出前面的`,
};

/** What a shape is passed over for, in words. */
export const passedOver = (
  { row, name }: Pick<FoundShape, 'row' | 'name'>,
  reason: PassedOver,
): BoundaryFile['passedOver'][number] => ({
  row,
  name,
  reason,
  message: `“${name}”${WORDS[reason]}`,
});

/** Sorts the shapes of a file into areas and others, and stops at more than a person would look through. */
export async function readShapes(rows: AsyncIterable<FeatureRow>): Promise<FoundShapes> {
  const found: FoundShapes & { read: number } = { shapes: [], passedOver: [], read: 0 };
  let positions = 0;
  for await (const row of rows) {
    found.read += 1;
    const name = nameOf(row);
    const shape = shapeOf(row.geometry);
    const size = shape.is === 'area' ? positionsOf(shape.geometry.coordinates) : 0;
    const reason = reasonAgainst(
      shape.is,
      size,
      found.shapes.length >= MOST_SHAPES || positions + size > MOST_POSITIONS,
    );
    if (shape.is === 'area' && reason === null) {
      positions += size;
      found.shapes.push({
        row: row.rowNumber,
        name,
        layer: row.layer === DRAWING_LAYER ? null : (row.layer ?? null),
        from: shape.from,
        geometry: shape.geometry,
      });
    } else if (reason !== null && found.passedOver.length < MOST_TOLD)
      found.passedOver.push(passedOver({ row: row.rowNumber, name }, reason));
    if (reason === 'too-many') break;
  }
  return found;
}

function reasonAgainst(is: 'area' | 'line' | 'point' | 'none', positions: number, isFull: boolean): PassedOver | null {
  if (is === 'none' || (is === 'area' && positions === 0)) return 'empty';
  if (is !== 'area') return is;
  if (positions > MOST_VERTICES) return 'too-detailed';
  return isFull ? 'too-many' : null;
}

function nameOf({ values, rowNumber, layer }: FeatureRow): string {
  for (const [column, value] of Object.entries(values))
    if (value !== null && NAME_COLUMNS.test(column)) return plainText(String(value)).slice(0, 100);
  return `${layer === undefined ? '' : `${plainText(layer).slice(0, 80)} `}#${rowNumber}`;
}

/** Numbers of a nested list, two to a position; heights were dropped by GDAL and are few elsewhere. */
function positionsOf(coordinates: unknown): number {
  if (!Array.isArray(coordinates)) return 0;
  if (typeof coordinates[0] === 'number') return 1;
  return coordinates.reduce((sum: number, each) => sum + positionsOf(each), 0);
}
