import type { LiveMeasure, LiveZone } from '@yima-guandi/server/domain';
import { createStore } from '../ui/store.ts';
import type { FromColumns, ToColumns } from './messages.ts';
import type { Answer, FoundSums, Question, Tried } from './question.ts';

type Message = ToColumns extends infer Each ? (Each extends ToColumns ? Omit<Each, 'number'> : never) : never;
type Waiting = { readonly done: (reply: FromColumns) => void; readonly failed: (error: Error) => void };

/** The newest answer of the columns; null: none yet. It belongs to the question that it carries. */
export const columnsAnswer = createStore<Answer | null>(null);

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

function desk(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./columns-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromColumns>) => {
    const one = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.kind === 'failed') one?.failed(new Error(data.words));
    else one?.done(data);
  };
  worker.onerror = (event) => {
    for (const { failed } of waiting.values()) failed(new Error(event.message));
    waiting.clear();
  };
  return worker;
}

function send(message: Message, transfer: Transferable[] = []): Promise<FromColumns> {
  last += 1;
  const number = last;
  return new Promise((done, failed) => {
    waiting.set(number, { done, failed });
    desk().postMessage({ ...message, number }, transfer);
  });
}

/** Gives the worker the columns of a jurisdiction and year, in place of those it held. */
export const openColumns = async (bytes: ArrayBuffer): Promise<void> =>
  void (await send({ kind: 'open', bytes }, [bytes]));

export const giveNeighbours = async (pairs: Int32Array): Promise<void> =>
  void (await send({ kind: 'neighbours', pairs }, [pairs.buffer]));

/** What each of several what-ifs would find of the same land, in their order. */
export async function compareTries(question: Question, tries: readonly Tried[]): Promise<readonly FoundSums[]> {
  const reply = await send({ kind: 'compare', question, tries });
  return reply.kind === 'compared' ? reply.sums : [];
}

/** What about lies inside a zone, by the columns that are open; null: none are. */
export async function measureInColumns(zone: LiveZone): Promise<LiveMeasure | null> {
  const reply = await send({ kind: 'zone', zone }).catch(() => null);
  return reply?.kind === 'measured' ? reply.measure : null;
}

let wanted: Question | null = null;
let isAsking = false;

/** Asks for the newest question only: while one is being answered, those that come after it wait for the last of them. */
export function askColumns(question: Question | null): void {
  wanted = question;
  if (question === null) columnsAnswer.set(null);
  else if (!isAsking) void askOn();
}

async function askOn(): Promise<void> {
  isAsking = true;
  try {
    while (wanted) {
      const question = wanted;
      const reply = await send({ kind: 'ask', question }).catch(() => null);
      if (wanted === null) break;
      if (reply?.kind === 'answer') columnsAnswer.set(reply.answer);
      if (wanted === question) break;
    }
  } finally {
    isAsking = false;
  }
}
