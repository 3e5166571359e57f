// Searches for zones apart from everything else, since it keeps a processor busy for seconds.
// Plain JavaScript: Node 20 cannot start a worker from TypeScript. Run from the sources, it is told what reads them.
import { parentPort, workerData } from 'node:worker_threads';

const { loader, search } = workerData;
if (loader !== null) (await import(loader)).register();
const { answerSearch } = await import('../../domain/zoning/answer-search.ts');
const answer = answerSearch(search, (share) => {
  parentPort.postMessage({ share });
  return true;
});
parentPort.postMessage({ answer });
