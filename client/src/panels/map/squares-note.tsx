import { useQuery } from '@tanstack/react-query';
import { useCurrent } from '../../api/current.ts';
import { parcelTilesQuery } from '../../api/queries.ts';
import { useWhatIsTried } from '../../columns/what-is-tried.ts';
import { liveCamera } from '../../map/map-state.ts';
import { useText } from '../../text/use-text.ts';
import { conditionsOf } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import styles from './trial-chip.module.css';

/** Says, where squares stand for parcels, that they know of no filter but the classes and of no rule but the one in force. */
export function SquaresNote() {
  const { text } = useText();
  const { view } = useView();
  const { year, revision } = useCurrent();
  const { isTrying } = useWhatIsTried();
  const zoom = liveCamera.use()?.zoom;
  const { data: tiles } = useQuery(parcelTilesQuery(year, revision));
  const parcelsFrom = tiles?.vector_layers.find(({ id }) => id === 'parcels')?.minzoom ?? 0;
  const asksMore = isTrying || conditionsOf(view, ['off']).length > 0;
  if (zoom === undefined || zoom >= parcelsFrom || !asksMore) return null;
  return <span className={styles.note}>{text.map.squares}</span>;
}
