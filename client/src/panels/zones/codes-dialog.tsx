import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { takeParcels } from '../../zone/take-parcels.ts';
import styles from './zones-panel.module.css';

const MOST_BRIDGE_M = 50;
const codesOf = (typed: string): string[] => [...new Set(typed.split(/[\s,，;；、]+/).filter((code) => code !== ''))];

type CodesProps = {
  readonly place: { readonly jurisdiction: string; readonly year: number };
  readonly onClose: () => void;
};

/** A zone from a list of parcel codes: no mouse is needed for it. */
export function CodesDialog({ place, onClose }: CodesProps) {
  const { text } = useText();
  const words = text.zones;
  const [typed, setTyped] = useState('');
  const [bridge, setBridge] = useState('0');
  const codes = codesOf(typed);
  const bridgeM = Number(bridge);
  const isBridge = bridge.trim() !== '' && bridgeM >= 0 && bridgeM <= MOST_BRIDGE_M;
  const make = () => {
    if (codes.length === 0 || !isBridge) return;
    void takeParcels(place, { codes }, 'add', { bridgeM });
    onClose();
  };
  return (
    <Dialog title={words.codesTitle} isBusy={false} onClose={onClose} onSubmit={make}>
      <p className={styles.dialogCode}>{words.codesHint}</p>
      <textarea
        className={styles.codes}
        aria-label={words.codesLabel}
        rows={8}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <label className={styles.bridge}>
        {words.bridge}
        <input
          inputMode="decimal"
          aria-invalid={!isBridge}
          value={bridge}
          onChange={({ target }) => setBridge(target.value)}
        />
        {words.metres}
      </label>
      <div className={styles.dialogActs}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" disabled={codes.length === 0 || !isBridge}>
          {words.codesTake}
        </Button>
      </div>
    </Dialog>
  );
}
