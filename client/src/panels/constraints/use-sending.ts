import { useEffect, useRef, useState } from 'react';
import type { Sent } from '../../api/send-form.ts';
import { explainSent, useText } from '../../text/use-text.ts';

/** A file under way: how far it is, what went wrong in words, and how to stop it. Leaving the page stops it too. */
export function useSending<Reply>() {
  const { text, language } = useText();
  const sent = useRef<Sent<Reply> | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const cancel = () => sent.current?.cancel();
  useEffect(() => () => sent.current?.cancel(), []);
  const send = async (start: (onProgress: (ratio: number) => void) => Sent<Reply>): Promise<Reply | null> => {
    sent.current?.cancel();
    const mine = start((ratio) => sent.current === mine && setProgress(ratio));
    sent.current = mine;
    setError(null);
    setProgress(0);
    try {
      return await mine.reply;
    } catch (failure) {
      const isCancelled = failure instanceof DOMException && failure.name === 'AbortError';
      if (!isCancelled) setError(explainSent(text, language, failure));
      return null;
    } finally {
      if (sent.current === mine) {
        sent.current = null;
        setProgress(null);
      }
    }
  };
  return { progress, error, send, cancel };
}
