import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TileJson } from '../../contract/api.ts';
import { Year } from '../../contract/parameters.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { file, refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import {
  describeParcelTiles,
  describePlaceTiles,
  findExtent,
  type TileExtent,
  type TileGround,
} from './describe-tiles.ts';
import { knownRevision } from './known-revision.ts';
import { makeTile, parcelTileLayers, tileEncoder } from './make-tile.ts';
import { ownOrigin } from './own-origin.ts';
import { placeLayers } from './place-tile.queries.ts';
import { sendTile, sendTileJson } from './send-tile.ts';
import { parseTileAddress, parseTileYear } from './tile-address.ts';
import { tileStore } from './tile-store.ts';

/** Parts of an address arrive as text, so that a malformed one is refused by the name of what it is: no tile address. */
const PlaceParams = z.object({
  revision: z.string().describe('Dataset revision, from the TileJSON'),
  z: z.string().describe('Zoom, 0 to 22; tiles are worth asking for to 16'),
  x: z.string().describe('Column from the west'),
  y: z.string().describe('Row from the north'),
});
const ParcelParams = PlaceParams.extend({ year: z.string().describe('Year of classes and findings') });

const TILE = {
  200: file('The tile', 'application/vnd.mapbox-vector-tile'),
  204: z.null().describe('Nothing lies in this tile'),
  ...refusals('tile-address-invalid', 'revision-unknown', 'revision-superseded'),
};

/**
 * A tile is packed already, is no page, and its address is checked by hand: the work that other replies go through
 * would take three times as long as sending it.
 */
const PLAINLY = { compress: false, helmet: false, validatorCompiler: () => () => true } as const;

/** Vector tiles of parcels and places. They carry public fields only, so they are the same for every reader. */
export const tileRoutes: Routes = async (app, { db, tileStoreBytes }) => {
  const store = tileStore(tileStoreBytes);
  const encode = tileEncoder(db);
  const revisions = knownRevision(db);
  const extentOf = extents(() => findExtent(db));
  const { scope } = OPEN_ACTOR;
  const groundOf = async (request: FastifyRequest): Promise<TileGround> => {
    const revision = await revisions.read();
    return { revision, extent: await extentOf(revision.id), origin: ownOrigin(request) };
  };

  app.get(
    '/tiles/parcels.json',
    {
      schema: {
        operationId: 'describeParcelTiles',
        summary: 'TileJSON of the parcel tiles',
        tags: ['tiles'],
        querystring: z.object({ year: Year.optional().describe('The latest when absent') }),
        response: { 200: TileJson, ...refusals() },
      },
    },
    async (request, reply) => {
      const ground = await groundOf(request);
      return sendTileJson(request, reply, describeParcelTiles(ground, request.query.year ?? ground.extent.latestYear));
    },
  );

  app.get(
    '/tiles/places.json',
    {
      schema: {
        operationId: 'describePlaceTiles',
        summary: 'TileJSON of the place tiles',
        tags: ['tiles'],
        response: { 200: TileJson, ...refusals() },
      },
    },
    async (request, reply) => {
      return sendTileJson(request, reply, describePlaceTiles(await groundOf(request)));
    },
  );

  app.get(
    '/tiles/:revision/:year/parcels/:z/:x/:y.mvt',
    {
      ...PLAINLY,
      schema: {
        operationId: 'readParcelTile',
        summary: 'Parcels of a year, or counting cells at small zooms, as a vector tile',
        tags: ['tiles'],
        params: ParcelParams,
        response: TILE,
      },
    },
    async (request, reply) => {
      const { revision: asked, ...tile } = parseTileAddress(request.params);
      const year = parseTileYear(request.params.year);
      const revision = await revisions.require(asked);
      const address = `${asked}/${year}/${tile.z}/${tile.x}/${tile.y}`;
      return sendTile(
        request,
        reply,
        await store(address, () => makeTile(encode, parcelTileLayers(tile, year, revision, scope), revision)),
      );
    },
  );

  app.get(
    '/tiles/:revision/places/:z/:x/:y.mvt',
    {
      ...PLAINLY,
      schema: {
        operationId: 'readPlaceTile',
        summary: 'Roads, water, roofs and boundaries as a vector tile',
        tags: ['tiles'],
        params: PlaceParams,
        response: TILE,
      },
    },
    async (request, reply) => {
      const { revision: asked, ...tile } = parseTileAddress(request.params);
      const revision = await revisions.require(asked);
      const address = `${asked}/places/${tile.z}/${tile.x}/${tile.y}`;
      return sendTile(request, reply, await store(address, () => makeTile(encode, placeLayers(tile), revision)));
    },
  );
};

/** The extent of a revision is read once: it cannot change without a new revision. */
function extents(find: () => Promise<TileExtent>): (revision: number) => Promise<TileExtent> {
  let kept: { readonly revision: number; readonly extent: Promise<TileExtent> } | null = null;
  return (revision) => {
    if (kept?.revision === revision) return kept.extent;
    const extent = find();
    kept = { revision, extent };
    extent.catch(() => {
      kept = null;
    });
    return extent;
  };
}
