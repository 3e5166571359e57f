import { liveCamera } from '../../map/map-state.ts';
import { scaleBar } from '../../map/scale.ts';
import { useText } from '../../text/use-text.ts';
import styles from './bars.module.css';

const ROOM_PX = 110;
const METRES_PER_KM = 1000;

/** A bar of a round length on the ground. */
export function ScaleBar() {
  const { format } = useText();
  const camera = liveCamera.use();
  if (!camera) return null;
  const { metres, widthPx } = scaleBar(camera.lat, camera.zoom, ROOM_PX);
  const label = metres >= METRES_PER_KM ? `${format.number(metres / METRES_PER_KM)} km` : `${format.number(metres)} m`;
  return (
    <div className={styles.scale}>
      {label}
      <u style={{ width: widthPx }} />
    </div>
  );
}
