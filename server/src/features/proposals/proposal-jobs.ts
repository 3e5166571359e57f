import { randomUUID } from 'node:crypto';
import { Problem } from '../../contract/problem.ts';
import type { ProposalJob, ProposalRequest, ProposalResult } from '../../contract/proposals.ts';
import { boundToScope } from '../../db/row-security.ts';
import type { Actor } from '../../domain/scope.ts';

/** Each keeps a processor busy. */
const MOST_RUNNING = 2;
const MOST_WAITING = 10;
/** Answers that have not been asked for are forgotten after an hour, and the oldest before that where there are many. */
const KEPT_MS = 3_600_000;
const MOST_KEPT = 60;

/** What a job does. It tells how far it is, and may be stopped by `onStop` whenever it has said how. */
export type ProposalWork = (
  tell: (share: number) => void,
  onStop: (stop: () => void) => void,
) => Promise<ProposalResult | null>;

type Job = {
  readonly id: string;
  /** null: nobody in particular */
  readonly ownerId: number | null;
  readonly request: ProposalRequest;
  readonly startedAt: string;
  readonly startedMs: number;
  readonly work: ProposalWork;
  endedMs: number | null;
  state: ProposalJob['state'];
  share: number;
  result: ProposalResult | null;
  failure: string | null;
  stop: () => void;
};

export type ProposalJobs = {
  /** Begins a job, or lets it wait for its turn. Refuses with `proposals-busy`. */
  readonly start: (actor: Actor, request: ProposalRequest, startedAt: Date, work: ProposalWork) => ProposalJob;
  /** Null too where somebody else began it. */
  readonly find: (actor: Actor, id: string) => ProposalJob | null;
  /** Stops a job that has not ended, and answers it as it then is. */
  readonly cancel: (actor: Actor, id: string) => ProposalJob | null;
  readonly close: () => void;
};

/** Searches of this process. `logFailure` is told of what broke down. */
export function proposalJobs(logFailure: (error: unknown) => void): ProposalJobs {
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  let running = 0;

  const end = (job: Job, state: Job['state']) => {
    if (job.endedMs !== null) return;
    job.endedMs = performance.now();
    job.state = state;
  };
  const run = async (job: Job) => {
    running += 1;
    try {
      const tell = (share: number) => {
        job.share = share;
      };
      job.result = await job.work(tell, (stop) => {
        job.stop = stop;
        if (job.endedMs !== null) stop();
      });
      end(job, job.result === null ? 'cancelled' : 'done');
    } catch (error) {
      if (job.endedMs === null) logFailure(error);
      job.failure =
        error instanceof Problem ? error.message : '搜索因内部错误停止。 The search stopped for an internal reason.';
      end(job, 'failed');
    } finally {
      running -= 1;
      next();
    }
  };
  const next = () => {
    while (running < MOST_RUNNING) {
      const job = waiting.shift();
      if (!job) return;
      void run(job);
    }
  };
  const forget = () => {
    const ended = [...jobs.values()].filter(({ endedMs }) => endedMs !== null);
    const tooMany = ended.slice(0, Math.max(0, jobs.size - MOST_KEPT));
    const old = ended.filter(({ endedMs }) => performance.now() - (endedMs ?? 0) > KEPT_MS);
    for (const { id } of [...tooMany, ...old]) jobs.delete(id);
  };

  return {
    start: (actor, request, startedAt, work) => {
      forget();
      if (waiting.length >= MOST_WAITING)
        throw new Problem(
          'proposals-busy',
          `已有 ${running} 个方案搜索在进行、${waiting.length} 个在等待，请稍候或取消其中之一。 ${running} searches are running and ${waiting.length} are waiting: wait, or cancel one.`,
        );
      const job: Job = {
        id: randomUUID(),
        ownerId: ownerOf(actor),
        request,
        startedAt: `${startedAt.toISOString().slice(0, 19)}Z`,
        startedMs: performance.now(),
        work: boundToScope(work), // It may wait for its turn, which somebody else's job gives it.
        endedMs: null,
        state: 'running',
        share: 0,
        result: null,
        failure: null,
        stop: () => undefined,
      };
      jobs.set(job.id, job);
      waiting.push(job);
      next();
      return told(job);
    },
    find: (actor, id) => {
      forget();
      const job = jobs.get(id);
      return job?.ownerId === ownerOf(actor) ? told(job) : null;
    },
    cancel: (actor, id) => {
      const job = jobs.get(id);
      if (job?.ownerId !== ownerOf(actor)) return null;
      cancelJob(job, waiting, end);
      return told(job);
    },
    close: () => {
      for (const job of jobs.values()) cancelJob(job, waiting, end);
    },
  };
}

const ownerOf = ({ user }: Actor): number | null => user?.id ?? null;

function cancelJob(job: Job, waiting: Job[], end: (job: Job, state: Job['state']) => void): void {
  const at = waiting.indexOf(job);
  if (at >= 0) waiting.splice(at, 1);
  if (job.endedMs === null) job.stop();
  end(job, 'cancelled');
}

function told({ id, state, share, request, startedAt, startedMs, endedMs, result, failure }: Job): ProposalJob {
  const isDone = state === 'done';
  const seconds = Math.round(((endedMs ?? performance.now()) - startedMs) / 100) / 10;
  return { id, state, share: isDone ? 1 : share, request, startedAt, seconds, result: isDone ? result : null, failure };
}
