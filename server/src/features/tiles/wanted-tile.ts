import { z } from 'zod';
import type { Revision } from '../../db/revision.ts';
import type { TilePlans } from './make-tile.ts';
import { parseTileAddress, parseTileYear } from './tile-address.ts';
import type { TileLayer } from './tile-encoder.ts';
import { type TileValues, tileValues } from './tile-frame.ts';

/** Parts of an address arrive as text, so that a malformed one is refused by the name of what it is: no tile address. */
export const PlaceParams = z.object({
  revision: z.string().describe('Dataset revision, from the TileJSON'),
  z: z.string().describe('Zoom, 0 to 22; tiles are worth asking for to 16'),
  x: z.string().describe('Column from the west'),
  y: z.string().describe('Row from the north'),
});
export const ParcelParams = PlaceParams.extend({ year: z.string().describe('Year of classes and findings') });

export type PlaceParams = z.infer<typeof PlaceParams>;
export type ParcelParams = z.infer<typeof ParcelParams>;

/** What a tile's address asks for. */
export type WantedTile = {
  /** The address as it is written by the TileJSON */
  readonly address: string;
  readonly asked: number;
  readonly layersAt: (revision: Revision) => readonly TileLayer[];
  readonly values: TileValues;
};

/** Reads the address of a parcel tile. Errors: Problem tile-address-invalid. */
export function wantedParcels(params: ParcelParams, plans: TilePlans): WantedTile {
  const { revision, ...tile } = parseTileAddress(params);
  const year = parseTileYear(params.year);
  return {
    address: `/tiles/${revision}/${year}/parcels/${tile.z}/${tile.x}/${tile.y}.mvt`,
    asked: revision,
    layersAt: (current) => plans.parcels(tile.z, current),
    values: tileValues(tile, year),
  };
}

/** Reads the address of a place tile. Errors: Problem tile-address-invalid. */
export function wantedPlaces(params: PlaceParams, plans: TilePlans): WantedTile {
  const { revision, ...tile } = parseTileAddress(params);
  return {
    address: `/tiles/${revision}/places/${tile.z}/${tile.x}/${tile.y}.mvt`,
    asked: revision,
    layersAt: () => plans.places(tile.z),
    values: tileValues(tile, 0),
  };
}
