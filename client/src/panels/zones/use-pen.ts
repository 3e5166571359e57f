import { useEffect, useRef } from 'react';
import { NO_ZONES, type Pen, parcelTaker, pen, type Taking, theMap, zoneShapes } from '../../map/map-state.ts';
import { createStore } from '../../ui/store.ts';
import type { GroundRing } from '../../zone/ground.ts';
import { drawRing, takeInside, takeParcels, takingState } from '../../zone/take-parcels.ts';
import { changeDraft, zoneDraft } from '../../zone/zone-draft.ts';

/** The ring that is being drawn at this moment; null: none. */
export const drawingRing = createStore<GroundRing | null>(null);
type PenActs = Pick<ZonePen, 'undoCorner' | 'finish'>;
/** What can be done to the ring that is being drawn; null: the pen is not there yet. */
export const penActs = createStore<PenActs | null>(null);
/** The parcel that the lock is about to be put on; null: none. */
export const lockAsked = createStore<number | null>(null);

type Place = { readonly jurisdiction: string; readonly year: number };
type ZonePen = ReturnType<typeof import('../../map/draw-zone.ts')['zonePen']>;

/** Shift and Alt as they are held at this moment. */
const held = { shift: false, alt: false };
/** How boxes and lassos take where there are no keys to hold. */
export const touchTaking = createStore<Taking>('anew');
const takingNow = (): Taking => (held.alt ? 'remove' : held.shift ? 'add' : touchTaking.get());

function onRing(place: Place, drawnWith: Pen, ring: GroundRing): void {
  if (drawnWith === 'box' || drawnWith === 'lasso') return void takeInside(place, ring, takingNow());
  drawRing(place, ring, drawnWith === 'cut');
}

/** Puts the pen on the map while the panel of zones is open, and the draft under it. */
export function useZonePen(place: Place | null, countedIds: readonly number[]): void {
  const map = theMap.use();
  const inHand = pen.use();
  const draft = zoneDraft.use().present;
  const drawing = useRef<ZonePen | null>(null);
  const latest = useRef({ place, countedIds });
  latest.current = { place, countedIds };

  useEffect(() => {
    if (!map) return;
    let isOver = false;
    // Loading it is a chunk of its own; whoever only looks does not fetch it.
    void import('../../map/draw-zone.ts').then(({ zonePen }) => {
      const start = () => {
        if (isOver) return;
        drawing.current = zonePen(map, {
          onRing: (drawnWith, ring) => latest.current.place && onRing(latest.current.place, drawnWith, ring),
          onDrawing: drawingRing.set,
          onEdited: (rings) =>
            changeDraft('edit', {
              boundary: rings.length > 0 ? { type: 'MultiPolygon', coordinates: rings } : null,
            }),
        });
        penActs.set(drawing.current);
        drawing.current.hold(pen.get(), zoneDraft.get().present.boundary?.coordinates ?? []);
      };
      if (map.isStyleLoaded()) start();
      else map.once('idle', start);
    });
    return () => {
      isOver = true;
      if (theMap.get() === map) drawing.current?.stop();
      drawing.current = null;
      penActs.set(null);
      drawingRing.set(null);
    };
  }, [map]);

  useEffect(() => {
    drawing.current?.hold(inHand, zoneDraft.get().present.boundary?.coordinates ?? []);
  }, [inHand]);

  useEffect(() => {
    if (inHand === 'edit') drawing.current?.editRings(draft.boundary?.coordinates ?? []);
    // Under the pen that moves corners the ground is drawn by the pen itself.
    const isShown = draft.boundary !== null && inHand !== 'edit';
    zoneShapes.set(
      isShown && draft.boundary
        ? {
            type: 'FeatureCollection',
            features: [{ type: 'Feature', properties: { state: 'draft' }, geometry: draft.boundary }],
          }
        : NO_ZONES,
    );
  }, [draft.boundary, inHand]);

  useEffect(() => {
    parcelTaker.set((parcelId, taking) => {
      const { place, countedIds } = latest.current;
      if (pen.get() === 'lock') return lockAsked.set(parcelId);
      if (!place || pen.get() !== 'click') return;
      const isIn = countedIds.includes(parcelId);
      void takeParcels(place, { ids: [parcelId] }, taking === 'anew' ? (isIn ? 'remove' : 'add') : taking);
    });
    const onKeys = ({ shiftKey, altKey }: KeyboardEvent | PointerEvent) =>
      Object.assign(held, { shift: shiftKey, alt: altKey });
    window.addEventListener('keydown', onKeys, true);
    window.addEventListener('keyup', onKeys, true);
    window.addEventListener('pointerdown', onKeys, true);
    return () => {
      parcelTaker.set(null);
      pen.set(null);
      touchTaking.set('anew');
      zoneShapes.set(NO_ZONES);
      takingState.set(null);
      window.removeEventListener('keydown', onKeys, true);
      window.removeEventListener('keyup', onKeys, true);
      window.removeEventListener('pointerdown', onKeys, true);
    };
  }, []);
}
