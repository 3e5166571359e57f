import {
  type BoundaryCandidate,
  type BoundaryFile,
  type CrsSuggestion,
  MOST_BOUNDARY_AREAS,
} from '../../contract/boundary-file.ts';
import { Problem, type ProblemKind } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { requireJurisdiction } from '../../db/places.ts';
import { type PlainBox, readSrid } from '../../domain/import-place.ts';
import { likelySystems } from '../../domain/likely-systems.ts';
import type { Actor } from '../../domain/scope.ts';
import { openFile } from '../../formats/open-file.ts';
import type { FeatureFile } from '../../formats/rows.ts';
import { encodeMultiPolygon } from '../../formats/wkb.ts';
import { checkPlacement, type Location, locateFile } from '../imports/locate.ts';
import { outlineProblem } from '../imports/stage-file.ts';
import { findHome, type Judged, judgeShapes, placeInSystems } from './boundaries.queries.ts';
import { type FoundShape, type FoundShapes, passedOver, readShapes } from './read-shapes.ts';

export type BoundaryRequest = {
  readonly jurisdiction: string;
  readonly filePath: string;
  readonly fileName: string;
  readonly crs?: string | undefined;
};
type Home = Awaited<ReturnType<typeof findHome>>;
type Passed = BoundaryFile['passedOver'];
type Encoded = { readonly shape: FoundShape; readonly hex: string };

const ZIP_LIMITS = { entries: 200, totalBytes: 512 * 1024 * 1024, ratio: 200 };

/**
 * Looks through a file for areas that may become the boundary of a zone; nothing is stored. Where the file does not say its
 * system, the reply asks for it by naming those that would lie at the jurisdiction. Errors: those of reading a file,
 * `boundary-is-line`, `zone-empty`, `zone-outside`, `zone-too-detailed`, `crs-unknown`, `axes-swapped`.
 */
export async function readBoundaries(
  { db }: { readonly db: Database },
  actor: Actor,
  request: BoundaryRequest,
): Promise<BoundaryFile> {
  const jurisdiction = await requireJurisdiction(db, actor.scope, request.jurisdiction);
  const file = await openBoundaries(request);
  try {
    const found = await readShapes(file.rows);
    const [first] = found.shapes;
    if (!first) throw noArea(found);
    const home = await findHome(db, jurisdiction.id);
    const suggestions = await suggest(db, jurisdiction.id, home, found.shapes);
    const location = await locate(db, jurisdiction.id, { request, file, found, suggestions });
    const base = { fileName: request.fileName, format: file.format, suggestions, jurisdictionOutline: home.outline };
    if (location === null) return { ...base, crs: null, candidates: [], passedOver: found.passedOver };
    const named = suggestions.find(({ crs }) => crs === location.crs)?.name ?? location.crs;
    const from = request.crs !== undefined ? 'asked' : file.isCrsImplied || file.format === 'kml' ? 'format' : 'file';
    const judged = await judge(db, jurisdiction.id, found, location);
    return { ...base, crs: { code: location.crs, name: named, from }, ...judged };
  } catch (error) {
    throw isBrokenOff(error) ? outlineProblem(null) : error;
  } finally {
    await file.close();
  }
}

async function openBoundaries({ filePath, fileName }: BoundaryRequest): Promise<FeatureFile> {
  const options = { everyLayer: true, zipLimits: ZIP_LIMITS, isKnownHeader: () => false };
  const opened = await openFile(filePath, fileName, options);
  if (opened.is === 'features') return opened.file;
  throw new Problem(
    'file-unreadable',
    '边界要从空间数据读取：GeoJSON、Shapefile（.zip）、GeoPackage、KML（.kml、.kmz）或 DXF。 A boundary comes from geodata.',
    'file',
  );
}

function noArea({ passedOver: [first], read }: FoundShapes): Problem {
  if (read === 0 || !first) return new Problem('file-empty', '文件中没有图形。 The file holds no shapes.', 'file');
  const kinds = { line: 'boundary-is-line', point: 'boundary-is-line', 'too-detailed': 'zone-too-detailed' } as const;
  const kind: ProblemKind = first.reason in kinds ? kinds[first.reason as keyof typeof kinds] : 'zone-empty';
  return new Problem(
    kind,
    `文件中没有可用的面：${first.message}${read > 1 ? `（共 ${read} 个图形）` : ''}${kind === 'zone-too-detailed' ? '' : '。请把边界画成闭合的面后再上传'}。 No area among ${read} shapes can be used: ${kind === 'zone-too-detailed' ? 'simplify the boundary first' : 'draw the boundary as a closed area'}.`,
    'file',
  );
}

const cornerOf = ({ geometry }: FoundShape): readonly [number, number] | null => {
  let at: unknown = geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  const [x, y] = Array.isArray(at) ? at : [];
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
};

/** The systems in which the first shape would lie somewhere near; a jurisdiction without any ground gives no hint. */
async function suggest(
  db: Database,
  jurisdictionId: number,
  { longitude }: Home,
  shapes: readonly FoundShape[],
): Promise<CrsSuggestion[]> {
  const corner = shapes.map(cornerOf).find((each) => each !== null);
  if (longitude === null || !corner) return [];
  const systems = likelySystems(corner, longitude);
  if (systems.length > 0) return placeInSystems(db, jurisdictionId, corner, systems);
  if (likelySystems([corner[1], corner[0]], longitude).length === 0) return [];
  throw new Problem(
    'axes-swapped',
    `X 与 Y 颠倒：首个图形在 (${corner.map((each) => each.toFixed(3)).join(', ')})，交换后才像是坐标。请按“东坐标（经度）在前、北坐标（纬度）在后”重新导出。 X and Y are exchanged: export with easting or longitude first.`,
    'file',
  );
}

type Asked = {
  readonly request: BoundaryRequest;
  readonly file: FeatureFile;
  readonly found: FoundShapes;
  readonly suggestions: readonly CrsSuggestion[];
};

/** Where the file lies; null: it must be asked for. */
async function locate(db: Database, jurisdictionId: number, asked: Asked): Promise<Location | null> {
  const { request, file, found, suggestions } = asked;
  if (request.crs !== undefined) return locateFile(db, jurisdictionId, request.crs, null);
  const isDegrees = suggestions.some(({ crs }) => crs === 'EPSG:4490');
  if (file.crs === null || (file.isCrsImplied && !isDegrees)) return needed(suggestions, found);
  return locateFile(db, jurisdictionId, undefined, file.crs).catch((error: unknown) => {
    // A name that is no EPSG code is as good as none: the place decides.
    if (error instanceof Problem && error.kind === 'crs-unknown') return needed(suggestions, found);
    throw error;
  });
}

function needed(suggestions: readonly CrsSuggestion[], { shapes: [first] }: FoundShapes): null {
  if (suggestions.length > 0) return null;
  const at = (first ? cornerOf(first) : null)?.map((each) => each.toFixed(3)).join(', ') ?? '';
  throw new Problem(
    'crs-unknown',
    `文件没有说明坐标系，坐标 (${at}) 也看不出来；请指定，例如 EPSG:4549（CGCS2000 三度带 120E）。 The file does not name its coordinate system and its numbers do not tell: give it, for example EPSG:4549.`,
    'crs',
  );
}

async function judge(
  db: Database,
  jurisdictionId: number,
  { shapes, passedOver: before }: FoundShapes,
  location: Location,
): Promise<Pick<BoundaryFile, 'candidates' | 'passedOver'>> {
  const [encoded, boxes, passed]: [Encoded[], PlainBox[], Passed] = [[], [], [...before]];
  for (const shape of shapes) {
    const bytes = encodeMultiPolygon(shape.geometry, readSrid(location.srid));
    if (!bytes.ok) passed.push(passedOver(shape, bytes.fault === 'empty' ? 'empty' : 'broken'));
    else {
      boxes.push(bytes.box);
      encoded.push({ shape, hex: bytes.hex });
    }
  }
  checkPlacement(boxes, location);
  const near = encoded.filter((_, index) => lies(boxes[index], location.allowed));
  for (const { shape } of encoded)
    if (!near.some((each) => each.shape === shape)) passed.push(passedOver(shape, 'outside'));
  const judged = await judgeShapes(
    db,
    jurisdictionId,
    near.map(({ hex }) => hex),
  );
  const candidates: BoundaryCandidate[] = [];
  for (const [index, each] of judged.entries()) {
    const { shape } = near[index] as Encoded;
    if (each.boundary === null || each.muHundredths === 0) passed.push(passedOver(shape, 'empty'));
    else if (!each.isInside) passed.push(passedOver(shape, 'outside'));
    else candidates.push(candidateOf(shape, each, each.boundary));
  }
  if (candidates.length === 0) throw nothingLeft(passed);
  candidates.sort((a, b) => b.muHundredths - a.muHundredths);
  for (const left of candidates.splice(MOST_BOUNDARY_AREAS)) passed.push(passedOver(left, 'too-many'));
  return { candidates, passedOver: passed.slice(0, MOST_BOUNDARY_AREAS) };
}

const lies = (box: PlainBox | undefined, allowed: PlainBox): boolean =>
  box !== undefined && box[0] >= allowed[0] && box[1] >= allowed[1] && box[2] <= allowed[2] && box[3] <= allowed[3];

function candidateOf(
  { row, name, layer, from }: FoundShape,
  judged: Judged,
  boundary: BoundaryCandidate['boundary'],
): BoundaryCandidate {
  const { fault, longitude, latitude, muHundredths, muHundredthsBefore, positions, preview, outsideMuHundredths } =
    judged;
  const repaired =
    fault === null ? null : { reason: fault, longitude, latitude, muHundredthsBefore, muHundredthsAfter: muHundredths };
  return { row, name, layer, from, muHundredths, positions, boundary, preview, repaired, outsideMuHundredths };
}

function nothingLeft(passed: Passed): Problem {
  const outside = passed.find(({ reason }) => reason === 'outside');
  const told = outside ?? passed.at(-1);
  return new Problem(
    outside ? 'zone-outside' : 'zone-empty',
    `文件中没有可用的面：${told?.message ?? '没有图形'}。 No area of the file can be used.`,
    'file',
  );
}
