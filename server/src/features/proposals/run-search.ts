import { Worker } from 'node:worker_threads';
import type { ZoneAnswer, ZoneSearch } from '../../domain/zoning/answer-search.ts';

/** Only where the program runs from its sources is there TypeScript to be read. */
const LOADER = import.meta.url.endsWith('.ts') ? 'tsx/esm/api' : null;

type Message = { readonly share: number } | { readonly answer: ZoneAnswer };
export type RunningSearch = {
  /** Rejects where the search breaks down; null: it was stopped. */
  readonly answer: Promise<ZoneAnswer | null>;
  readonly stop: () => void;
};

/** Answers a search in a thread of its own, telling how far it is. */
export function runSearch(search: ZoneSearch, tell: (share: number) => void): RunningSearch {
  const worker = new Worker(new URL('./search-worker.js', import.meta.url), {
    workerData: { loader: LOADER, search },
    execArgv: [],
  });
  const answer = new Promise<ZoneAnswer | null>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('share' in message) tell(message.share);
      else resolve(message.answer);
    });
    worker.once('error', reject);
    worker.once('exit', () => resolve(null));
  });
  return { answer, stop: () => void worker.terminate() };
}
