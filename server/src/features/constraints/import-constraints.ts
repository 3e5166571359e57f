import {
  CONSTRAINT_NAMES,
  type ConstraintKind,
  type ConstraintLayer,
  type ConstraintProgress,
  type ConstraintReply,
} from '../../contract/constraint.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Connection, Database } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { requireWhole } from '../../db/places.ts';
import { currentRevision, raiseRevision } from '../../db/revision.ts';
import { asProgram } from '../../db/row-security.ts';
import { judgeRepair } from '../../domain/import-place.ts';
import type { Actor } from '../../domain/scope.ts';
import { openFile } from '../../formats/open-file.ts';
import type { FeatureFile } from '../../formats/rows.ts';
import type { ZipLimits } from '../../formats/zip.ts';
import type { Services } from '../../http/services.ts';
import { takeImportLock } from '../imports/import-lock.ts';
import { type Location, locateFile } from '../imports/locate.ts';
import { outlineProblem } from '../imports/stage-file.ts';
import { deleteLayer, fillLayer, finishLayer, type NewLayer, takeLayer } from './layers.queries.ts';
import { readFeatures, refused } from './read-features.ts';
import { emptyStaging, mendStaged, partStaged, placeStaged, type RowRange, weighStaged } from './staging.queries.ts';

export type ConstraintRequest = {
  readonly jurisdiction: string;
  readonly kind: ConstraintKind;
  readonly name?: string | undefined;
  readonly filePath: string;
  /** As the user calls it: its ending tells the format. */
  readonly fileName: string;
  readonly crs?: string | undefined;
  /** Makes areas of the lines of a planned road */
  readonly widthM?: number | undefined;
  readonly layer?: string | undefined;
  readonly zipLimits?: ZipLimits | undefined;
};

type Given = Pick<Services, 'db' | 'clock'>;
type Warnings = ConstraintReply['warnings'];
type Report = (progress: ConstraintProgress) => void;
const WARNINGS_TOLD = 200;
const ROWS_A_STEP = 2000;

/**
 * Brings in a constraint layer in the place of the one that has its kind and name: all of it or nothing. It is read and
 * mended aside, so that readers wait for one short exchange only. What `report` throws ends it with the layer as it was. Errors: those of reading and locating a file as imports
 * have them, `boundary-is-line`, `request-invalid` for a name or width that is wanting or out of place.
 */
export const importConstraints = (
  given: Given,
  actor: Actor,
  request: ConstraintRequest,
  report: Report,
): Promise<ConstraintReply> => asProgram(() => bringIn(given, actor, request, report));

async function bringIn(
  { db, clock }: Given,
  actor: Actor,
  request: ConstraintRequest,
  report: Report,
): Promise<ConstraintReply> {
  const name = nameOf(request);
  const { id: jurisdictionId } = await requireWhole(db, actor.scope, request.jurisdiction);
  const release = await takeImportLock(db);
  try {
    const staged = await stage(db, jurisdictionId, request, report).catch((error: unknown) => {
      throw told(error);
    });
    const layer = {
      jurisdictionId,
      kind: request.kind,
      name,
      features: staged.taken,
      widthM: request.widthM ?? null,
      sourceFile: request.fileName,
      crs: staged.location.crs,
      at: clock(),
    };
    report({ phase: 'storing', done: 0, total: staged.taken });
    const made = await exchange(db, actor, layer);
    await emptyStaging(db);
    return { ...made, warnings: staged.warnings.slice(0, WARNINGS_TOLD) };
  } finally {
    await release();
  }
}

function nameOf({ kind, name, widthM }: ConstraintRequest): string {
  if (widthM !== undefined && kind !== 'planned-road')
    throw new Problem('request-invalid', '只有规划道路可以给出宽度。 A width belongs to planned roads only.', 'widthM');
  if (name !== undefined) return name;
  if (kind !== 'other') return CONSTRAINT_NAMES[kind];
  throw new Problem('request-invalid', '其他图层请给出名称。 Give a layer of another kind its name.', 'name');
}

type Staged = { readonly location: Location; readonly taken: number; readonly warnings: Warnings };

async function stage(
  db: Database,
  jurisdictionId: number,
  request: ConstraintRequest,
  report: Report,
): Promise<Staged> {
  await emptyStaging(db); // A process that was killed may have left rows.
  const file = await openFeatures(request);
  try {
    const location = await locateFile(db, jurisdictionId, request.crs, file.crs);
    const { taken, elsewhere, lastRow } = await readFeatures(db, file.rows, {
      location,
      takesLines: request.widthM !== undefined,
      onRead: (done) => report({ phase: 'reading', done, total: null }),
    });
    const step = stepper(lastRow, report);
    await step('placing', (rows) => placeStaged(db, rows, request.widthM ?? null));
    const warnings = mendWarnings((await step('mending', (rows) => mendStaged(db, rows))).flat());
    await weighStaged(db);
    const cut = (await step('parting', (rows) => partStaged(db, rows))).reduce((sum, each) => sum + each, 0);
    return { location, taken, warnings: [...wholeWarnings(elsewhere, cut), ...warnings] };
  } finally {
    await file.close();
  }
}

/** Does what is asked of all staged features some rows at a time, and says how far it is before and after each. */
function stepper(lastRow: number, report: Report) {
  return async <T>(phase: ConstraintProgress['phase'], work: (rows: RowRange) => Promise<T>): Promise<T[]> => {
    const results: T[] = [];
    for (let done = 0; done < lastRow; done += ROWS_A_STEP) {
      report({ phase, done, total: lastRow });
      results.push(await work({ from: done + 1, to: done + ROWS_A_STEP }));
    }
    return results;
  };
}

/** What is said of the file as a whole: row 0. */
function wholeWarnings(elsewhere: number, cut: number): Warnings {
  const words = [
    `${elsewhere} 个要素远在辖区之外，没有导入。 Left out as far from the jurisdiction: ${elsewhere}.`,
    `${cut} 个要素与前面的要素重叠，重叠部分只计一次。 Sharing ground with a feature before, which is counted once: ${cut}.`,
  ];
  return [elsewhere, cut].flatMap((count, index) => (count > 0 ? [{ row: 0, message: words[index] ?? '' }] : []));
}

async function openFeatures({ filePath, fileName, layer, zipLimits }: ConstraintRequest): Promise<FeatureFile> {
  const opened = await openFile(filePath, fileName, { layer, zipLimits, isKnownHeader: () => false });
  if (opened.is === 'features') return opened.file;
  throw new Problem(
    'file-unreadable',
    '管控图层要从空间数据导入：GeoJSON、Shapefile（.zip）、GeoPackage、KML 或 DXF。 A constraint layer comes from geodata.',
    'file',
  );
}

/** What was mended is warned of; one mended beyond the tolerance refuses the file. */
function mendWarnings(mended: Awaited<ReturnType<typeof mendStaged>>): Warnings {
  const judged = mended.map((each) => ({ row: each.rowNumber, ...judgeRepair(each) }));
  const faults = judged
    .filter(({ verdict }) => verdict === 'refused')
    .map(({ row, reason }) => ({ code: reason.code, place: `feature ${row}`, message: reason.message }));
  if (faults.length > 0) throw refused(faults);
  return judged.map(({ row, reason }) => ({ row, message: reason.message }));
}

/** The words for what a database says of a shape: that the projection cannot turn it back, or that it stopped on it. */
function told(error: unknown): unknown {
  if (isBrokenOff(error)) return outlineProblem(null);
  if (error instanceof Error && error.cause instanceof Error && /^transform: /.test(error.cause.message))
    return new Problem(
      'axes-swapped',
      '有坐标超出该坐标系的适用范围，请核对坐标系。 A coordinate lies outside what the coordinate system covers.',
      'crs',
    );
  return error;
}

/** The one moment at which readers see the new layer for the old one. */
function exchange(db: Database, actor: Actor, layer: NewLayer): Promise<{ layer: ConstraintLayer; replaced: boolean }> {
  return db.transaction(async (transaction) => {
    const { id, former } = await takeLayer(transaction, layer);
    await fillLayer(transaction, id);
    const revision = await raise(transaction, layer.jurisdictionId, `管控图层 ${layer.name}`, layer.at);
    const made = await finishLayer(transaction, id, revision);
    const entry = { kind: 'constraint-imported', jurisdictionId: layer.jurisdictionId, subject: layer.name } as const;
    await writeAudit(transaction, actor, { ...entry, before: former ?? undefined, after: made }, layer.at);
    return { layer: made, replaced: former !== null };
  });
}

/** Takes a layer away. Errors: `constraint-layer-not-found`. */
export function removeConstraints({ db, clock }: Given, actor: Actor, id: number): Promise<ConstraintLayer> {
  return asProgram(() =>
    db.transaction(async (transaction) => {
      const deleted = await deleteLayer(transaction, actor.scope, id);
      if (!deleted)
        throw new Problem(
          'constraint-layer-not-found',
          `没有编号为 ${id} 的管控图层。 No constraint layer has this id.`,
          'params.id',
        );
      const { jurisdictionId, layer } = deleted;
      await raise(transaction, jurisdictionId, `移除管控图层 ${layer.name}`, clock());
      const entry = { kind: 'constraint-removed', jurisdictionId, subject: layer.name } as const;
      await writeAudit(transaction, actor, { ...entry, before: layer }, clock());
      return layer;
    }),
  );
}

/** The land is as it was, but what the map draws is not. */
async function raise(db: Connection, jurisdictionId: number, reason: string, at: Date): Promise<number> {
  const { parcelMinZoom } = await currentRevision(db);
  return raiseRevision(db, { reason, batchId: null, parcelMinZoom, at, of: [jurisdictionId] });
}
