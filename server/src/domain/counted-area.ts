import { M2_PER_MU, muHundredthsFromM2 } from './units.ts';

/** The four areas that a parcel may have, in the order in which they count unless a programme says otherwise. */
export const AREA_SOURCES = ['certified', 'supplied', 'measured', 'reported'] as const;
export type AreaSource = (typeof AREA_SOURCES)[number];
export type ParcelAreasM2 = Readonly<Record<AreaSource, number | null>>;

export type CountedArea = { readonly source: AreaSource; readonly areaM2: number; readonly muHundredths: number };

/** Two areas of one parcel agree within the larger of these. */
export const AREA_TOLERANCE_RATIO = 0.01;
export const AREA_TOLERANCE_MU = 0.1;

/** The area that counts: the first known one of the basis. null: none of them is known. */
export function countedArea(areas: ParcelAreasM2, basis: readonly AreaSource[] = AREA_SOURCES): CountedArea | null {
  for (const source of basis) {
    const areaM2 = areas[source];
    if (areaM2 !== null) return { source, areaM2, muHundredths: muHundredthsFromM2(areaM2) };
  }
  return null;
}

export const areaToleranceM2 = (countedAreaM2: number): number =>
  Math.max(countedAreaM2 * AREA_TOLERANCE_RATIO, AREA_TOLERANCE_MU * M2_PER_MU);

/** Sources that differ from the counted area by more than the tolerance, with the deviation as a ratio (0.05: 5 % larger). */
export function areaConflicts(
  areas: ParcelAreasM2,
  counted: CountedArea,
): readonly { readonly source: AreaSource; readonly areaM2: number; readonly deviation: number }[] {
  const conflicts: { source: AreaSource; areaM2: number; deviation: number }[] = [];
  for (const source of AREA_SOURCES) {
    const areaM2 = areas[source];
    if (source === counted.source || areaM2 === null) continue;
    if (Math.abs(areaM2 - counted.areaM2) <= areaToleranceM2(counted.areaM2)) continue;
    conflicts.push({ source, areaM2, deviation: areaM2 / counted.areaM2 - 1 });
  }
  return conflicts;
}
