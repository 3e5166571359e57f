import type { Reason } from './import-check.ts';

/** The system that geometry is stored in: CGCS2000 longitude and latitude. */
export const CGCS2000_SRID = 4490;

/** Systems whose coordinates are CGCS2000 longitude and latitude as they are: WGS 84 differs by centimetres. */
const SAME_AS_STORED: ReadonlySet<number> = new Set([CGCS2000_SRID, 4326]);

/** The number that a file's geometry is read under: that of storage where it is the same thing. */
export const readSrid = (srid: number): number => (SAME_AS_STORED.has(srid) ? CGCS2000_SRID : srid);

/** A box in the units of its file: [minX, minY, maxX, maxY]. */
export type PlainBox = readonly [number, number, number, number];

/** Where a file's geometry lies against where it may lie. */
export type Placement = 'fits' | 'swapped' | 'elsewhere';

/** A repair may change the area by this ratio at most; beyond it the row is refused. */
export const REPAIR_TOLERANCE_RATIO = 0.001;

/** True where the box lies inside the allowed one. */
export function isInside(box: PlainBox, allowed: PlainBox): boolean {
  return box[0] >= allowed[0] && box[1] >= allowed[1] && box[2] <= allowed[2] && box[3] <= allowed[3];
}

/**
 * Judges the first boxes of a file together: one feature astray is that row's fault, all of them astray is the file's.
 * `swapped`: none fits as it is, and most fit with X and Y exchanged.
 */
export function judgePlacement(boxes: readonly PlainBox[], allowed: PlainBox): Placement {
  if (boxes.length === 0 || boxes.some((box) => isInside(box, allowed))) return 'fits';
  const swapped = boxes.filter((box) => isInside([box[1], box[0], box[3], box[2]], allowed)).length;
  return swapped * 2 > boxes.length ? 'swapped' : 'elsewhere';
}

/** Beyond it the screen's projection grows without bound. */
export const MOST_LATITUDE = 85;
/** The widest that one parcel may be. */
export const MOST_PARCEL_DEGREES = 1;

/**
 * Where coordinates of a system may lie when the jurisdiction has no outline yet. Gauss-Krüger systems of China (EPSG
 * 4491-4554, and the older 2327-2442): northing 1.8-6 million, easting 6 digits, or 8 with the zone's number in front.
 */
export function plausibleBox(srid: number, isGeographic: boolean): PlainBox {
  if (isGeographic) return [-180, -MOST_LATITUDE, 180, MOST_LATITUDE];
  const hasZone = (srid >= 4491 && srid <= 4501) || (srid >= 4513 && srid <= 4533);
  if (hasZone) return [13_000_000, 1_800_000, 46_000_000, 6_000_000];
  if ((srid >= 4502 && srid <= 4512) || (srid >= 4534 && srid <= 4554)) return [100_000, 1_800_000, 900_000, 6_000_000];
  return [-1e8, -1e8, 1e8, 1e8];
}

const GEOMETRY_FAULTS: Readonly<Record<string, string>> = {
  missing: '没有图形，请补绘后重新导出',
  'not-a-polygon': '图形不是面，宗地应为 Polygon 或 MultiPolygon',
  empty: '图形是空的',
  'not-a-number': '坐标中有不是数的值',
  'ring-too-short': '边界环不足 4 个点',
  'ring-not-closed': '边界环没有闭合，首尾点应相同',
};

/** The reason for a geometry that cannot be read as a polygon. */
export function geometryFaultReason(fault: string): Reason {
  return { code: `geometry-${fault}`, column: null, message: `图形：${GEOMETRY_FAULTS[fault] ?? fault}` };
}

/** The reason for a feature that lies outside the jurisdiction's surroundings. */
export function outsideReason(box: PlainBox): Reason {
  return {
    code: 'outside-jurisdiction',
    column: null,
    message: `图形在辖区范围之外（坐标约 ${box[0].toFixed(4)}, ${box[1].toFixed(4)}），请核对坐标`,
  };
}

/** The reason for a feature wider than a parcel can be, or beside the map. */
export const unplaceableReason: Reason = {
  code: 'geometry-too-large',
  column: null,
  message: `图形跨度超过 ${MOST_PARCEL_DEGREES} 度（约 100 公里），或不在可用的经纬度之内，请核对图形与坐标系`,
};

/** What a repair did to the area, m². */
export type Repair = { readonly fault: string; readonly areaBeforeM2: number; readonly areaAfterM2: number };

/** A repair is warned of with the area before and after; one that changes it by over 0.1 %, or leaves none, is a refusal. */
export function judgeRepair({ fault, areaBeforeM2, areaAfterM2 }: Repair): {
  readonly verdict: 'warned' | 'refused';
  readonly reason: Reason;
} {
  const areas = `修复前 ${areaBeforeM2.toFixed(2)} m²，修复后 ${areaAfterM2.toFixed(2)} m²`;
  const isSame = areaAfterM2 > 0 && Math.abs(areaAfterM2 - areaBeforeM2) <= areaBeforeM2 * REPAIR_TOLERANCE_RATIO;
  if (isSame)
    return {
      verdict: 'warned',
      reason: { code: 'geometry-repaired', column: null, message: `图形不合法（${fault}），已修复：${areas}` },
    };
  return {
    verdict: 'refused',
    reason: {
      code: areaAfterM2 > 0 ? 'geometry-invalid' : 'geometry-zero-area',
      column: null,
      message: `图形不合法（${fault}），修复会使面积改变超过 0.1%：${areas}；请在制图软件中修正`,
    },
  };
}
