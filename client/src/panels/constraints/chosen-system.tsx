import type { BoundaryFile } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './boundary-upload.module.css';

type SystemProps = {
  /** Null where the file was refused: another system may be what it needs. */
  readonly found: BoundaryFile | null;
  readonly isBusy: boolean;
  readonly onChoose: (crs: string) => void;
};

/** The system that a file is read in; where it is not known, and behind it otherwise, those that it may be read in. */
export function ChosenSystem({ found, isBusy, onChoose }: SystemProps) {
  const { text } = useText();
  const words = text.constraints;
  const systems = <Systems found={found} isBusy={isBusy} onChoose={onChoose} />;
  return (
    <div className={styles.crs}>
      {found && found.crs === null ? (
        <>
          <span>{words.crsAsk}</span>
          {systems}
        </>
      ) : (
        <details>
          <summary>
            {found?.crs
              ? `${words.crsFound} ${systemName(found.crs.code, found.crs.name)} (${words.crsFrom[found.crs.from]})`
              : words.crsChange}
          </summary>
          {systems}
        </details>
      )}
    </div>
  );
}

/** The code, and the name where it says more; that all are CGCS2000 goes without saying. */
const systemName = (code: string, name: string): string =>
  name === code ? code : `${code} · ${name.replace('CGCS2000 / ', '')}`;

function Systems({ found, isBusy, onChoose }: SystemProps) {
  const { text, format } = useText();
  const words = text.constraints;
  const [typed, setTyped] = useState('');
  return (
    <div className={styles.systems}>
      {found?.suggestions.map(({ crs, name, longitude, latitude, distanceKm }) => (
        <button
          key={crs}
          type="button"
          className={styles.suggestion}
          disabled={isBusy}
          aria-pressed={found.crs?.code === crs}
          onClick={() => onChoose(crs)}
        >
          {systemName(crs, name)}
          <small>
            {words.crsPlace(`${longitude.toFixed(4)}°, ${latitude.toFixed(4)}°`, format.number(distanceKm))}
          </small>
        </button>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') onChoose(typed.trim());
        }}
      >
        <input
          aria-label={words.crsOther}
          placeholder={words.crsOther}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" disabled={isBusy || typed.trim() === ''}>
          {words.crsUse}
        </Button>
      </form>
    </div>
  );
}
