import '../api/without-eval.ts';
import { decodeColumns } from '@yima-guandi/server/contract';
import { type LiveMeasure, type LiveZone, liveMeasurer } from '@yima-guandi/server/domain';
import type { FromColumns, ToColumns } from './messages.ts';
import { type Land, openLand } from './what-if.ts';

let land: Land | null = null;
let measureZone: ((zone: LiveZone) => LiveMeasure) | null = null;

function take(message: ToColumns): FromColumns {
  const { number } = message;
  if (message.kind === 'open') {
    const columns = decodeColumns(message.bytes);
    land = openLand(columns);
    measureZone = liveMeasurer(columns);
    return { kind: 'done', number };
  }
  if (!land || !measureZone) throw new Error('No columns have been opened.');
  if (message.kind === 'ask') return { kind: 'answer', number, answer: land.answer(message.question) };
  if (message.kind === 'compare')
    return { kind: 'compared', number, sums: land.compare(message.question, message.tries) };
  if (message.kind === 'zone') return { kind: 'measured', number, measure: measureZone(message.zone) };
  land.meetNeighbours(message.pairs);
  return { kind: 'done', number };
}

self.onmessage = ({ data }: MessageEvent<ToColumns>) => {
  let reply: FromColumns;
  try {
    reply = take(data);
  } catch (error) {
    reply = { kind: 'failed', number: data.number, words: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(reply);
};
