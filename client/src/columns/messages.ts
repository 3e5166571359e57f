import type { LiveMeasure, LiveZone } from '@yima-guandi/server/domain';
import type { Answer, FoundSums, Question, Tried } from './question.ts';

/** What the page says to the worker that holds the columns. Each is answered by one `FromColumns` with the same number. */
export type ToColumns =
  | { readonly kind: 'open'; readonly number: number; readonly bytes: ArrayBuffer }
  | { readonly kind: 'neighbours'; readonly number: number; readonly pairs: Int32Array }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question }
  | {
      readonly kind: 'compare';
      readonly number: number;
      readonly question: Question;
      readonly tries: readonly Tried[];
    }
  | { readonly kind: 'zone'; readonly number: number; readonly zone: LiveZone };

export type FromColumns =
  | { readonly kind: 'done'; readonly number: number }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer }
  | { readonly kind: 'compared'; readonly number: number; readonly sums: readonly FoundSums[] }
  | { readonly kind: 'measured'; readonly number: number; readonly measure: LiveMeasure }
  | { readonly kind: 'failed'; readonly number: number; readonly words: string };
