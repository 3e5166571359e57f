import type { Boundary, BoundaryCandidate, BoundaryUnion } from '@yima-guandi/server/contract';
import type { useText } from '../../text/use-text.ts';

/** As little of an area as a picture needs. */
export const heldOf = ({ preview, boundary }: BoundaryCandidate): Boundary => preview ?? boundary;

/** Areas as they lie, for a picture until they are united. */
export const sideBySide = (areas: readonly BoundaryCandidate[]): Boundary => ({
  type: 'MultiPolygon',
  coordinates: areas.flatMap((area) => heldOf(area).coordinates),
});

type Words = ReturnType<typeof useText>['text']['constraints'];
type Format = Pick<ReturnType<typeof useText>['format'], 'number' | 'muExact'>;

type Union = Omit<BoundaryUnion, 'boundary' | 'preview'>;

/** One boundary of one or several areas of a file. */
export type TakenAreas = Union & { readonly fileName: string; readonly boundary: Boundary };

/** An area that is taken alone, as a union of several would tell it. */
export const aloneOf = ({ positions, muHundredths, outsideMuHundredths, boundary }: BoundaryCandidate): Union => ({
  areas: 1,
  pieces: boundary.coordinates.length,
  positions,
  muHundredths,
  overlapMuHundredths: 0,
  outsideMuHundredths,
});

/** What became of the areas, with what only counts once, lies apart or lies outside. */
export function unionWords(words: Words, format: Format, union: Union): string {
  const { areas, pieces, muHundredths, overlapMuHundredths, outsideMuHundredths } = union;
  const mu = (hundredths: number) => words.areaMu(format.muExact(hundredths));
  return [
    areas === 1 ? words.alone(mu(muHundredths)) : words.united(format.number(areas), mu(muHundredths)),
    ...(overlapMuHundredths > 0 ? [words.unitedOverlap(mu(overlapMuHundredths))] : []),
    ...(pieces > 1 ? [words.unitedPieces(format.number(pieces))] : []),
    ...(outsideMuHundredths > 0 ? [words.outside(mu(outsideMuHundredths))] : []),
  ].join(words.comma);
}

export const takenWords = (words: Words, format: Format, taken: TakenAreas): string =>
  words.takenFrom(taken.fileName, unionWords(words, format, taken));
