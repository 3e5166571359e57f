import { Problem } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { type CheckContext, checkRow } from '../../domain/import-check.ts';
import {
  CGCS2000_SRID,
  geometryFaultReason,
  isInside,
  judgeRepair,
  outsideReason,
  type PlainBox,
  readSrid,
} from '../../domain/import-place.ts';
import type { FeatureRow, TableRow } from '../../formats/rows.ts';
import { encodeMultiPolygon } from '../../formats/wkb.ts';
import { checkPlacement, type Location } from './locate.ts';
import { plainJson, plainText } from './plain-json.ts';
import {
  addReasons,
  loadStaging,
  mendStaged,
  type RowRange,
  refuseUnplaceable,
  type StagedRow,
  transformStaged,
} from './staging.queries.ts';

const ROWS_A_BATCH = 5000;
const BYTES_A_BATCH = 16 * 1024 * 1024;

export type Staging = {
  readonly batchId: number;
  readonly context: CheckContext;
  /** Null for tables, which have no geometry. */
  readonly location: Location | null;
  readonly onProgress: (rowsRead: number) => Promise<void>;
};

/**
 * Reads every row, sorts it and writes it to staging in batches, holding no more than two batches. Answers how many were read.
 * Errors: `axes-swapped` after the first batch, and those of the format.
 */
export async function stageFile(
  db: Database,
  rows: AsyncIterable<TableRow | FeatureRow>,
  staging: Staging,
): Promise<number> {
  let batch: StagedRow[] = [];
  let boxes: PlainBox[] = [];
  let bytes = 0;
  let read = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    if (staging.location && read === batch.length) checkPlacement(boxes, staging.location);
    await writing;
    writing = write(db, batch, staging, read);
    // Awaited with the next batch: until then a failure must not count as unhandled.
    writing.catch(() => undefined);
    [batch, boxes, bytes] = [[], [], 0];
  };
  for await (const row of rows) {
    read += 1;
    const { staged, box } = sortRow(row, staging);
    batch.push(staged);
    if (box) boxes.push(box);
    bytes += staged.source.length + (staged.geometryHex?.length ?? 0);
    if (batch.length >= ROWS_A_BATCH || bytes >= BYTES_A_BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  await writing;
  return read;
}

function sortRow(
  row: TableRow | FeatureRow,
  { context, location }: Staging,
): { staged: StagedRow; box: PlainBox | null } {
  const checked = checkRow(row.values, context);
  const staged = {
    ...checked,
    rowNumber: row.rowNumber,
    key: checked.key === null ? null : plainText(checked.key),
    source: plainJson(row.values),
    geometryHex: null,
  };
  if (!location || !('geometry' in row)) return { staged, box: null };
  const encoded = encodeMultiPolygon(row.geometry, readSrid(location.srid));
  if (!encoded.ok)
    return {
      staged: { ...staged, verdict: 'refused', reasons: [...checked.reasons, geometryFaultReason(encoded.fault)] },
      box: null,
    };
  if (!isInside(encoded.box, location.allowed)) {
    return {
      staged: { ...staged, verdict: 'refused', reasons: [...checked.reasons, outsideReason(encoded.box)] },
      box: encoded.box,
    };
  }
  return { staged: { ...staged, geometryHex: checked.verdict === 'refused' ? null : encoded.hex }, box: encoded.box };
}

async function write(
  db: Database,
  batch: readonly StagedRow[],
  { batchId, location, onProgress }: Staging,
  read: number,
): Promise<void> {
  await loadStaging(db, batchId, batch);
  if (location) {
    const range = { batchId, first: batch[0]?.rowNumber ?? 0, last: batch.at(-1)?.rowNumber ?? 0 };
    await locateStaged(db, range, location).catch((error: unknown) => {
      throw isBrokenOff(error) ? outlineProblem(`${range.first}–${range.last}`) : error;
    });
  }
  await onProgress(read);
}

/** Brings outlines into the stored system and makes them valid; what had to be mended is said of the row. */
async function locateStaged(db: Database, range: RowRange, location: Location): Promise<void> {
  if (readSrid(location.srid) !== CGCS2000_SRID) await transformStaged(db, range);
  await refuseUnplaceable(db, range);
  const repaired = await mendStaged(db, range);
  await addReasons(
    db,
    range.batchId,
    repaired.map(({ rowNumber, ...repair }) => ({ rowNumber, ...judgeRepair(repair) })),
  );
}

/** The refusal where the embedded database stops on an outline; `rows` as far as they are known. */
export const outlineProblem = (rows: string | null): Problem =>
  new Problem(
    'outline-not-computed',
    `内置数据库无法对${rows ? `第 ${rows} 行中的` : ''}某个图形进行计算，没有写入任何数据。请检查图形，或改用 PostgreSQL（DATABASE_URL）。 The embedded database cannot compute with an outline${rows ? ` among rows ${rows}` : ''}; nothing was stored. Check the outlines, or import into a PostgreSQL (DATABASE_URL).`,
    'geometry',
  );
