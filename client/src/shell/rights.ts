import type { Action } from '@yima-guandi/server/domain';
import { useMay } from '../api/session.ts';
import type { Job } from '../url/view.ts';

/** What a job is for: one of these actions at least. */
const NEEDED: Record<Job, readonly Action[]> = {
  map: ['see-land'],
  find: ['see-figures'],
  evaluation: ['see-figures'],
  zones: ['plan'],
  tally: ['see-figures'],
  imports: ['import', 'keep-offsets'],
  programme: ['see-land'],
};

/** Whether a job has anything to do for whoever uses the page. */
export function useMayUse(): (job: Job) => boolean {
  const may = useMay();
  return (job) => NEEDED[job].some(may);
}
