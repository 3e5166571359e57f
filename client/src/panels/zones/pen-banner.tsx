import { muFromM2 } from '@yima-guandi/server/domain';
import { useEffect } from 'react';
import { type Pen, pen, theMap } from '../../map/map-state.ts';
import { ringAreaM2 } from '../../map/measure.ts';
import { useText } from '../../text/use-text.ts';
import { keyboardPen } from '../../zone/keyboard-pen.ts';
import styles from './pen-banner.module.css';
import { drawingRing } from './use-pen.ts';

const DRAWS: readonly Pen[] = ['draw', 'cut', 'box', 'lasso'];

/** Keys while a pen is in hand: on the map they draw, and Esc puts the pen down wherever the focus is. */
function usePenKeys(inHand: Pen | null): void {
  useEffect(() => {
    if (!inHand) return;
    const onKey = (event: KeyboardEvent) => {
      const map = theMap.get();
      const isOnMap = map !== null && event.target === map.getCanvas();
      if (event.key === 'Escape' && (drawingRing.get() === null || !isOnMap)) pen.set(null);
      else if (!(isOnMap && keyboardPen(map, inHand, event.key, event.shiftKey))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the dossier and the map, which some of these keys would move.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [inHand]);
}

/** Names the pen in hand and its keys, and says about how much ground the ring under it holds. */
export function PenBanner() {
  const { text, format } = useText();
  const inHand = pen.use();
  const ring = drawingRing.use();
  usePenKeys(inHand);
  if (!inHand) return null;
  const isDrawing = ring !== null && DRAWS.includes(inHand);
  return (
    <>
      <i className={styles.cross} aria-hidden="true" />
      <div className={styles.banner} role="status">
        <b>{text.zones.bannerTitle[inHand]}</b>
        {isDrawing && (
          <span className={styles.live}>
            {text.zones.live} {format.number(muFromM2(ringAreaM2(ring)), 2)} {text.common.units.mu}
          </span>
        )}
        <p>{text.zones.banner[inHand]}</p>
        <button type="button" onClick={() => pen.set(null)}>
          {text.zones.leave}
        </button>
      </div>
    </>
  );
}
