import { Problem } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import { geometryFaultReason, type PlainBox, readSrid } from '../../domain/import-place.ts';
import { shapeOf } from '../../formats/closed-lines.ts';
import type { FeatureRow } from '../../formats/rows.ts';
import { type EncodedGeometry, encodeMultiPolygon } from '../../formats/wkb.ts';
import { encodeMultiLine } from '../../formats/wkb-lines.ts';
import { checkPlacement, type Location } from '../imports/locate.ts';
import { plainText } from '../imports/plain-json.ts';
import { loadStaging, type StagedFeature } from './staging.queries.ts';

const ROWS_A_BATCH = 5000;
const CHARACTERS_A_BATCH = 32 * 1024 * 1024;
const FAULTS_TOLD = 20;
/** How the columns that name a feature are called in bureaus' files. */
const NAME_COLUMNS = /^(name|名称|图斑名称|地块名称|道路名称|路名|红线名称|保护区名称|mc|dkmc|tbmc|dlmc)$/i;

type Fault = { readonly code: string; readonly place: string; readonly message: string };
type Asked = {
  readonly location: Location;
  readonly takesLines: boolean;
  readonly onRead: (features: number) => void;
};
export type ReadFeatures = { readonly taken: number; readonly elsewhere: number; readonly lastRow: number };

/**
 * Puts every feature near the jurisdiction into staging. A layer with a hole would pass for a whole one, so a feature that
 * cannot be read refuses the file. Errors: `boundary-is-line`, `file-unreadable` with each fault, `axes-swapped`, `file-empty`.
 */
export async function readFeatures(db: Database, rows: AsyncIterable<FeatureRow>, asked: Asked): Promise<ReadFeatures> {
  const { location, onRead } = asked;
  const [boxes, faults]: [PlainBox[], Fault[]] = [[], []];
  let batch: StagedFeature[] = [];
  let characters = 0;
  let [read, taken, lastRow] = [0, 0, 0];
  const flush = async () => {
    await loadStaging(db, batch);
    [batch, characters] = [[], 0];
    onRead(read);
  };
  for await (const row of rows) {
    read += 1;
    const encoded = encode(row, asked);
    if (!encoded.ok) faults.push(faultOf(row, encoded.fault));
    if (!encoded.ok || faults.length > 0) continue;
    boxes.push(encoded.box);
    if (!meets(encoded.box, location.allowed)) continue;
    taken += 1;
    lastRow = Math.max(lastRow, row.rowNumber);
    batch.push({ rowNumber: row.rowNumber, name: nameOf(row), geometryHex: encoded.hex });
    characters += encoded.hex.length;
    if (batch.length >= ROWS_A_BATCH || characters >= CHARACTERS_A_BATCH) await flush();
  }
  if (read === 0) throw new Problem('file-empty', '文件中没有要素。 The file holds no features.', 'file');
  if (faults.length > 0) throw refused(faults);
  if (taken === 0) checkPlacement(boxes, location);
  await flush();
  return { taken, elsewhere: read - taken, lastRow };
}

function encode(row: FeatureRow, { location, takesLines }: Asked): EncodedGeometry {
  const srid = readSrid(location.srid);
  const geometry = row.geometry;
  if (takesLines && geometry && /^(Multi)?LineString$/.test(geometry.type)) return encodeMultiLine(geometry, srid);
  const shape = shapeOf(geometry);
  if (shape.is === 'area') return encodeMultiPolygon(shape.geometry, srid);
  if (shape.is === 'line') throw isLine(row.rowNumber);
  return encodeMultiPolygon(geometry, srid);
}

const isLine = (rowNumber: number): Problem =>
  new Problem(
    'boundary-is-line',
    `第 ${rowNumber} 个要素是没有闭合的线，管控图层应为面；规划道路的中心线可以给出宽度（米）后导入。 Feature ${rowNumber} is an open line: a layer takes areas. Centre lines of planned roads can be brought in with a width in metres.`,
    `feature ${rowNumber}`,
  );

function nameOf({ values }: FeatureRow): string | null {
  for (const [column, value] of Object.entries(values))
    if (value !== null && NAME_COLUMNS.test(column)) return plainText(String(value)).slice(0, 200);
  return null;
}

const meets = (box: PlainBox, allowed: PlainBox): boolean =>
  box[0] <= allowed[2] && box[2] >= allowed[0] && box[1] <= allowed[3] && box[3] >= allowed[1];

const faultOf = ({ rowNumber }: FeatureRow, fault: string): Fault => ({
  ...geometryFaultReason(fault),
  place: `feature ${rowNumber}`,
});

/** The refusal of a file for what single features of it are. */
export function refused(faults: readonly Fault[]): Problem {
  const first = faults.slice(0, FAULTS_TOLD);
  return new Problem(
    'file-unreadable',
    `有 ${faults.length} 个要素不能接受，图层没有改动：${first.map(({ place, message }) => `${place}：${message}`).join('；')}。 ${faults.length} features cannot be taken; the layer is as it was.`,
    first[0]?.place,
    first,
  );
}
