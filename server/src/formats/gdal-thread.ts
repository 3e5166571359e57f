import { once } from 'node:events';
import { relative, resolve, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { UNPACK_HOME } from './unpack-folder.ts';

/** One file to be read: its place in the worker, how it is opened, and the name of its layer where that is not its own. */
type GdalSource = {
  readonly path: string;
  readonly openOptions: readonly string[];
  readonly name?: string | undefined;
};

/** What GDAL is asked for. `into` is the unpack folder that takes the outcome. */
export type GdalRequest =
  | {
      readonly verb: 'read';
      readonly sources: readonly GdalSource[];
      readonly into: string;
      readonly layer?: string | undefined;
      readonly everyLayer: boolean;
    }
  | {
      readonly verb: 'write';
      readonly into: string;
      readonly driver: 'GPKG' | 'ESRI Shapefile';
      readonly crs: string;
      readonly layers: readonly { readonly name: string; readonly path: string; readonly select: string }[];
    };

const Refused = z.object({ ok: z.literal(false), reason: z.string(), layers: z.array(z.string()).default([]) });

/** How long a conversion may take, how long others wait for it, and whether it would keep them waiting from the start. */
type GdalEffort = { readonly limitMs: number; readonly patienceMs: number; readonly isLong: boolean };

/** A conversion that takes longer hangs. A slow machine takes 0.8 s for a megabyte; four times that are given. */
const LONGEST_MS = 120_000;
const MS_PER_MEGABYTE = 3000;
const LONG_FROM_MEGABYTES = 16;
const PATIENCE_MS = 10_000;
export function effortOf(bytes: number): GdalEffort {
  const megabytes = bytes / 1024 / 1024;
  return {
    limitMs: LONGEST_MS + Math.ceil(megabytes * MS_PER_MEGABYTE),
    patienceMs: PATIENCE_MS,
    isLong: megabytes >= LONG_FROM_MEGABYTES,
  };
}

/** Reasons of our own; all others are GDAL's words. `layer`: none was chosen among several. */
export const OVERDUE = 'overdue';
const STOPPED = 'the converter stopped';
export const NO_LAYER_CHOSEN = 'layer';

const IDLE_MS = 60_000;
/** What GDAL remembers of files that are gone is little, and ends here. */
const MOST_CONVERSIONS = 200;

type Thread = { readonly worker: Worker; conversions: number; rest: NodeJS.Timeout | undefined };
let kept: Thread | null = null;
let turn: Promise<void> = Promise.resolve();

/**
 * Lets the one GDAL thread convert; requests take turns, but for long ones, which get a thread of their own, and for one
 * that proves long, which keeps the thread for itself. The thread stays warm for a minute, holds no process open, and is
 * not used again after a failure: what a broken file did to it, the next file shall not meet.
 */
export function askGdal<Answer extends z.ZodType>(
  answers: Answer,
  request: GdalRequest,
  effort: GdalEffort = effortOf(0),
): Promise<z.output<Answer> | z.infer<typeof Refused>> {
  const answer = effort.isLong ? convertApart(request, effort.limitMs) : convertInTurn(request, effort);
  return answer.then((message) => z.union([answers, Refused]).parse(message));
}

/** A file as the worker finds it: by its place among what is unpacked, else from the folder we run in, as GDAL mounts folders. */
export function placeForGdal(path: string): string {
  const inside = relative(UNPACK_HOME, resolve(path));
  const place = inside.startsWith('..') ? relative(process.cwd(), resolve(path)) : `/output/${inside}`;
  const slashed = place.replaceAll(sep, '/');
  return slashed.includes('/') ? slashed : `./${slashed}`;
}

async function convertApart(request: GdalRequest, limitMs: number): Promise<unknown> {
  const thread = startThread();
  try {
    return await converse(thread.worker, request, limitMs);
  } finally {
    await end(thread);
  }
}

function convertInTurn(request: GdalRequest, effort: GdalEffort): Promise<unknown> {
  const before = turn;
  return new Promise((resolve, reject) => {
    turn = new Promise((pass) => {
      before
        .then(() => convertKept(request, effort, pass))
        .then(resolve, reject)
        .finally(pass);
    });
  });
}

/** `pass` lets the next request have its turn; it is called early where patience ends. */
async function convertKept(
  request: GdalRequest,
  { limitMs, patienceMs }: GdalEffort,
  pass: () => void,
): Promise<unknown> {
  kept ??= startThread();
  const thread = kept;
  clearTimeout(thread.rest);
  thread.worker.ref();
  const patience = setTimeout(() => {
    forget(thread);
    pass();
  }, patienceMs);
  const message = await converse(thread.worker, request, limitMs);
  clearTimeout(patience);
  thread.conversions += 1;
  const refused = Refused.safeParse(message);
  const isSpent =
    thread !== kept ||
    thread.conversions >= MOST_CONVERSIONS ||
    (refused.success && refused.data.reason !== NO_LAYER_CHOSEN);
  if (isSpent) await end(thread);
  else {
    thread.worker.unref();
    thread.rest = setTimeout(() => void end(thread), IDLE_MS).unref();
  }
  return message;
}

async function converse(worker: Worker, request: GdalRequest, limitMs: number): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  try {
    worker.postMessage(request);
    return await Promise.race([
      once(worker, 'message', { signal }).then(([message]) => message),
      once(worker, 'exit', { signal }).then(() => ({ ok: false, reason: STOPPED })),
      wait(limitMs, { ok: false, reason: OVERDUE }, { signal }),
    ]);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : STOPPED };
  } finally {
    over.abort();
  }
}

function startThread(): Thread {
  const home = relative(process.cwd(), UNPACK_HOME).replaceAll(sep, '/');
  const worker = new Worker(new URL('./gdal-worker.js', import.meta.url), { workerData: { home } });
  const thread: Thread = { worker, conversions: 0, rest: undefined };
  // Whether it fails at work or at rest, it is not asked again; who waits for an answer hears of it too.
  worker.on('error', () => forget(thread));
  worker.once('exit', () => forget(thread));
  return thread;
}

const forget = (thread: Thread): void => {
  if (kept === thread) kept = null;
};

async function end(thread: Thread): Promise<void> {
  forget(thread);
  await thread.worker.terminate();
}
