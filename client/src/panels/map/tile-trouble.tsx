import { mapTrouble, theMap } from '../../map/map-state.ts';
import { useText } from '../../text/use-text.ts';
import styles from './map-screen.module.css';

/** Says that tiles are missing, so that empty ground is not taken for land without parcels. */
export function TileTrouble() {
  const { text } = useText();
  const trouble = mapTrouble.use();
  if (trouble !== 'failed') return null;
  const retry = () => {
    mapTrouble.set(null);
    for (const source of ['places', 'cells', 'parcels']) theMap.get()?.refreshTiles(source);
  };
  return (
    <div className={styles.trouble} role="alert">
      {text.map.tilesFailed}
      <button type="button" onClick={retry}>
        {text.common.retry}
      </button>
    </div>
  );
}
