import type { Boundary } from '@yima-guandi/server/contract';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { createStore } from '../ui/store.ts';
import { changeDraft, zoneDraft } from './zone-draft.ts';

/** The corner that the keyboard moves: polygon, ring and place in the ring; null: none yet. */
type Corner = { readonly polygon: number; readonly ring: number; readonly at: number };
const corner = createStore<Corner | null>(null);

const STEP_PX = 1;
const FAST_PX = 10;
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Every corner of a ground in turn; the last position of a ring is its first and no corner of its own. */
export const cornersOf = ({ coordinates }: Boundary): Corner[] =>
  coordinates.flatMap((rings, polygon) =>
    rings.flatMap((positions, ring) =>
      Array.from({ length: positions.length - 1 }, (_, at) => ({ polygon, ring, at })),
    ),
  );

/** The ground with one corner put elsewhere, or taken away where `to` is null; a triangle keeps its corners. */
export function withCorner(ground: Boundary, { polygon, ring, at }: Corner, to: [number, number] | null): Boundary {
  const coordinates = ground.coordinates.map((rings, polygonAt) =>
    rings.map((positions, ringAt) => {
      if (polygonAt !== polygon || ringAt !== ring) return positions;
      const open = positions.slice(0, -1);
      if (to) open[at] = to;
      else if (open.length > 3) open.splice(at, 1);
      return [...open, open[0] as [number, number]];
    }),
  );
  return { type: 'MultiPolygon', coordinates };
}

/** N and P choose a corner, arrows move it, Delete takes it away; false: the key means nothing here. */
export function moveCorner(map: MapLibreMap, key: string, isFast: boolean): boolean {
  const ground = zoneDraft.get().present.boundary;
  if (!ground) return false;
  const all = cornersOf(ground);
  const held = corner.get();
  const place = all.findIndex(
    ({ polygon, ring, at }) => held?.polygon === polygon && held.ring === ring && held.at === at,
  );
  const show = (next: Corner | undefined) => {
    if (!next) return;
    corner.set(next);
    const position = ground.coordinates[next.polygon]?.[next.ring]?.[next.at];
    if (position) map.easeTo({ center: position, duration: 0 });
  };
  const letter = key.toLowerCase();
  if (letter === 'n' || letter === 'p') {
    const step = letter === 'n' ? 1 : -1;
    show(all[(place + step + all.length) % all.length]);
    return true;
  }
  const chosen = all[place];
  if (!chosen) return false;
  if (key === 'Delete' || key === 'Backspace') {
    changeDraft('edit', { boundary: withCorner(ground, chosen, null) });
    return true;
  }
  const move = MOVES[key];
  const position = ground.coordinates[chosen.polygon]?.[chosen.ring]?.[chosen.at];
  if (!move || !position) return false;
  const pixel = map.project(position);
  const length = isFast ? FAST_PX : STEP_PX;
  const { lng, lat } = map.unproject([pixel.x + move[0] * length, pixel.y + move[1] * length]);
  changeDraft('edit', { boundary: withCorner(ground, chosen, [Number(lng.toFixed(9)), Number(lat.toFixed(9))]) });
  map.easeTo({ center: [lng, lat], duration: 0 });
  return true;
}
