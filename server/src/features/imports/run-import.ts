import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ImportBatch } from '../../contract/api.ts';
import { ImportMapping } from '../../contract/import-mapping.ts';
import { JurisdictionCode } from '../../contract/parameters.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { asProgram } from '../../db/row-security.ts';
import { isKnownHeader } from '../../domain/header-match.ts';
import type { ImportKind } from '../../domain/import-fields.ts';
import type { Report } from '../../domain/progress.ts';
import { type Actor, type Scope, seesWhole } from '../../domain/scope.ts';
import { openFile } from '../../formats/open-file.ts';
import type { ZipLimits } from '../../formats/zip.ts';
import { tidyAssessment } from '../assessment/assess.ts';
import { cleanUpHoldingLock } from './clean-up.ts';
import { type ImportServices, takeImportLock } from './import-lock.ts';
import {
  addDetected,
  type Failure,
  failBatch,
  findBatch,
  insertBatch,
  markStage,
  type NewBatch,
} from './imports.queries.ts';
import { describeLocation, locateFile } from './locate.ts';
import { type Checked, checkStaged, storeStaged } from './merge-batch.ts';
import {
  findJurisdiction,
  findPlaceIds,
  type ImportJurisdiction,
  type NewJurisdiction,
  reserveJurisdiction,
} from './places.queries.ts';
import { describePlan, planColumns } from './read-plan.ts';
import { outlineProblem, stageFile } from './stage-file.ts';
import { analyseStaging, emptyStaging } from './staging.queries.ts';

export type ImportRequest = {
  readonly jurisdiction: string;
  readonly kind: ImportKind;
  readonly filePath: string;
  /** As the user calls it: its ending tells the format. */
  readonly fileName: string;
  /** Parsed by the contract's schema here. */
  readonly mapping: unknown;
  readonly crs?: string | undefined;
  /** All or nothing: one refused row keeps every row out. */
  readonly isStrict: boolean;
  /** Makes the jurisdiction where it is not there yet. */
  readonly createJurisdiction?: NewJurisdiction | undefined;
  readonly zipLimits?: ZipLimits | undefined;
};

type Run = {
  readonly services: ImportServices;
  readonly actor: Actor;
  readonly request: ImportRequest;
  readonly mapping: ImportMapping;
  readonly jurisdiction: ImportJurisdiction;
  /** Set where the import makes the jurisdiction, which is there only once the rows are stored. */
  readonly newJurisdiction: NewJurisdiction | undefined;
  readonly batchId: number;
  readonly report: Report;
};

/** An import that has a batch. `finished` answers the batch as it ended and never rejects for reasons that lie in the file. */
export type StartedImport = { readonly batch: ImportBatch; readonly finished: Promise<ImportBatch> };

/** Imports one file and answers its batch; the CLI's way. Errors: those of starting; what is wrong with the file is in the batch. */
export async function runImport(
  services: ImportServices,
  actor: Actor,
  request: ImportRequest,
  report: Report,
): Promise<ImportBatch> {
  return (await startImport(services, actor, request, report)).finished;
}

/** Writes the batch and sets the import going. Errors: `mapping-invalid`, `jurisdiction-not-found`, `import-running`, `file-unreadable`. */
export const startImport = (
  services: ImportServices,
  actor: Actor,
  request: ImportRequest,
  report: Report,
): Promise<StartedImport> => asProgram(() => start(services, actor, request, report));

async function start(
  services: ImportServices,
  actor: Actor,
  request: ImportRequest,
  report: Report,
): Promise<StartedImport> {
  refuseNul(request);
  const mapping = parseMapping(request.mapping);
  const release = await takeImportLock(services.db);
  try {
    await cleanUpHoldingLock(services);
    const { jurisdiction, newJurisdiction } = await findOrReserve(services.db, actor, request);
    const { sha256, bytes } = await fingerprint(request.filePath);
    const batchId = await beginBatch(services.db, actor, {
      jurisdictionId: newJurisdiction ? null : jurisdiction.id,
      jurisdictionCode: jurisdiction.code,
      kind: request.kind,
      fileName: request.fileName,
      fileSha256: sha256,
      fileBytes: bytes,
      mapping,
      isStrict: request.isStrict,
      startedAt: services.clock(),
    });
    const run: Run = { services, actor, request, mapping, jurisdiction, newJurisdiction, batchId, report };
    const batch = await readBatch(run);
    return { batch, finished: finish(run).finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

function beginBatch(db: Database, actor: Actor, batch: NewBatch): Promise<number> {
  return db.transaction(async (transaction) => {
    const id = await insertBatch(transaction, batch);
    const { kind, jurisdictionCode, fileName, fileSha256, fileBytes, isStrict } = batch;
    const facts = {
      kind,
      jurisdiction: jurisdictionCode,
      file: fileName,
      sha256: fileSha256,
      bytes: fileBytes,
      isStrict,
    };
    const entry = { kind: 'import-started', jurisdictionId: batch.jurisdictionId, subject: id, facts } as const;
    await writeAudit(transaction, actor, entry, batch.startedAt);
    return id;
  });
}

async function finish(run: Run): Promise<ImportBatch> {
  const { db } = run.services;
  try {
    await importFile(run);
  } catch (error) {
    const told = isBrokenOff(error) ? outlineProblem(null) : error;
    const problem =
      told instanceof Problem
        ? { type: told.kind, detail: told.message, ...(told.place === undefined ? {} : { place: told.place }) }
        : null;
    await endInFailure(
      run,
      problem ?? {
        type: 'internal',
        detail: '导入因内部错误停止，没有写入任何数据。 The import stopped for an internal reason and stored nothing.',
      },
    );
    await emptyStaging(db);
    if (!problem) throw error;
  }
  return readBatch(run);
}

function endInFailure({ services: { db, clock }, actor, batchId, ...run }: Run, problem: Failure): Promise<void> {
  const at = clock();
  return db.transaction(async (transaction) => {
    if (!(await failBatch(transaction, batchId, problem, at))) return;
    const { kind, fileName: file } = run.request;
    const facts = { kind, file, jurisdiction: run.jurisdiction.code, status: 'failed', problem: problem.type };
    const jurisdictionId = run.newJurisdiction ? null : run.jurisdiction.id;
    await writeAudit(transaction, actor, { kind: 'import-refused', jurisdictionId, subject: batchId, facts }, at);
  });
}

async function importFile(run: Run): Promise<void> {
  const { db } = run.services;
  const checked = await readAndCheck(run);
  await markStage(db, run.batchId, 'storing', checked.rows);
  run.report({ phase: 'storing', done: checked.rows, total: checked.rows });
  const { status } = await storeStaged(run.services, { ...run.request, ...run }, run.report);
  await emptyStaging(db);
  if (status === 'committed') await tidyAssessment(db);
}

async function readAndCheck(run: Run): Promise<Checked> {
  const { db } = run.services;
  const { kind, fileName, filePath, zipLimits } = run.request;
  const opened = await openFile(filePath, fileName, {
    ...run.mapping,
    zipLimits,
    isKnownHeader: isKnownHeader(kind, run.mapping.columns),
  });
  try {
    if (opened.is === 'features' && kind !== 'parcels') {
      throw new Problem(
        'file-unreadable',
        '空间数据只能按“宗地”导入；企业、用地关系和指标请用 CSV 或 XLSX。 Geodata can only be imported as parcels.',
        'kind',
      );
    }
    const { rows, headers } =
      opened.is === 'table'
        ? { rows: opened.file.rows, headers: opened.file.headers }
        : await peekHeaders(opened.file.rows);
    const match = planColumns(kind, headers, run.mapping);
    const location =
      opened.is === 'features'
        ? await locateFile(db, run.jurisdiction.id, run.request.crs ?? run.mapping.crs, opened.file.crs)
        : null;
    await addDetected(db, run.batchId, {
      ...describePlan(opened, match, run.mapping, headers),
      ...(location ? describeLocation(location) : {}),
    });
    const context = {
      kind,
      columns: match.columns,
      codeScheme: run.jurisdiction.codeScheme,
      division: run.jurisdiction.division,
      ...(await findPlaceIds(db, run.jurisdiction.id)),
    };
    const onProgress = async (rowsRead: number) => {
      run.report({ phase: 'reading', done: rowsRead, total: null });
      await markStage(db, run.batchId, 'reading', rowsRead);
    };
    const read = await stageFile(db, rows, { batchId: run.batchId, context, location, onProgress });
    if (read === 0) throw new Problem('file-empty', '文件中没有数据行。 The file holds no rows.');
    await markStage(db, run.batchId, 'checking', read);
    await analyseStaging(db);
    return await checkStaged(db, {
      batchId: run.batchId,
      jurisdictionId: run.jurisdiction.id,
      kind,
      columns: match.columns,
      isMerging: run.mapping.mergePiecesBy !== undefined,
      hasGeometry: location !== null,
    });
  } finally {
    if (opened.is === 'features') await opened.file.close();
  }
}

const PEEK_ROWS = 200;

/** Geodata has no header row: properties may differ by feature, so those of the first features together are taken. */
async function peekHeaders<Row extends { values: object }>(
  rows: AsyncIterable<Row>,
): Promise<{ headers: string[]; rows: AsyncIterable<Row> }> {
  const iterator = rows[Symbol.asyncIterator]();
  const held: Row[] = [];
  const headers = new Set<string>();
  while (held.length < PEEK_ROWS) {
    const next = await iterator.next();
    if (next.done) break;
    held.push(next.value);
    for (const name of Object.keys(next.value.values)) headers.add(name);
  }
  if (held.length === 0) throw new Problem('file-empty', '文件中没有要素。 The file holds no features.');
  async function* all(): AsyncGenerator<Row> {
    try {
      yield* held;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { headers: [...headers], rows: all() };
}

/** A text with a zero character fits no column, and no name of a file holds one. */
function refuseNul({ jurisdiction, fileName, crs, mapping }: ImportRequest): void {
  const texts = { jurisdiction, file: fileName, crs, mapping: JSON.stringify(mapping) ?? '' };
  for (const [place, text] of Object.entries(texts)) {
    if (text !== undefined && /\0|\\u0000/.test(text))
      throw new Problem(
        'request-invalid',
        `“${place}”含空字符（NUL），请去掉。 This holds a NUL character: leave it out.`,
        place,
      );
  }
}

function parseMapping(given: unknown): ImportMapping {
  const parsed = ImportMapping.safeParse(given);
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'mapping'}: ${issue.message}`);
  throw new Problem(
    'mapping-invalid',
    `映射不能使用：${words.join('；')}`,
    parsed.error.issues.map((issue) => issue.path.join('.')).join(', '),
  );
}

/** The jurisdiction asked for, or an id kept for the one to be made. Errors: `jurisdiction-not-found`. */
async function findOrReserve(
  db: Database,
  actor: Actor,
  request: ImportRequest,
): Promise<Pick<Run, 'jurisdiction' | 'newJurisdiction'>> {
  const found = await findJurisdiction(db, request.jurisdiction);
  refuseOutside(actor.scope, found?.id ?? null, request);
  if (found) return { jurisdiction: found, newJurisdiction: undefined };
  const { createJurisdiction: newJurisdiction } = request;
  if (newJurisdiction && !JurisdictionCode.safeParse(request.jurisdiction).success)
    throw new Problem(
      'request-invalid',
      `辖区代码“${request.jurisdiction}”只能用小写字母、数字和连字符，至多 40 个。 A jurisdiction code is up to 40 small letters, digits and dashes.`,
      'jurisdiction',
    );
  if (newJurisdiction)
    return { jurisdiction: await reserveJurisdiction(db, request.jurisdiction, newJurisdiction), newJurisdiction };
  throw new Problem(
    'jurisdiction-not-found',
    `没有代码为“${request.jurisdiction}”的辖区。 No jurisdiction has this code.`,
    'jurisdiction',
  );
}

/** A jurisdiction that is not seen whole gets no data, and who sees only some makes none. */
function refuseOutside(
  scope: Scope,
  jurisdictionId: number | null,
  { jurisdiction, createJurisdiction }: ImportRequest,
): void {
  const isMaking = jurisdictionId === null;
  if (isMaking && createJurisdiction === undefined) return; // It is not there, which is told in its own words.
  if (jurisdictionId === null ? scope.jurisdictionIds === 'all' : seesWhole(scope, jurisdictionId)) return;
  throw new Problem(
    'not-permitted',
    isMaking
      ? '新建辖区需要全部辖区的权限。 Only who sees every jurisdiction makes a new one.'
      : `辖区“${jurisdiction}”不在您的权限范围内，或只有部分乡镇在内。 You may import only into jurisdictions that you see whole.`,
    'jurisdiction',
  );
}

async function fingerprint(path: string): Promise<{ sha256: string; bytes: number }> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Problem('file-unreadable', `没有文件“${path}”。 There is no such file.`, 'file');
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { sha256: hash.digest('hex'), bytes: found.size };
}

async function readBatch(run: Run): Promise<ImportBatch> {
  const batch = await findBatch(run.services.db, run.actor.scope, run.batchId);
  if (!batch) throw new Error(`Batch ${run.batchId} is gone`);
  return batch;
}
