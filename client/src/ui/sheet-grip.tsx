import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './sheet-grip.module.css';
import { createStore } from './store.ts';

const SHEET_HEIGHTS = ['low', 'middle', 'high'] as const;
type SheetHeight = (typeof SHEET_HEIGHTS)[number];

/** How high the sheet under the map of a phone is pulled. */
export const sheetHeight = createStore<SheetHeight>('middle');

/** A pull shorter than this was a tap. */
const TAP_PX = 6;

/** Where a sheet comes to rest: the height of those that is nearest. */
export function nearestHeight(heightPx: number, restsPx: readonly number[]): SheetHeight {
  const distances = restsPx.map((rest) => Math.abs(rest - heightPx));
  return SHEET_HEIGHTS[distances.indexOf(Math.min(...distances))] ?? 'middle';
}

const moved = (steps: number): void => {
  const at = SHEET_HEIGHTS.indexOf(sheetHeight.get()) + steps;
  sheetHeight.set(SHEET_HEIGHTS[Math.max(0, Math.min(SHEET_HEIGHTS.length - 1, at))] ?? 'middle');
};

/** Heights at which the sheet rests, as its style tells them. */
function restsOf(sheet: HTMLElement): number[] {
  const former = sheet.dataset.height;
  const rests = SHEET_HEIGHTS.map((height) => {
    sheet.dataset.height = height;
    return sheet.offsetHeight;
  });
  sheet.dataset.height = former ?? 'middle';
  return rests;
}

/** The handle of a sheet on a phone: pulled, tapped, or moved by the arrow keys. It moves the element that it stands in. */
export function SheetGrip({ label }: { readonly label: string }) {
  const pull = useRef<{ readonly fromY: number; readonly heightPx: number; rests: number[] } | null>(null);
  const height = sheetHeight.use();
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    const sheet = event.currentTarget.parentElement;
    if (!sheet) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pull.current = { fromY: event.clientY, heightPx: sheet.offsetHeight, rests: restsOf(sheet) };
  };
  const move = (event: PointerEvent<HTMLButtonElement>) => {
    const sheet = event.currentTarget.parentElement;
    if (!pull.current || !sheet) return;
    const { fromY, heightPx, rests } = pull.current;
    const wanted = heightPx + fromY - event.clientY;
    sheet.style.height = `${Math.max(Math.min(...rests), Math.min(Math.max(...rests), wanted))}px`;
  };
  const up = (event: PointerEvent<HTMLButtonElement>) => {
    const sheet = event.currentTarget.parentElement;
    if (!pull.current || !sheet) return;
    const { fromY, rests } = pull.current;
    const wasTap = Math.abs(event.clientY - fromY) < TAP_PX;
    pull.current = null;
    if (!wasTap) sheetHeight.set(nearestHeight(sheet.offsetHeight, rests));
    sheet.style.height = '';
    if (wasTap) sheetHeight.set(height === 'middle' ? 'high' : 'middle');
  };
  const onKey = (event: KeyboardEvent) => {
    const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    moved(steps);
  };
  return (
    <button
      type="button"
      className={styles.grip}
      aria-label={label}
      aria-expanded={height !== 'low'}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={onKey}
      // A tap is told by the pointer already; keys click too.
      onClick={({ detail }) => detail === 0 && sheetHeight.set(height === 'middle' ? 'high' : 'middle')}
    />
  );
}
