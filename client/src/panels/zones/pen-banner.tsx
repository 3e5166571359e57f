import { muFromM2 } from '@yima-guandi/server/domain';
import { useEffect, useMemo } from 'react';
import { useLandMoment } from '../../api/current.ts';
import { type Pen, pen, theMap } from '../../map/map-state.ts';
import { ringAreaM2 } from '../../map/measure.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { useIsPhone } from '../../ui/is-phone.ts';
import { moveCorner } from '../../zone/corner.ts';
import { keyboardPen } from '../../zone/keyboard-pen.ts';
import { useLiveMeasure } from '../../zone/live-measure.ts';
import styles from './pen-banner.module.css';
import { drawingRing, penActs, touchTaking } from './use-pen.ts';

const TAKINGS = ['anew', 'add', 'remove'] as const;
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
  const isDrawing = ring !== null && inHand !== null && DRAWS.includes(inHand);
  const zone = useMemo(() => (isDrawing ? { ground: [[ring]], lockedIn: [], lockedOut: [] } : null), [isDrawing, ring]);
  const held = useLiveMeasure(useLandMoment(), zone);
  const isPhone = useIsPhone();
  if (!inHand) return null;
  const isRing = ring !== null && (inHand === 'draw' || inHand === 'cut');
  return (
    <>
      <i className={cx(styles.cross, isPhone && inHand === 'edit' && styles.shown)} aria-hidden="true" />
      <div className={styles.banner} role="status">
        <b>{text.zones.bannerTitle[inHand]}</b>
        {isDrawing && (
          <span className={styles.live}>
            {text.zones.live} {format.number(muFromM2(ringAreaM2(ring)), 2)} {text.common.units.mu}
            {held !== null &&
              held.all.parcels > 0 &&
              ` · ${text.zones.liveLand(
                format.number(held.all.parcels),
                format.mu(held.all.muHundredths),
                format.mu(held.potential.muHundredths),
              )}`}
          </span>
        )}
        {isPhone ? !isDrawing && <p>{text.zones.bannerTouch[inHand]}</p> : <p>{text.zones.banner[inHand]}</p>}
        <span className={styles.acts}>
          {isRing && <RingActs />}
          {inHand === 'edit' && isPhone && <CornerActs />}
          {(inHand === 'box' || inHand === 'lasso') && isPhone && <TakingActs />}
          <button type="button" onClick={() => pen.set(null)}>
            {isPhone ? text.zones.leaveTouch : text.zones.leave}
          </button>
        </span>
      </div>
    </>
  );
}

/** For whoever has no keys at hand: the last corner off again, and the ring closed. */
function RingActs() {
  const { text } = useText();
  const acts = penActs.use();
  return (
    <>
      <button type="button" onClick={() => acts?.undoCorner()}>
        {text.zones.undoCorner}
      </button>
      <button type="button" onClick={() => acts?.finish()}>
        {text.zones.finish}
      </button>
    </>
  );
}

/** A finger drags corners and has no right button: it goes from corner to corner, and takes one away. */
function CornerActs() {
  const { text } = useText();
  const map = theMap.use();
  return (
    <>
      <button type="button" onClick={() => map && moveCorner(map, 'n', false)}>
        {text.zones.nextCorner}
      </button>
      <button type="button" onClick={() => map && moveCorner(map, 'Delete', false)}>
        {text.zones.dropCorner}
      </button>
    </>
  );
}

/** What Shift and Alt choose where there are such keys. */
function TakingActs() {
  const { text } = useText();
  const taking = touchTaking.use();
  return TAKINGS.map((each) => (
    <button key={each} type="button" aria-pressed={taking === each} onClick={() => touchTaking.set(each)}>
      {text.zones.takings[each]}
    </button>
  ));
}
