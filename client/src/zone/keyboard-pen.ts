import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Pen } from '../map/map-state.ts';
import { moveCorner } from './corner.ts';

/** The drawing library knows a pointer only: a key at the middle of the map is told to it as a pointer there. */
function clickAtCentre(map: MapLibreMap): void {
  const canvas = map.getCanvas();
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = {
    clientX: left + width / 2,
    clientY: top + height / 2,
    bubbles: true,
    cancelable: true,
    pointerId: 1,
    isPrimary: true,
    button: 0,
  };
  canvas.dispatchEvent(new PointerEvent('pointermove', { ...at, button: -1 }));
  canvas.dispatchEvent(new PointerEvent('pointerdown', { ...at, buttons: 1 }));
  canvas.dispatchEvent(new PointerEvent('pointerup', at));
  // A pen that points at parcels listens to the map, and the map to clicks.
  canvas.dispatchEvent(new MouseEvent('mousedown', at));
  canvas.dispatchEvent(new MouseEvent('mouseup', at));
  canvas.dispatchEvent(new MouseEvent('click', at));
}

/** Does what a key means with a pen in hand; false: nothing, and the key is the map's. */
export function keyboardPen(map: MapLibreMap, held: Pen, key: string, isFast: boolean): boolean {
  if (held === 'edit') return moveCorner(map, key, isFast);
  if (key !== ' ') return false;
  clickAtCentre(map);
  return true;
}
