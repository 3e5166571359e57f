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

/** What became of several areas, with what only counts once, lies apart or lies outside. */
export function unionWords(words: Words, format: Format, union: Omit<BoundaryUnion, 'boundary' | 'preview'>): string {
  const { areas, pieces, muHundredths, overlapMuHundredths, outsideMuHundredths } = union;
  const mu = (hundredths: number) => words.areaMu(format.muExact(hundredths));
  return [
    words.united(format.number(areas), mu(muHundredths)),
    ...(overlapMuHundredths > 0 ? [words.unitedOverlap(mu(overlapMuHundredths))] : []),
    ...(pieces > 1 ? [words.unitedPieces(format.number(pieces))] : []),
    ...(outsideMuHundredths > 0 ? [words.outside(mu(outsideMuHundredths))] : []),
  ].join(words.comma);
}
