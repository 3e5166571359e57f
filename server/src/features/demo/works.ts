import type { Random } from '../../domain/random.ts';
import type { Bend } from './estate.ts';
import { type LocalFrame, lineText, multiPolygonText } from './local-frame.ts';
import type { Point, Ring } from './polygon.ts';
import type { BaseFeatureRow } from './rows.ts';
import type { Settlement } from './tenancy.ts';
import type { Territory } from './territory.ts';

/** One jurisdiction under construction. */
export type Works = {
  readonly settlement: Settlement;
  readonly territory: Territory;
  readonly townIds: readonly number[];
  readonly seed: number;
  /** Parcels still to be made. */
  left: number;
  /** Pairs of overlapping parcels still to be made: the finding of overlaps must have something to find. */
  overlapsLeft: number;
  nextParcelId: number;
  /** The last number given in each cadastral sub-area. */
  readonly numbers: Map<string, number>;
  /** Writes what is pending once there is enough of it. */
  readonly flush: () => Promise<void>;
  readonly savePark: (park: { townId: number; name: string; geom: string }) => Promise<number>;
};

/** Ground on which lots are laid out: its frame and bend, to whom it belongs, how well it does. */
export type Ground = {
  readonly frame: LocalFrame;
  readonly bend: Bend;
  readonly random: Random;
  readonly lotScale: number;
  /** Cadastral sub-area (地籍子区) of the parcel codes. */
  readonly subArea: number;
  readonly parkId: number | null;
  readonly isVillage: boolean;
  readonly address: string;
  /** Tax per mu against the average of the jurisdiction. */
  readonly quality: number;
};

/** A point of a local frame in the frame of the whole territory. */
export const inTerritory = (point: Point, frame: LocalFrame, territory: Territory): Point =>
  territory.frame.metres(frame.lonLat(point));

type Feature = Pick<BaseFeatureRow, 'layer' | 'kind'> & { readonly name?: string };

export function addArea(works: Works, feature: Feature, rings: readonly Ring[], frame: LocalFrame): void {
  if (rings.length > 0) add(works, feature, multiPolygonText(rings, frame));
}

export function addLine(works: Works, feature: Feature, path: readonly Point[], frame: LocalFrame): void {
  add(works, feature, lineText(path, frame));
}

function add({ settlement }: Works, { layer, kind, name }: Feature, geom: string): void {
  settlement.pending.base.push({ jurisdictionId: settlement.jurisdictionId, layer, kind, name: name ?? null, geom });
}

/** A round place that is taken, in metres of the territory. */
export type Taken = { readonly at: Point; readonly reach: number };
