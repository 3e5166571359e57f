import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TileJson } from '../../contract/api.ts';
import { Year } from '../../contract/parameters.ts';
import { sharedStore } from '../../db/shared-store.ts';
import { type Actor, type Scope, scopeKey } from '../../domain/scope.ts';
import { type Coding, codingFor } from '../../http/content-coding.ts';
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
import { makeTile, scopedPlans, tileEncoder } from './make-tile.ts';
import { type PackedTile, packTile } from './pack-tile.ts';
import { sendTile, sendTileJson } from './send-tile.ts';
import { tileStore } from './tile-store.ts';
import { ParcelParams, PlaceParams, type WantedTile, wantedParcels, wantedPlaces } from './wanted-tile.ts';

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

/** Vector tiles of parcels and places. They carry public fields only, of the land that the reader may see. */
export const tileRoutes: Routes = async (app, { db, access, tileStoreBytes }) => {
  const isShared = access !== 'accounts';
  const store = tileStore(tileStoreBytes);
  const encode = tileEncoder(db);
  const revisions = knownRevision(db);
  const extentOf = extents((scope) => findExtent(db, scope));
  const plansOf = scopedPlans();
  // The guard lets no name pass that is not the server's.
  const groundOf = async ({ protocol, host, actor }: FastifyRequest): Promise<TileGround> => {
    const revision = await revisions.read();
    return { revision, extent: await extentOf(revision.id, actor.scope), origin: `${protocol}://${host}` };
  };

  /** A tile that is kept under the very words of its address goes out at once; any other is read, found or made. */
  const answer = (read: (request: FastifyRequest) => WantedTile) => (request: FastifyRequest, reply: FastifyReply) => {
    const coding = codingFor(request.headers['accept-encoding']);
    const kept = store.kept(`${coding} ${scopeKey(request.actor.scope)} ${request.url}`);
    if (kept && revisions.isNewest(kept.revision)) return sendTile(request, reply, kept);
    return findTile(read(request), request.actor, coding).then((tile) => sendTile(request, reply, tile));
  };
  const findTile = async (
    { address, asked, layersAt, values }: WantedTile,
    { scope }: Actor,
    coding: Coding,
  ): Promise<PackedTile> => {
    const revision = await revisions.require(asked);
    const make = async () =>
      packTile(await makeTile(encode, layersAt(revision), values, revision), {
        coding,
        revision: revision.id,
        isShared,
      });
    return store.find(`${coding} ${scopeKey(scope)} ${address}`, make);
  };

  app.get(
    '/tiles/parcels.json',
    {
      config: { action: 'see-land' },
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
      config: { action: 'see-land' },
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
      config: { action: 'see-land' },
      ...PLAINLY,
      schema: {
        operationId: 'readParcelTile',
        summary: 'Parcels of a year, or counting cells at small zooms, as a vector tile',
        tags: ['tiles'],
        params: ParcelParams,
        response: TILE,
      },
    },
    answer(({ params, actor }) => wantedParcels(params as ParcelParams, plansOf(actor.scope))),
  );

  app.get(
    '/tiles/:revision/places/:z/:x/:y.mvt',
    {
      config: { action: 'see-land' },
      ...PLAINLY,
      schema: {
        operationId: 'readPlaceTile',
        summary: 'Roads, water, roofs and boundaries as a vector tile',
        tags: ['tiles'],
        params: PlaceParams,
        response: TILE,
      },
    },
    answer(({ params, actor }) => wantedPlaces(params as PlaceParams, plansOf(actor.scope))),
  );
};

/** The extent of a revision is read once for a scope: it cannot change without a new revision. */
function extents(find: (scope: Scope) => Promise<TileExtent>): (revision: number, scope: Scope) => Promise<TileExtent> {
  const store = sharedStore<TileExtent>(EXTENTS_KEPT, () => 1);
  return (revision, scope) => store.find(`${revision} ${scopeKey(scope)}`, () => find(scope));
}
const EXTENTS_KEPT = 100;
