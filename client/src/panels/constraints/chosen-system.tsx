import type { BoundaryFile } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import type { Text } from '../../text/zh.ts';
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
              ? `${words.crsFound} ${systemName(text, found.crs.code, found.crs.name)} (${words.crsFrom[found.crs.from]})`
              : words.crsChange}
          </summary>
          {systems}
        </details>
      )}
    </div>
  );
}

const GAUSS_KRUGER = /^3-degree Gauss-Kruger (CM|zone) (\d+)E?$/;

/** The code, and the name in the user's language where it says more; that all are CGCS2000 goes without saying. */
function systemName({ constraints: words }: Text, code: string, name: string): string {
  if (name === code) return code;
  const short = name.replace('CGCS2000 / ', '');
  const [, kind, of] = GAUSS_KRUGER.exec(short) ?? [];
  if (of === undefined) return `${code} · ${short}`;
  return `${code} · ${kind === 'CM' ? words.meridian(of) : words.band(of)}`;
}

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
          {systemName(text, crs, name)}
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
