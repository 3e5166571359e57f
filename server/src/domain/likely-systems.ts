/** A system in which a file's coordinates would make sense. */
export type LikelySystem = { readonly srid: number; readonly name: string };

const FALSE_EASTING_M = 500_000;
/** Half the width of a band and a margin: counties near the edge of one are drawn in it all the same. */
const FARTHEST_FROM_MERIDIAN_M = 400_000;
const [FIRST_MERIDIAN, LAST_MERIDIAN] = [75, 135];
/** EPSG numbers of CGCS2000 in bands of 3 degrees: with the band's number before the easting from band 25 on, and without. */
const [FIRST_WITH_BAND, FIRST_WITHOUT_BAND] = [4513, 4534];

/**
 * The systems that a file without a name of its own may be in, by the size of its numbers: degrees, or CGCS2000 in the
 * bands of 3 degrees around a longitude, the band's number before the easting or not. `x` is the easting or longitude.
 */
export function likelySystems([x, y]: readonly [number, number], longitude: number): LikelySystem[] {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return [{ srid: 4490, name: 'CGCS2000' }];
  if (y < 1_800_000 || y > 6_000_000) return [];
  const middle = Math.round(longitude / 3) * 3;
  return [middle - 3, middle, middle + 3].flatMap((meridian): LikelySystem[] => {
    if (meridian < FIRST_MERIDIAN || meridian > LAST_MERIDIAN) return [];
    const step = (meridian - FIRST_MERIDIAN) / 3;
    const band = meridian / 3;
    const isNear = (easting: number) => Math.abs(easting - FALSE_EASTING_M) <= FARTHEST_FROM_MERIDIAN_M;
    if (isNear(x))
      return [{ srid: FIRST_WITHOUT_BAND + step, name: `CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E` }];
    if (!isNear(x - band * 1_000_000)) return [];
    return [{ srid: FIRST_WITH_BAND + step, name: `CGCS2000 / 3-degree Gauss-Kruger zone ${band}` }];
  });
}
