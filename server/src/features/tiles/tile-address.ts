import { Problem } from '../../contract/problem.ts';

/** Deepest zoom that an address may name. Tiles are made to MAX_TILE_ZOOM; a map draws deeper zooms from those. */
const DEEPEST_ZOOM = 22;
export const MAX_TILE_ZOOM = 16;

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const WHOLE_NUMBER = /^(0|[1-9]\d{0,9})$/;

export type TileCoordinates = { readonly z: number; readonly x: number; readonly y: number };
type AddressText = { readonly revision: string; readonly z: string; readonly x: string; readonly y: string };

/** Reads revision, zoom, column and row of a tile address. Errors: Problem tile-address-invalid, with the part that is wrong. */
export function parseTileAddress(text: AddressText): TileCoordinates & { readonly revision: number } {
  const revision = wholeNumber(text.revision, 'revision');
  const z = wholeNumber(text.z, 'z');
  if (z > DEEPEST_ZOOM) throw invalid('z', `Zoom ${z} is deeper than ${DEEPEST_ZOOM}.`);
  const side = 2 ** z;
  const x = wholeNumber(text.x, 'x');
  const y = wholeNumber(text.y, 'y');
  if (x >= side) throw invalid('x', `Zoom ${z} has columns 0 to ${side - 1}, not ${x}.`);
  if (y >= side) throw invalid('y', `Zoom ${z} has rows 0 to ${side - 1}, not ${y}.`);
  return { revision, z, x, y };
}

/** Reads the year of a tile address. Errors: Problem tile-address-invalid. */
export function parseTileYear(text: string): number {
  const year = wholeNumber(text, 'year');
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw invalid('year', `Years run from ${FIRST_YEAR} to ${LAST_YEAR}, not ${year}.`);
  return year;
}

function wholeNumber(text: string, part: string): number {
  if (!WHOLE_NUMBER.test(text))
    throw invalid(part, `${part} must be a whole number from 0, not “${text.slice(0, 40)}”.`);
  return Number(text);
}

function invalid(part: string, words: string): Problem {
  return new Problem('tile-address-invalid', `${words} Take the address template from the TileJSON.`, part);
}
