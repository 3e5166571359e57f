import { muFromM2 } from '@yima-guandi/server/domain';
import { useEffect } from 'react';
import { measured, pointer } from '../../map/map-state.ts';
import { ringAreaM2, ringOutlineM } from '../../map/measure.ts';
import { useText } from '../../text/use-text.ts';
import styles from './measure-banner.module.css';

function useMeasureKeys(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      const state = measured.get();
      if (!state) return;
      if (event.key === 'Escape') measured.set(null);
      else if (event.key === 'Enter' && state.points.length > 2) measured.set({ ...state, isClosed: true });
      else if (event.key === 'Backspace') measured.set({ points: state.points.slice(0, -1), isClosed: false });
      else return;
      event.preventDefault();
    };
    const onDoubleClick = () => {
      const state = measured.get();
      // The two clicks of the double-click have each put a point at the same spot.
      if (state && state.points.length > 3) measured.set({ points: state.points.slice(0, -1), isClosed: true });
    };
    // Before the dossier, which the same key would close.
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('dblclick', onDoubleClick);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('dblclick', onDoubleClick);
    };
  }, [isOn]);
}

/** Names the mode and its keys, and says the area of the ring so far. */
export function MeasureBanner() {
  const { text, format } = useText();
  const state = measured.use();
  const at = pointer.use();
  useMeasureKeys(state !== null);
  if (!state) return null;
  const ring =
    at && !state.isClosed && state.points.length > 0 ? [...state.points, [at.lng, at.lat] as const] : state.points;
  const areaM2 = ringAreaM2(ring);
  return (
    <div className={styles.banner} role="status">
      <div>
        {text.map.measureArea} <b>{format.number(muFromM2(areaM2), 2)}</b>
        {text.common.units.mu} · {format.m2(areaM2)} m² · {text.map.measureLength} {format.number(ringOutlineM(ring))}{' '}
        {text.common.units.metres}
      </div>
      <p>{text.map.measureHint}</p>
    </div>
  );
}
