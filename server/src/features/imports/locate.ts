import { Problem } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import { judgePlacement, type PlainBox, plausibleBox } from '../../domain/import-place.ts';
import { findSurroundings, findSystem } from './places.queries.ts';

/** The system of a file and the box, in its coordinates, that features must lie in. */
export type Location = {
  readonly srid: number;
  readonly crs: string;
  readonly allowed: PlainBox;
  readonly isOutlineKnown: boolean;
};

/** Systems on older datums that PostGIS joins to CGCS2000 without a grid: the shift of tens of metres is left out. */
const WITHOUT_GRID = new Set([4214, 4610]);

/** Finds where a file's coordinates are. Errors: `crs-unknown` where neither the file nor the request says, or PostGIS does not know. */
export async function locateFile(
  db: Database,
  jurisdictionId: number,
  given: string | undefined,
  found: string | null,
): Promise<Location> {
  const crs = given ?? found;
  if (crs === null) {
    throw new Problem(
      'crs-unknown',
      '文件没有说明坐标系（缺少 .prj）；请指定，例如 EPSG:4549（CGCS2000 三度带 120E）。 The file does not name its coordinate system (a .prj is missing): give it, for example EPSG:4549.',
      'crs',
    );
  }
  const srid = Number(/^(?:EPSG:{1,2})?(\d{4,6})$/i.exec(crs.trim())?.[1] ?? Number.NaN);
  const system = Number.isNaN(srid) ? null : await findSystem(db, srid);
  if (!system) {
    throw new Problem(
      'crs-unknown',
      `不认识坐标系“${crs}”；请写成 EPSG 编号，例如 EPSG:4549 或 EPSG:4490。 The coordinate system is not known: give an EPSG code.`,
      'crs',
    );
  }
  const surroundings = await findSurroundings(db, jurisdictionId, srid);
  return {
    srid,
    crs: `EPSG:${srid}`,
    allowed: surroundings ?? plausibleBox(srid, system.isGeographic),
    isOutlineKnown: surroundings !== null,
  };
}

export function describeLocation({ srid, crs, isOutlineKnown }: Location): Record<string, unknown> {
  return {
    crs,
    ...(isOutlineKnown ? {} : { placeCheck: '辖区还没有范围，只检查了坐标的数值范围' }),
    ...(WITHOUT_GRID.has(srid) ? { datumNote: '北京 54 / 西安 80 到 CGCS2000 没有用格网改正，位置可能差数十米' } : {}),
  };
}

/** Refuses a file whose first features all lie elsewhere. Errors: `axes-swapped`. */
export function checkPlacement(boxes: readonly PlainBox[], location: Location): void {
  const placement = judgePlacement(boxes, location.allowed);
  const [first] = boxes;
  if (placement === 'fits' || !first) return;
  const at = `${first[0].toFixed(3)}, ${first[1].toFixed(3)}`;
  const limits = location.allowed.map((each) => each.toFixed(3)).join(', ');
  const words =
    placement === 'swapped'
      ? `X 与 Y 颠倒：首个要素在 (${at})，交换后落在辖区内。请按“东坐标（经度）在前、北坐标（纬度）在后”重新导出`
      : `坐标不在辖区：首个要素在 (${at})，而 ${location.crs} 中辖区约在 [${limits}]。请核对坐标系与辖区`;
  throw new Problem(
    'axes-swapped',
    `${words}。 ${placement === 'swapped' ? 'X and Y are exchanged: export with easting or longitude first.' : 'The coordinates are not where the jurisdiction is: check the coordinate system.'}`,
    'crs',
  );
}
