import { useEffect, useState } from 'react';
import { secondsLeft } from './wait-seconds.ts';

/** Counts down a wait that was asked for. */
export function useWait(): { readonly seconds: number; readonly begin: (seconds: number) => void } {
  const [wait, setWait] = useState({ until: 0, asked: 0 });
  const [now, setNow] = useState(0);
  const seconds = secondsLeft(wait.until, now, wait.asked);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isOver]);
  const begin = (asked: number) => {
    const from = Date.now();
    setNow(from);
    setWait({ until: from + asked * 1000, asked });
  };
  return { seconds, begin };
}
