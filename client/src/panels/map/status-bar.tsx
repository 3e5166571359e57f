import { useQuery } from '@tanstack/react-query';
import { useCurrent } from '../../api/current.ts';
import { healthQuery, tallyQuery } from '../../api/queries.ts';
import { liveCamera, pointer } from '../../map/map-state.ts';
import { scaleDenominator } from '../../map/scale.ts';
import { useText } from '../../text/use-text.ts';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import styles from './bars.module.css';

/** Where the pointer is (else the middle of the map), the scale, and which state of the data is shown. */
export function StatusBar() {
  const { text, format } = useText();
  const { view } = useView();
  const { jurisdiction, year } = useCurrent();
  const camera = liveCamera.use();
  const place = pointer.use() ?? camera;
  const { data: health } = useQuery(healthQuery());
  const ask =
    jurisdiction && year !== null
      ? { jurisdiction: jurisdiction.code, year, by: 'class' as const, filter: filterText(view, ['off']) }
      : null;
  const { data: tally } = useQuery(tallyQuery(ask));
  return (
    <footer className={styles.status}>
      <span className={styles.place}>
        {place && `${format.degrees(place.lng)}°${text.shell.east}　${format.degrees(place.lat)}°${text.shell.north}`}
      </span>
      <span title={text.shell.status.crsNote}>{text.shell.status.crs}</span>
      {camera && <span>1 : {format.grouped(scaleDenominator(camera.lat, camera.zoom))}</span>}
      <span className={styles.end}>{health && text.shell.status.revision(format.grouped(health.revision))}</span>
      {tally && tally.methodVersions.length > 0 && (
        <span className={styles.optional}>{text.shell.status.method(tally.methodVersions)}</span>
      )}
      {health && <span className={styles.optional}>{format.time(health.revisionAt)}</span>}
    </footer>
  );
}
