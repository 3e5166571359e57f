import type { Boundary } from '@yima-guandi/server/contract';
import { measureZone, zoneBoundary } from '../api/zones.ts';
import type { Taking } from '../map/map-state.ts';
import { createStore } from '../ui/store.ts';
import { cutGround, type GroundRing, groundOfRing, joinGround } from './ground.ts';
import { amendZoneDraft, changeDraft, zoneDraft } from './zone-draft.ts';

/** What the taking of parcels is at, or has come to. */
export type TakingState =
  | { readonly kind: 'busy' }
  | { readonly kind: 'none-inside' }
  | { readonly kind: 'snapped'; readonly movedM: number }
  | { readonly kind: 'crosses' }
  | { readonly kind: 'unknown-codes'; readonly codes: readonly string[] }
  | { readonly kind: 'failed'; readonly error: unknown };
export const takingState = createStore<TakingState | null>(null);

type Place = { readonly jurisdiction: string; readonly year: number };
type Wanted = { readonly ids: number[] } | { readonly codes: string[] };

/** Gaps that are closed, such as streets, and where the ground comes from. */
type TakingHow = { readonly bridgeM?: number; readonly origin?: keyof typeof STEP_OF };
const STEP_OF = { absorbed: 'absorb', codes: 'codes', proposed: 'propose' } as const;

let newest = 0;

/** Runs one taking at a time: a newer one makes the answer of an older one void. */
async function take(act: (isStill: () => boolean) => Promise<TakingState | null>): Promise<void> {
  newest += 1;
  const mine = newest;
  const isStill = () => mine === newest;
  takingState.set({ kind: 'busy' });
  const outcome = await act(isStill).catch((error: unknown): TakingState => ({ kind: 'failed', error }));
  if (isStill()) takingState.set(outcome);
}

async function apply(
  { jurisdiction }: Place,
  wanted: Wanted,
  taking: Taking,
  { bridgeM = 0, origin = 'codes' in wanted ? 'codes' : 'absorbed' }: TakingHow,
  isStill: () => boolean,
): Promise<TakingState | null> {
  const { boundary: piece, unknownCodes } = await zoneBoundary({ jurisdiction, ...wanted, bridgeM });
  if (!isStill()) return null;
  const { boundary } = zoneDraft.get().present;
  if (taking === 'remove') {
    if (!boundary) return null;
    const left = cutGround(boundary, piece);
    if (left === 'crosses') return { kind: 'crosses' };
    changeDraft('release', { boundary: left });
  } else {
    changeDraft(STEP_OF[origin], {
      boundary: taking === 'add' ? joinGround(boundary, piece) : piece,
      origin,
    });
  }
  return unknownCodes.length > 0 ? { kind: 'unknown-codes', codes: unknownCodes } : null;
}

/** Takes whole parcels into the draft, or lets them go. */
export const takeParcels = (place: Place, wanted: Wanted, taking: Taking, how: TakingHow = {}): Promise<void> =>
  take((isStill) => apply(place, wanted, taking, how, isStill));

/** Takes the parcels that lie in a ring by at least half. */
export const takeInside = (place: Place, ring: GroundRing, taking: Taking): Promise<void> =>
  take(async (isStill) => {
    const zone = { boundary: groundOfRing(ring), locks: [], counting: 'whole' as const, origin: 'absorbed' as const };
    const { parcels } = await measureZone({ ...place, zone, targetMu: null });
    if (!isStill()) return null;
    const ids = parcels.rows.filter(({ isCounted }) => isCounted).map(({ id }) => id);
    return ids.length === 0 ? { kind: 'none-inside' } : apply(place, { ids }, taking, {}, isStill);
  });

/** A line that lies so near follows the edge, m. */
const SNAP_M = 3;
/** What is moved by less nobody sees. */
const SEEN_M = 0.1;

/**
 * Draws a ring into the ground of the draft, or out of it. It is there at once; then the server lays it on the true edges
 * of parcels, which tiles only show roughly. What the server refuses stays as it was drawn, and the measure says why.
 */
export function drawRing({ jurisdiction }: Place, ring: GroundRing, isCut: boolean): void {
  const before = zoneDraft.get().present.boundary;
  const shaped = (piece: Boundary) => (isCut ? before && cutGround(before, piece) : joinGround(before, piece));
  const drawn = shaped(groundOfRing(ring));
  if (drawn === 'crosses') {
    takingState.set({ kind: 'crosses' });
    return;
  }
  if (isCut) changeDraft('cut', { boundary: drawn });
  else changeDraft('draw', { boundary: drawn, origin: 'drawn' });
  void take(async (isStill) => {
    const laid = await zoneBoundary({ jurisdiction, boundary: groundOfRing(ring), snapM: SNAP_M }).catch(() => null);
    const boundary = laid && shaped(laid.boundary);
    if (!laid || !boundary || boundary === 'crosses' || !isStill()) return null;
    // Whatever was done meanwhile goes before.
    if (zoneDraft.get().present.boundary !== drawn || laid.movedM < SEEN_M) return null;
    amendZoneDraft({ boundary });
    return { kind: 'snapped', movedM: laid.movedM };
  });
}
