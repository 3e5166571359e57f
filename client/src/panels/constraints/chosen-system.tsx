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

/** The system that a file is read in, and others to read it in, each with the place where the file would then lie. */
export function ChosenSystem({ found, isBusy, onChoose }: SystemProps) {
  const { text, format } = useText();
  const words = text.constraints;
  const [typed, setTyped] = useState('');
  const place = (longitude: number, latitude: number) => `${longitude.toFixed(4)}°, ${latitude.toFixed(4)}°`;
  return (
    <div className={styles.crs}>
      {found?.crs && (
        <dl>
          <dt>{words.crsFound}</dt>
          <dd>
            {found.crs.name === found.crs.code ? found.crs.code : `${found.crs.code} · ${found.crs.name}`} (
            {words.crsFrom[found.crs.from]})
          </dd>
        </dl>
      )}
      {found?.crs === null && <span>{words.crsAsk}</span>}
      {found?.suggestions
        .filter(() => found.crs === null || found.suggestions.length > 1)
        .map(({ crs, name, longitude, latitude, distanceKm }) => (
          <button
            key={crs}
            type="button"
            className={styles.suggestion}
            disabled={isBusy}
            aria-pressed={found.crs?.code === crs}
            onClick={() => onChoose(crs)}
          >
            {crs} · {words.crsPlace(name, place(longitude, latitude), format.number(distanceKm))}
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
