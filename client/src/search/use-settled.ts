import { useEffect, useState } from 'react';

const SETTLE_MS = 180;

/** The value once typing has paused. While a composition is open the last settled value stays. */
export function useSettled(value: string, isHeld: boolean): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value, isHeld]);
  return settled;
}
