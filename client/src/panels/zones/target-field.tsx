import { useEffect, useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { amendZoneDraft } from '../../zone/zone-draft.ts';
import styles from './zones-panel.module.css';

const MOST_MU = 1_000_000;
const isTarget = (mu: number): boolean => mu > 0 && mu <= MOST_MU && Number(mu.toFixed(2)) === mu;

/** The mu to be freed. What is no target stays in the field, marked, and the former one stays in force. */
export function TargetField({ targetMu }: { readonly targetMu: number }) {
  const { text } = useText();
  const [typed, setTyped] = useState(String(targetMu));
  useEffect(() => setTyped(String(targetMu)), [targetMu]);
  const isWrong = !isTarget(Number(typed));
  return (
    <label className={styles.target}>
      {text.zones.target}
      <input
        inputMode="decimal"
        aria-label={text.zones.targetMu}
        aria-invalid={isWrong}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          const mu = Number(target.value);
          if (isTarget(mu)) amendZoneDraft({ targetMu: mu });
        }}
        onBlur={() => isWrong && setTyped(String(targetMu))}
      />
      {text.zones.units.mu}
    </label>
  );
}
