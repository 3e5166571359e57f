import { useEffect } from 'react';
import { nextSession, sessionCount } from '../../api/signed-in.ts';
import { mapTrouble, theMap } from '../../map/map-state.ts';
import { useText } from '../../text/use-text.ts';
import styles from './map-screen.module.css';

function retry(): void {
  mapTrouble.set(null);
  const map = theMap.get();
  // Squares are a source only where parcels are too many to draw, and one that is not there is refused.
  for (const source of ['places', 'cells', 'parcels']) if (map?.getSource(source)) map.refreshTiles(source);
}

/** Says that tiles are missing, so that empty ground is not taken for land without parcels; those of a session that has ended come with the next. */
export function TileTrouble() {
  const { text } = useText();
  const trouble = mapTrouble.use();
  const isSignedOut = trouble === 'signed-out';
  useEffect(() => {
    if (isSignedOut) void nextSession(sessionCount()).then(retry);
  }, [isSignedOut]);
  if (trouble !== 'failed') return null;
  return (
    <div className={styles.trouble} role="alert">
      {text.map.tilesFailed}
      <button type="button" onClick={retry}>
        {text.common.retry}
      </button>
    </div>
  );
}
