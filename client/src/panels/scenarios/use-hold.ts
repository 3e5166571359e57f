import { useCallback, useEffect, useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { holdScenario, releaseScenario } from '../../api/scenarios.ts';
import { theEditor } from './editor.ts';

/** A hold lasts two minutes without a sign; one sign may be lost. */
const SIGN_MS = 45_000;

type Held = {
  /** Why the scenario is not held by this editor; null: it is, or nothing is open. */
  readonly refusal: RequestError | null;
  readonly takeOver: () => void;
};

/** Asks for the hold; answers why it is not given. Silence is none: the save will tell. */
async function askHold(id: number, takeOver: boolean): Promise<RequestError | null> {
  try {
    await holdScenario(id, theEditor.get(), takeOver);
    return null;
  } catch (error) {
    return error instanceof RequestError && error.kind === 'scenario-held' ? error : null;
  }
}

/** Holds a scenario against other editors for as long as it is open here. */
export function useHold(id: number | null): Held {
  const [refusal, setRefusal] = useState<RequestError | null>(null);
  const sign = useCallback(
    async (takeOver: boolean): Promise<void> => {
      if (id !== null) setRefusal(await askHold(id, takeOver));
    },
    [id],
  );
  useEffect(() => {
    setRefusal(null);
    if (id === null) return;
    void sign(false);
    const timer = setInterval(() => void sign(false), SIGN_MS);
    return () => {
      clearInterval(timer);
      // A page that is closed says nothing; its hold ends by itself.
      void releaseScenario(id, theEditor.get()).catch(() => undefined);
    };
  }, [id, sign]);
  return { refusal, takeOver: () => void sign(true) };
}
