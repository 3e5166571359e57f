import type { Answer, Question } from './question.ts';

/** What the page says to the worker that holds the columns. Each is answered by one `FromColumns` with the same number. */
export type ToColumns =
  | { readonly kind: 'open'; readonly number: number; readonly bytes: ArrayBuffer }
  | { readonly kind: 'neighbours'; readonly number: number; readonly pairs: Int32Array }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question };

export type FromColumns =
  | { readonly kind: 'done'; readonly number: number }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly number: number; readonly words: string };
